-- Revert library:patrons from pg

BEGIN;
DROP TABLE library.patrons;
DROP DOMAIN library.card_number;
COMMIT;
