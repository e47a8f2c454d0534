CREATE TABLE crate (crate_id integer PRIMARY KEY);
