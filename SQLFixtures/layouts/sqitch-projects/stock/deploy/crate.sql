CREATE TABLE crate (crate_id integer PRIMARY KEY, zone_id integer NOT NULL REFERENCES zone);
