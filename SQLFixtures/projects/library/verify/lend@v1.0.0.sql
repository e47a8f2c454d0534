-- Verify library:lend@v1.0.0 on pg

BEGIN;
SELECT 1;
ROLLBACK;
