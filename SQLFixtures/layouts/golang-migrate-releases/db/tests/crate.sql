BEGIN;
SELECT plan(1);
SELECT has_column('crate', 'title');
SELECT * FROM finish();
ROLLBACK;
