-- Verify library:patrons on pg

BEGIN;
SELECT 1;
ROLLBACK;
