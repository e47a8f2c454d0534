CREATE TABLE heavy (id integer PRIMARY KEY);
