CREATE TABLE half_written (
    id bigint PRIMARY KEY,
    note text DEFAULT 'never closed
