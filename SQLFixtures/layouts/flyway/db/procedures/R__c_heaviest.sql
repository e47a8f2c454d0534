CREATE OR REPLACE VIEW heaviest_crate AS
    SELECT max(crate_id) AS crate_id FROM heavy_crate;
