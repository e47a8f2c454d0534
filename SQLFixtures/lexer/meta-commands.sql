\set ON_ERROR_STOP on
\set schema 'my ''app' "x y" :other `date`
\if :{?schema}
  \echo :schema :'schema' :"schema" \\ SELECT 1; \echo again
\elif false
\else
  SELECT '\no command', "\nor here", $$\nor here$$ -- \nor here
  ; /* \nor here */
\endif
SELECT 1 \gset
SELECT 2 AS a \gset prefix_ \\ SELECT 3 \g
SELECT :a, :'a', :"a", :{?a}, ':a', ":a", $$:a$$, x::a, a:=:b, y::text::a, :a::text, :::a;
SELECT :'b, c', :"b, c", :{?c, :{d}, : a, :1, :a1, :é, :'é', :'';
SELECT '
' ;
SELECT 1 \; SELECT a\:b;
SELECT arr[1:2], arr[:i], arr[i:j], arr[:i:j], f(arr[1]:x);
SELECT format('CREATE TABLE %I ()', n) FROM names \gexec
SELECT 1 \gx (format=aligned) | tee \ file
SELECT 1 \g out.txt
\! echo 'not \ quoted; at all
\o | cat \ more
\o file \echo x
\copy t TO 'file' \ x
\i other.sql;
\ir 'sub folder/other.sql'
\d "odd \ name" \d next
\echo 'a \' b' \echo 'unterminated
SELECT \echo within
  4;
SELECT dropped \r
SELECT 5 \crosstabview
\
\\
\q
