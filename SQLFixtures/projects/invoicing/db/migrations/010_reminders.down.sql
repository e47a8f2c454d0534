ALTER TABLE customers RENAME COLUMN vat_number TO vat_no;
ALTER TABLE invoices DROP COLUMN reminded_at;
