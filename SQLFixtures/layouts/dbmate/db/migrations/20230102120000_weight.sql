-- migrate:up transaction:false
ALTER TABLE crate ADD COLUMN weight numeric NOT NULL DEFAULT 0;

-- migrate:down
ALTER TABLE crate DROP COLUMN weight;
-- migrate:up
CREATE VIEW heavy_crate AS
    SELECT crate_id FROM crate WHERE weight > 100;
-- migrate:down
DROP VIEW heavy_crate;
