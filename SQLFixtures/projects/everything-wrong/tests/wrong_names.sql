BEGIN;
SELECT plan(9);

-- Read as: table "public", described as "parcels".
SELECT has_table('public', 'parcels');
-- Passes for the wrong reason: there is no table named "public".
SELECT hasnt_table('public', 'parcels');
-- Renamed, dropped, misspelt.
SELECT has_table('public', 'routes', 'routes exists');
SELECT has_column('public', 'parcels', 'wieght_g', 'parcels are weighed');
SELECT col_type_is('public', 'parcels', 'weight_g', 'bigint', 'in grams');
-- Three plain literals and a list: no overload is the best.
SELECT tables_are('public', '{parcels,deliveries}');
-- No such function in pgTAP.
SELECT has_tabel('public', 'parcels', 'parcels exists');
-- Proves nothing.
SELECT ok(true, 'it works');
SELECT is(1, 1, 'numbers work too');

SELECT * FROM finish();
ROLLBACK;
