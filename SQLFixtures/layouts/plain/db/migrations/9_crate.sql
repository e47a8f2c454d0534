CREATE TABLE crate (
    crate_id integer PRIMARY KEY,
    label    text NOT NULL
);
