BEGIN;
SELECT plan(7);

SET search_path = library, public;

SELECT has_function('library', 'lend', ARRAY['text', 'integer', 'integer', 'integer'], 'lend() exists');
SELECT is_definer('library', 'lend', ARRAY['text', 'integer', 'integer', 'integer'], 'lend() runs as its owner');

INSERT INTO patrons (patron_id, card, full_name) VALUES (1, '12345678', 'Inês Duarte');
INSERT INTO works (work_id, title) VALUES (1, 'Os Maias');
INSERT INTO copies (work_id, copy_no) VALUES (1, 1), (1, 2);

SELECT lives_ok($$ SELECT lend('12345678', 1, 1) $$, 'a copy is lent');
SELECT is(state, 'lent', 'and no longer on the shelf') FROM copies WHERE work_id = 1 AND copy_no = 1;
SELECT throws_ok(
    $$ SELECT lend('12345678', 1, 1) $$,
    '23505', NULL, 'not twice at once'
);

INSERT INTO fines (loan_id, amount) SELECT loan_id, 2.50 FROM loans;
SELECT throws_like(
    $$ SELECT lend('12345678', 1, 2) $$, '%owes a fine%', 'not with a fine');
SELECT is(outstanding(1), 2.50, 'the fine is outstanding');

SELECT finish();
ROLLBACK;
