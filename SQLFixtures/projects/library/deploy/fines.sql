-- Deploy library:fines to pg
-- requires: loans

BEGIN;

CREATE TABLE library.fines (
    loan_id  BIGINT         PRIMARY KEY REFERENCES library.loans ON DELETE CASCADE,
    amount   NUMERIC(6, 2)  NOT NULL CHECK (amount > 0),
    paid_at  TIMESTAMPTZ
);

COMMIT;
