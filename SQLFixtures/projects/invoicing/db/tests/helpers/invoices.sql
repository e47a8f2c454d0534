-- Included by the tests: one customer with one invoice of two lines.
INSERT INTO ledger.accounts (code, title) VALUES ('1200', 'Receivables');
INSERT INTO customers (id, name, account_id)
SELECT '00000000-0000-0000-0000-00000000000a', 'Padaria Central', id FROM ledger.accounts WHERE code = '1200';
INSERT INTO invoices (id, customer_id, number)
VALUES ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 1);
INSERT INTO invoice_lines (invoice_id, line_no, label, quantity, unit_cents)
VALUES ('00000000-0000-0000-0000-0000000000b1', 1, 'Flour', 2.5, 120),
       ('00000000-0000-0000-0000-0000000000b1', 2, 'Yeast', 1, 80);
