-- +goose Up
CREATE TABLE crate (
    crate_id integer PRIMARY KEY,
    label    text NOT NULL
);

-- +goose Down
DROP TABLE crate;
