CREATE TABLE unused (id integer);
