-- Up Migration
ALTER TABLE crate ADD COLUMN weight numeric NOT NULL DEFAULT 0;
-- Down Migration
ALTER TABLE crate DROP COLUMN weight;
