-- 010 comes after 9 and before 11, whatever the file names' bytes say.
ALTER TABLE invoices ADD COLUMN reminded_at timestamptz;
ALTER TYPE invoice_status ADD VALUE 'overdue' BEFORE 'paid';
ALTER TABLE customers RENAME COLUMN vat_no TO vat_number;
