-- Verify library:overdue on pg

BEGIN;
SELECT 1;
ROLLBACK;
