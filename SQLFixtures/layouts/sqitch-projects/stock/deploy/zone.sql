CREATE TABLE zone (zone_id integer PRIMARY KEY);
