BEGIN;
SELECT plan(1);
SELECT has_table('public'::name, 'fee'::name);
SELECT * FROM finish();
ROLLBACK;
