\unset ECHO
\i test/setup.sql

SELECT plan(11);

CREATE TABLE public.shelves (
    id   INT PRIMARY KEY,
    mark TEXT NOT NULL DEFAULT 'none'
);
CREATE FUNCTION more() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'CREATE TABLE public.crates (id INT)';
END;
$$;
SELECT * FROM more();

SELECT * FROM check_test(
    has_table( 'shelves' ),
    true,
    'has_table(table)',
    'Table shelves should exist',
    ''
);
SELECT * FROM check_test(
    has_table( 'chests' ),
    false,
    'has_table(missing)'
);
SELECT has_table( 'crates' );
SELECT * FROM check_test(
    col_default_is( 'shelves', 'mark', 'some' ),
    false,
    'col_default_is(wrong)',
    'Column shelves.mark should default to ''some'''
);
CREATE TABLE public.chests (id INT);
SELECT * FROM check_test( has_table( 'chests' ), true, 'has_table(made)' );
SELECT * FROM check_test( col_not_null( 'shelves', 'id' ), true, 'col_not_null(key)' );
SELECT * FROM check_test( col_is_null( 'shelves', 'mark', 'as it is' ), false, 'col_is_null(mark)', 'as it is' );

SELECT * FROM finish();
ROLLBACK;
