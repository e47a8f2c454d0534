-- Verify library:fines on pg

BEGIN;
SELECT 1;
ROLLBACK;
