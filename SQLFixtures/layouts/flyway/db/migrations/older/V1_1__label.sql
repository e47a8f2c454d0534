ALTER TABLE crate ADD COLUMN note text;
