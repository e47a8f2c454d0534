-- Verify library:catalogue on pg

BEGIN;
SELECT 1;
ROLLBACK;
