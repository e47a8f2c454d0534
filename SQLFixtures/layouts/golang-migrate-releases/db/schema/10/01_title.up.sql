ALTER TABLE crate RENAME label TO title;
