CREATE VIEW @extschema@.heavy AS SELECT crate_id FROM @extschema@.crate WHERE weight > 100;
