BEGIN;
SELECT plan(1);
\ir helpers/not_there.sql
SELECT col_not_null('public', 'parcels', 'label', 'parcels are labelled');
SELECT * FROM finish();
ROLLBACK;
