ALTER TABLE crate RENAME COLUMN note TO remark;
