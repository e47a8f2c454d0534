CREATE TABLE customers (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name        text NOT NULL,
    vat_no      text,
    account_id  bigint NOT NULL REFERENCES ledger.accounts (id) ON DELETE RESTRICT,
    address     jsonb NOT NULL DEFAULT '{}'
);

CREATE UNIQUE INDEX customers_vat_no_idx ON customers (vat_no) WHERE vat_no IS NOT NULL;

CREATE TYPE invoice_status AS ENUM ('draft', 'sent', 'paid');

CREATE TABLE invoices (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    customer_id  uuid NOT NULL REFERENCES customers (id),
    number       integer NOT NULL,
    status       invoice_status NOT NULL DEFAULT 'draft',
    issued_on    date,
    due_on       date,
    UNIQUE (number)
);

CREATE TABLE invoice_lines (
    invoice_id  uuid NOT NULL REFERENCES invoices (id) ON DELETE CASCADE,
    line_no     smallint NOT NULL,
    label       text NOT NULL,
    quantity    numeric(10,3) NOT NULL DEFAULT 1,
    unit_cents  bigint NOT NULL,
    net_cents   bigint GENERATED ALWAYS AS ((quantity * unit_cents)::bigint) STORED,
    PRIMARY KEY (invoice_id, line_no)
);
