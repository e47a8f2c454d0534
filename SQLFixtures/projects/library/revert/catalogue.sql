-- Revert library:catalogue from pg

BEGIN;
DROP TABLE library.copies;
DROP TABLE library.works;
DROP TYPE library.copy_state;
COMMIT;
