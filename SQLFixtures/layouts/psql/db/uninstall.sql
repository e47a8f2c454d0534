\ir drop.sql
