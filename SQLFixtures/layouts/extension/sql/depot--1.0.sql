\echo Use "CREATE EXTENSION depot" to load this file. \quit
CREATE TABLE @extschema@.crate (
    crate_id integer PRIMARY KEY
);
