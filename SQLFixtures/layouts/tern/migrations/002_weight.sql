ALTER TABLE crate ADD COLUMN weight numeric NOT NULL DEFAULT 0;
---- create above / drop below ----
ALTER TABLE crate DROP COLUMN weight;
