-- Verify library:appschema on pg

BEGIN;
SELECT 1;
ROLLBACK;
