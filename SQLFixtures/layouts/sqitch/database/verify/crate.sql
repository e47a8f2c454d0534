SELECT crate_id FROM crate WHERE false;
