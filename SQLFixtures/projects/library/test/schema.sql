SET client_min_messages TO warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
RESET client_min_messages;

BEGIN;
SELECT no_plan();

SET search_path TO library, public;

SELECT has_schema('library');

-- Patrons
SELECT has_table('patrons');
SELECT has_pk('patrons');
SELECT col_is_pk('patrons', 'patron_id');
SELECT col_type_is('patrons', 'card', 'card_number');
SELECT col_is_unique('patrons', 'card');
SELECT col_not_null('patrons', 'card');
SELECT col_not_null('patrons', 'full_name');
SELECT col_has_default('patrons', 'joined_on');
SELECT col_default_is('patrons', 'joined_on', 'CURRENT_DATE');
SELECT has_domain('card_number');
SELECT domain_type_is('card_number', 'text');

-- Works and copies
SELECT has_column('works', c) FROM unnest(ARRAY['work_id', 'isbn', 'title', 'authors', 'published']) AS c;
SELECT col_type_is('works', 'isbn', 'character(13)');
SELECT col_type_is('works', 'authors', 'text[]');
SELECT has_enum('copy_state');
SELECT enum_has_labels('copy_state', ARRAY['shelved', 'lent', 'lost']);
SELECT fk_ok('copies', 'work_id', 'works', 'work_id');
SELECT col_is_pk('copies', ARRAY['work_id', 'copy_no']);

-- Loans
SELECT columns_are('library'::name, 'loans'::name, ARRAY[
    'loan_id', 'patron_id', 'work_id', 'copy_no', 'lent_at', 'due_on', 'returned_at'
]::name[]);
SELECT fk_ok('loans', ARRAY['work_id', 'copy_no'], 'copies', ARRAY['work_id', 'copy_no']);
SELECT has_index('library', 'loans', 'one_open_loan', ARRAY['work_id', 'copy_no'], 'one open loan a copy');
SELECT index_is_unique('library', 'loans', 'one_open_loan');

SELECT * FROM finish();
ROLLBACK;
