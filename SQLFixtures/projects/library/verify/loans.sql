-- Verify library:loans on pg

BEGIN;
SELECT 1;
ROLLBACK;
