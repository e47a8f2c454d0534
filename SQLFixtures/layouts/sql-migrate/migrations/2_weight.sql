-- +migrate Up
ALTER TABLE crate ADD COLUMN weight numeric NOT NULL DEFAULT 0;

-- +migrate Down
ALTER TABLE crate DROP COLUMN weight;
