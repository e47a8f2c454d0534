-- Revert library:lend from pg

BEGIN;
DROP FUNCTION library.lend(TEXT, INTEGER, INTEGER, INTEGER);
COMMIT;
