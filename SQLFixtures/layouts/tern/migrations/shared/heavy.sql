CREATE VIEW heavy_crate AS
    SELECT crate_id FROM crate WHERE weight > {{.limit}};
