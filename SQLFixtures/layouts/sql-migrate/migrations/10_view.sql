-- +migrate Up notransaction
CREATE VIEW heavy_crate AS
    SELECT crate_id FROM crate WHERE weight > 100;
-- +migrate Down
DROP VIEW heavy_crate;
