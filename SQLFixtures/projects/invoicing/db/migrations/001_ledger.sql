-- Money is kept in cents; nothing here is ever deleted.
CREATE SCHEMA ledger;

CREATE TABLE ledger.accounts (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code        varchar(12) NOT NULL,
    title       text NOT NULL,
    currency    char(3) NOT NULL DEFAULT 'EUR',
    parent_id   bigint REFERENCES ledger.accounts (id),
    opened_on   date NOT NULL DEFAULT CURRENT_DATE,
    closed_on   date,
    CONSTRAINT accounts_code_key UNIQUE (code),
    CONSTRAINT accounts_open_before_close CHECK (closed_on IS NULL OR closed_on >= opened_on)
);

CREATE TABLE ledger.entries (
    id           bigserial PRIMARY KEY,
    booked_at    timestamptz NOT NULL DEFAULT now(),
    debit_id     bigint NOT NULL REFERENCES ledger.accounts (id),
    credit_id    bigint NOT NULL REFERENCES ledger.accounts (id),
    cents        bigint NOT NULL CHECK (cents > 0),
    memo         text,
    CHECK (debit_id <> credit_id)
);

CREATE INDEX ON ledger.entries (debit_id, booked_at);
CREATE INDEX ON ledger.entries (credit_id, booked_at);
