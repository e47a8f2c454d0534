SELECT plan(3);
SELECT has_table('public', 'parcels', 'parcels exists');
-- SELECT has_table('public', 'deliveries', 'commented out');
/* SELECT has_table('public', 'deliveries', 'also'); */
SELECT diag('SELECT has_table(''public'', ''deliveries'', ''only text'')');
SELECT todo('not yet', 1);
SELECT has_index('public', 'deliveries', 'deliveries_parcel_idx', 'todo proves nothing');
\if false
SELECT col_not_null('public', 'deliveries', 'parcel_id', 'never runs');
\endif
\q
SELECT has_column('public', 'deliveries', 'signed_by', 'after the end');
