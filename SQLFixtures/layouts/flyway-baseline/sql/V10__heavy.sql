CREATE VIEW heavy_box AS
    SELECT crate_id FROM box WHERE weight > 100;
