--liquibase formatted sql

--changeset ann:crate
CREATE TABLE crate (
    crate_id integer PRIMARY KEY,
    label    text NOT NULL
);
--rollback DROP TABLE crate;

--changeset bob:oracle dbms:oracle
CREATE TABLE ora (id number);

--changeset bob:function endDelimiter:/ splitStatements:true
CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$
/
CREATE FUNCTION two() RETURNS integer LANGUAGE sql AS $$ SELECT 2 $$
/
--changeset bob:ignored
--ignoreLines:2
CREATE TABLE ignored_a (id integer);
CREATE TABLE ignored_b (id integer);
