CREATE TABLE once_deployed (id integer);
