-- migrate:up
CREATE TABLE crate (
    crate_id integer PRIMARY KEY,
    label    text NOT NULL
);

-- migrate:down
DROP TABLE crate;
