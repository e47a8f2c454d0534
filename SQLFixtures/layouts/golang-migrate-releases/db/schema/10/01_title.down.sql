ALTER TABLE crate RENAME title TO label;
