-- Revert library:fines from pg

BEGIN;
DROP TABLE library.fines;
COMMIT;
