-- Verify library:lend on pg

BEGIN;
SELECT 1;
ROLLBACK;
