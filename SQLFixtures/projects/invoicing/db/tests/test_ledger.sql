\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
\set ON_ERROR_STOP true

BEGIN;
SELECT plan(20);

SELECT has_schema('ledger');
SELECT tables_are('ledger'::name, ARRAY['accounts', 'entries']::name[]);

SELECT has_column('ledger', 'accounts', 'code', 'accounts have a code');
SELECT col_type_is('ledger', 'accounts', 'code', 'character varying(12)', 'of twelve characters');
SELECT col_type_is('ledger', 'accounts', 'currency', 'character(3)', 'ISO 4217');
SELECT col_default_is('ledger', 'accounts', 'currency', 'EUR', 'euros unless said otherwise');
SELECT col_not_null('ledger', 'accounts', 'title', 'accounts are named');
SELECT col_is_null('ledger', 'accounts', 'closed_on', 'accounts may be open');
SELECT col_is_unique('ledger'::name, 'accounts'::name, 'code'::name);
SELECT fk_ok('ledger', 'accounts', 'parent_id', 'ledger', 'accounts', 'id', 'accounts form a tree');

SELECT fk_ok('ledger', 'entries', 'debit_id', 'ledger', 'accounts', 'id');
SELECT fk_ok('ledger', 'entries', 'credit_id', 'ledger', 'accounts', 'id');
SELECT hasnt_column('ledger', 'entries', 'memo', 'memos are gone');
SELECT col_type_is('ledger', 'entries', 'cents', 'bigint', 'cents are whole');

SELECT has_function('ledger', 'post', ARRAY['text', 'text', 'bigint'], 'post() exists');
SELECT has_trigger('ledger', 'entries', 'entries_are_final', 'entries are guarded');
SELECT trigger_is('ledger', 'entries', 'entries_are_final', 'ledger', 'forbid_change', 'by forbid_change()');

INSERT INTO ledger.accounts (code, title) VALUES ('1000', 'Cash'), ('4000', 'Sales');
SELECT lives_ok($$ SELECT ledger.post('1000', '4000', 1999) $$, 'an amount is posted');
SELECT results_eq(
    $$ SELECT code::text, cents::bigint FROM ledger.balances ORDER BY code $$,
    $$ VALUES ('1000', 1999::bigint), ('4000', -1999) $$,
    'and shows in both balances'
);
SELECT throws_ok('DELETE FROM ledger.entries', '23001', 'ledger entries are final', 'for good');

SELECT * FROM finish();
ROLLBACK;
