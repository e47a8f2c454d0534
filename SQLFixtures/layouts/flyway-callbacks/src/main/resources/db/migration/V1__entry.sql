CREATE TABLE entry (entry_id integer PRIMARY KEY, amount numeric NOT NULL);
