ALTER TABLE crate ADD COLUMN label text;
