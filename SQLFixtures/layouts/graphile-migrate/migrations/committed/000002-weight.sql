--! Previous: sha1:0000
--! Hash: sha1:0001
--! Message: weight

ALTER TABLE crate ADD COLUMN weight numeric NOT NULL DEFAULT 0;
