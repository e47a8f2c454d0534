\echo Use "ALTER EXTENSION" \quit
ALTER TABLE @extschema@.crate ADD COLUMN weight numeric;
