--! Previous: -
--! Hash: sha1:0000

CREATE TABLE crate (
    crate_id integer PRIMARY KEY,
    label    text NOT NULL
);
