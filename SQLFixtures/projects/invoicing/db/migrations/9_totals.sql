CREATE MATERIALIZED VIEW invoice_totals AS
SELECT invoice_id, sum(net_cents) AS net_cents, count(*) AS lines
  FROM invoice_lines
 GROUP BY invoice_id;

CREATE UNIQUE INDEX invoice_totals_invoice_id ON invoice_totals (invoice_id);
