BEGIN;
SELECT has_pk('public', 'parcels', 'parcels is keyed');
SELECT has_table(t::text) FROM (SELECT now()::text AS t) AS clock;
ROLLBACK;
