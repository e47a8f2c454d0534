CREATE TABLE crate (
    crate_id integer PRIMARY KEY,
    label    text NOT NULL
);

---- create above / drop below ----

DROP TABLE crate;
