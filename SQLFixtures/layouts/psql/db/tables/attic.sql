CREATE TABLE attic (id integer);
