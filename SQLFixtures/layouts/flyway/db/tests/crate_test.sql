BEGIN;
SELECT plan(1);
SELECT has_table('depot'::name, 'crate'::name);
SELECT * FROM finish();
ROLLBACK;
