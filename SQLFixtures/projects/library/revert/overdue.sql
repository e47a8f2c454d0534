-- Revert library:overdue from pg

BEGIN;
DROP FUNCTION library.outstanding(INTEGER);
DROP VIEW library.overdue;
COMMIT;
