CREATE TABLE latin1 (
    name text -- José wrote this in Latin-1
);
