BEGIN;
SELECT plan(1);
SELECT has_table('public'::name, 'crate'::name);
SELECT * FROM finish();
ROLLBACK;
