CREATE TABLE box (box_id integer PRIMARY KEY, crate_id integer NOT NULL REFERENCES crate);
