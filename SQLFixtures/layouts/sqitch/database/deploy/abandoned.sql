CREATE TABLE abandoned (id integer);
