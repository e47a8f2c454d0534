CREATE TABLE oldest (id integer);
