BEGIN;

\ir helpers/invoices.sql

CREATE OR REPLACE FUNCTION test_invoice_tables() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    relation text;
BEGIN
    FOREACH relation IN ARRAY ARRAY['customers', 'invoices', 'invoice_lines'] LOOP
        RETURN NEXT has_table('public', relation, relation || ' exists');
        RETURN NEXT has_pk('public', relation, relation || ' has a primary key');
    END LOOP;
    RETURN NEXT col_type_is('public', 'customers', 'address', 'jsonb', 'addresses are free form');
    RETURN NEXT has_column('public', 'customers', 'vat_number', 'VAT numbers are kept');
    RETURN NEXT col_type_is('public', 'invoices', 'status', 'invoice_status', 'invoices have a status');
    RETURN NEXT enum_has_labels(
        'public', 'invoice_status', ARRAY['draft', 'sent', 'overdue', 'paid'], 'in this order');
    RETURN NEXT fk_ok('public', 'invoices', 'customer_id', 'public', 'customers', 'id');
    RETURN NEXT fk_ok('public', 'invoice_lines', 'invoice_id', 'public', 'invoices', 'id');
END;
$$;

CREATE OR REPLACE FUNCTION test_invoice_total() RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    REFRESH MATERIALIZED VIEW invoice_totals;
    RETURN NEXT is(net_cents, 380::numeric, 'two lines add up') FROM invoice_totals;
    RETURN NEXT has_materialized_view('public', 'invoice_totals', 'totals are kept');
END;
$$;

SELECT * FROM runtests('^test_invoice');
ROLLBACK;
