ALTER TABLE entry ADD COLUMN booked_on date NOT NULL;
