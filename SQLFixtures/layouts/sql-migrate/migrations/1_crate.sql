-- +migrate Up
CREATE TABLE crate (
    crate_id integer PRIMARY KEY,
    label    text NOT NULL
);
-- +migrate Down
DROP TABLE crate;
