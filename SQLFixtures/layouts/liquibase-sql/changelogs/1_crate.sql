-- liquibase formatted sql
--changeset a:1
CREATE TABLE crate (
    crate_id integer PRIMARY KEY,
    label    text NOT NULL
);
