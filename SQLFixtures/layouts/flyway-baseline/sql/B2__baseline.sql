CREATE TABLE crate (
    crate_id integer PRIMARY KEY,
    label    text NOT NULL
);
ALTER TABLE crate ADD COLUMN weight numeric NOT NULL DEFAULT 0;
