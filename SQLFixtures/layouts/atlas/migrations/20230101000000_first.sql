CREATE TABLE before_checkpoint (id integer);
