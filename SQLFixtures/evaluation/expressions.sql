'a' || 'b'
'a' || 1
1 || 'a'
true || 'a'
'x' || NULL
concat('a', NULL, 1, true, ARRAY[1,2])
concat_ws(',', 'a', NULL, 'b')
concat_ws(NULL, 'a', 'b')
concat_ws(',', VARIADIC ARRAY['a','b'])
concat(VARIADIC ARRAY['a','b'])
format('%s and %I and %L', 'a', 'B c', 'it''s')
format('%2$s %1$s', 'a', 'b')
format('%1$s %s', 'a', 'b')
format('%-5s|', 'a')
format('%5s|', 'a')
format('%%')
format('%s', NULL)
format('%L', NULL)
format('%I', NULL)
format('%s', ARRAY['a','b c'])
format('%s', true)
format('%s %s', VARIADIC ARRAY['a','b'])
format(NULL, 1)
quote_ident('select')
quote_ident('Select')
quote_ident('abc')
quote_ident('a b')
quote_ident('a"b')
quote_ident('name')
quote_ident('between')
quote_ident('1a')
quote_ident('a$b')
quote_literal('it''s')
quote_literal(E'a\\b')
quote_literal(1)
quote_literal(NULL)
quote_nullable(NULL)
quote_nullable('a')
lower('AbC')
upper('straße')
initcap('hello wORLD o''neil a1b')
length('héllo')
length('')
left('héllo', 2)
left('hello', -2)
left('hello', -9)
left(E'a\r\nb', 2)
right('hello', 2)
right('hello', -2)
reverse('abc')
reverse(E'a\r\nb')
repeat('ab', 3)
repeat('ab', -1)
substr('hello', 2)
substr('hello', -1)
substr('hello', 0, 3)
substr('hello', 2, 2)
substr('hello', -2, 4)
substr('hello', 2, -1)
substr('hello', 2147483647, 2147483647)
substr('hello', 2, 2147483647)
substring('hello' from 2 for 3)
substring('hello' from 2)
substring('hello', 'l+')
substring('hello' from 'h(.)l')
replace('abcabc', 'b', '')
replace('abc', '', 'x')
replace('aaa', 'aa', 'b')
split_part('a,b,c', ',', 2)
split_part('a,b,c', ',', 9)
split_part('a,b,c', ',', -1)
split_part('a,b,c', '', 1)
split_part('a,b,c', ',', 0)
btrim('  a  ')
btrim('xxaxx', 'x')
ltrim('xya', 'yx')
rtrim('axy', 'xy')
trim(both 'x' from 'xax')
trim('  a ')
ascii('a')
ascii('')
chr(65)
chr(0)
chr(1114112)
strpos('abc', 'b')
position('b' in 'abc')
position('' in 'abc')
position('x' in 'abc')
position('' in '')
position('é' in 'caféé')
strpos('', 'a')
strpos('aab', 'ab')
position(NULL in 'abc')
starts_with('abc', 'ab')
starts_with('abc', '')
regexp_replace('abcabc', 'b', 'x')
regexp_replace('abcabc', 'b', 'x', 'g')
regexp_replace('abcabc', '^abc', '')
regexp_replace('abcabc', 'c$', '-')
regexp_replace('abcabc', '[ab]c', '')
regexp_replace('a.c', '.c', 'z')
regexp_replace('aab', 'a*', 'z')
regexp_replace('aab', 'a|ab', 'z')
regexp_replace('abc', 'b', '\&\&')
regexp_replace('abc', 'nope', 'z')
regexp_replace('abc', '', 'z')
regexp_replace('abc', 'B', 'z', 'i')
regexp_replace(NULL, 'a', 'b')
md5('a')
abs(-1)
1 + 1
1 - 2
2 * 3
7 / 2
7 % 3
-1
- (-1)
-'5'::int
- ('-9223372036854775808'::bigint)
9223372036854775807 + 1
2147483647 + 1
2147483647 * 2
1 = 1
1 = 1.0
1.50 = 1.5
1 = '1'
1 = '01'
'a' = 'a'
'a' = 'A'
'a' = 'a '
'a'::char(3) = 'a  '::char(3)
'a'::char(3)
'abc'::varchar(2)
'abc'::char(2) || 'x'
'abc'::name
repeat('x', 70)::name
'12'::int
' 12 '::int
'1.5'::int
1.5::int
2.5::int
-1.5::int
'1.5'::numeric
'01.50'::numeric
1::numeric(4,2)
'99999999999'::int
'70000'::smallint
'1e3'::numeric
1::text
1.0::text
true::text
'yes'::boolean
'of'::boolean
'off'::boolean
'tr'::boolean
' true '::boolean
1::boolean
0::boolean
true::int
'2020-01-01'::date
'1'::bit
'a' < 'b'
1 < 2
NULL = NULL
NULL IS NULL
1 IS NOT NULL
NULL IS DISTINCT FROM NULL
1 IS DISTINCT FROM NULL
1 IS NOT DISTINCT FROM 1
true AND NULL
false AND NULL
true OR NULL
NOT NULL::boolean
NULL IS TRUE
NULL IS NOT TRUE
NULL::boolean IS UNKNOWN
'abc' LIKE 'a%'
'abc' LIKE '_b_'
'abc' LIKE 'a\%'
'a%c' LIKE 'a\%c'
'a\c' LIKE 'a\\c'
'abc' LIKE 'abc\'
'abc' NOT LIKE 'x%'
'ABC' ILIKE 'a%'
'abc' LIKE 'a#%' ESCAPE '#'
'a%' LIKE 'a#%' ESCAPE '#'
'abc' SIMILAR TO '(a|b)%'
'abc' ~ 'b'
'abc' ~ '^a.c$'
'abc' ~ '^b'
'abc' ~* 'B'
'abc' !~ 'x'
E'a\nb' ~ 'a.b'
E'a\nb' ~ '^b'
E'a\nb' ~ 'a$'
E'a\n' ~ 'a$'
E'ab\n' ~ 'b$'
E'a\nb' ~ '[^x]b'
'a.b' ~ 'a[.]b'
'aab' ~ '(a|ab)(c|b)$'
'abc' ~ 'a|x'
'foo_bar' ~ '^(foo|bar)_'
'a' ~ 'a??'
'ab' ~ 'a+?b'
'a' ~ '['
'a]' ~ '[]]'
'a-b' ~ '[a-]'
'a&&b' ~ '[a&&b]'
'é' ~ '^.$'
'a' ~ ''
5 BETWEEN 1 AND 9
5 NOT BETWEEN 1 AND 9
5 BETWEEN 9 AND 1
5 BETWEEN SYMMETRIC 9 AND 1
5 BETWEEN NULL AND 1
1 IN (1, 2)
3 IN (1, NULL)
1 NOT IN (2, NULL)
'a' IN ('a', 'b')
1 = ANY(ARRAY[1,2])
1 = ANY('{1,2}'::int[])
3 = ANY('{1,NULL}'::int[])
1 = ALL('{}'::int[])
'a' = ANY('{a,b}')
'a' LIKE ANY(ARRAY['x%','a%'])
1 <> ALL(ARRAY[2,3])
ARRAY[1,2] = '{1,2}'::int[]
ARRAY[1,NULL] = ARRAY[1,NULL]
ARRAY[NULL] @> ARRAY[NULL]
ARRAY[1,2] @> '{1}'::int[]
ARRAY[1] <@ ARRAY[1,2]
ARRAY[1,2] && ARRAY[2,3]
ARRAY['a','b'] && ARRAY['c']
ARRAY['a','b c','d"e','','NULL',NULL]
ARRAY[1,2] || 3
0 || ARRAY[1,2]
ARRAY[1] || ARRAY[2]
ARRAY[1] || NULL
ARRAY['a'] || '{b}'
ARRAY[1,2] || '{3}'
ARRAY[[1,2],[3,4]]
'{{1,2},{3,4}}'::int[]
'{a, b ,"c d",NULL,"NULL"}'::text[]
'{}'::text[]
'{a,}'::text[]
'{a'::text[]
'[2:3]={a,b}'::text[]
(ARRAY['a','b'])[1]
(ARRAY['a','b'])[3]
('{a,b}'::text[])[2]
(ARRAY[1,2,3])[1:2]
cardinality(ARRAY[1,2])
cardinality('{}'::int[])
array_length(ARRAY[1,2], 1)
array_length(ARRAY[1,2], 2)
array_length('{}'::int[], 1)
array_upper(ARRAY[1,2], 1)
array_lower(ARRAY[1,2], 1)
array_append(ARRAY[1], 2)
array_append(NULL::int[], 2)
array_append(ARRAY[1], NULL)
array_cat(ARRAY[1], NULL)
array_cat(NULL, ARRAY[1])
array_cat(ARRAY[1], ARRAY[2])
array_prepend(1, ARRAY[2])
array_remove(ARRAY[1,2,1], 1)
array_position(ARRAY['a','b'], 'b')
array_to_string(ARRAY[1,NULL,2], ',')
array_to_string(ARRAY[1,NULL,2], ',', '*')
array_to_string(ARRAY[1,2], NULL)
array_to_string(ARRAY['a b','c'], ' ')
string_to_array('a,b', ',')
string_to_array('abc', NULL)
string_to_array('', ',')
string_to_array('a,b', '')
string_to_array('a,b,c', ',', 'b')
string_to_array(NULL, ',')
coalesce(NULL, 'a')
coalesce(NULL, NULL)::text
coalesce(NULL::int, 1)
nullif(1, 1)
nullif('a', 'b')
nullif(NULL, 1)
greatest(1, 3, 2)
least(1, NULL, 2)
CASE WHEN true THEN 'a' ELSE 'b' END
CASE WHEN NULL THEN 'a' ELSE 'b' END
CASE 1 WHEN 1 THEN 'x' END
CASE 2 WHEN 1 THEN 'x' END
CASE NULL::int WHEN NULL THEN 'x' ELSE 'y' END
EXISTS (SELECT 1)
EXISTS (SELECT 1 WHERE false)
NOT EXISTS (SELECT 1 LIMIT 0)
(SELECT 1)
(SELECT 1 WHERE false)
(SELECT count(*) FROM (VALUES (1),(2)) v(a))
(SELECT count(a) FROM (VALUES (1),(NULL)) v(a))
(SELECT count(DISTINCT a) FROM (VALUES (1),(1),(2)) v(a))
(SELECT count(*) FROM (VALUES (1),(2)) v(a) WHERE a > 1)
(SELECT sum(a) FROM (VALUES (1),(2)) v(a))
(SELECT max(a) FROM (VALUES (1),(2)) v(a))
(SELECT min(a) FROM (VALUES ('b'),('a')) v(a))
(SELECT bool_and(a > 0) FROM (VALUES (1),(2)) v(a))
(SELECT bool_or(a > 1) FROM (VALUES (1),(2)) v(a))
(SELECT bool_and(a) FROM (VALUES (NULL::boolean)) v(a))
(SELECT bool_and(a) FROM (VALUES (true)) v(a) WHERE false)
(SELECT array_agg(a) FROM (VALUES (2),(1)) v(a))
(SELECT array_agg(a ORDER BY a) FROM (VALUES (2),(1)) v(a))
(SELECT array_agg(a ORDER BY a DESC) FROM (VALUES (1),(3),(2)) v(a))
(SELECT array_agg(DISTINCT a) FROM (VALUES (2),(1),(2)) v(a))
(SELECT array_agg(a) FROM (VALUES (1)) v(a) WHERE false)
(SELECT string_agg(a, ',') FROM (VALUES ('b'),('a')) v(a))
(SELECT string_agg(a, ',' ORDER BY a) FROM (VALUES ('b'),('a')) v(a))
(SELECT string_agg(DISTINCT a, ',') FROM (VALUES ('b'),('a'),('b')) v(a))
(SELECT string_agg(a, NULL) FROM (VALUES ('b'),('a')) v(a))
(SELECT string_agg(a, ',') FROM (VALUES (NULL),('a')) v(a))
(SELECT count(*) FILTER (WHERE a > 1) FROM (VALUES (1),(2)) v(a))
(SELECT count(*) = 0 FROM (VALUES (1)) v(a) WHERE a = 2)
(SELECT a FROM (VALUES (2),(1)) v(a) ORDER BY a LIMIT 1)
(SELECT a FROM (VALUES (2),(1)) v(a) ORDER BY a DESC LIMIT 1)
(SELECT a FROM (VALUES (2),(1)) v(a) LIMIT 1 OFFSET 1)
(SELECT a FROM (VALUES (1),(2)) v(a) LIMIT 0)
ARRAY(SELECT a FROM (VALUES (2),(1)) v(a) ORDER BY a)
ARRAY(SELECT a FROM (VALUES (2),(1)) v(a) ORDER BY 1 DESC)
ARRAY(SELECT DISTINCT a FROM (VALUES (2),(1),(2)) v(a) ORDER BY a)
ARRAY(SELECT unnest(ARRAY[3,1]))
ARRAY(SELECT generate_series(1, 3))
ARRAY(SELECT generate_series(3, 1, -1))
ARRAY(SELECT a FROM generate_series(1, 3) a WHERE a <> 2)
ARRAY(SELECT a || b FROM (VALUES ('x'),('y')) v(a), (VALUES ('1')) w(b))
(SELECT count(*) FROM (SELECT 1 UNION SELECT 1) s)
(SELECT count(*) FROM (SELECT 1 UNION ALL SELECT 1) s)
(SELECT count(*) FROM (SELECT 1 EXCEPT SELECT 1) s)
(SELECT count(*) FROM (SELECT 1 INTERSECT SELECT 1) s)
(SELECT a FROM (VALUES (1,'x'),(2,'y')) v(b,a) WHERE b = 2)
(SELECT count(*) FROM (VALUES (1)) v(a) LEFT JOIN (VALUES (2)) w(b) ON a = b)
(SELECT count(*) FROM (VALUES (1)) v(a) JOIN (VALUES (2)) w(b) ON a = b)
(SELECT b FROM (VALUES (1)) v(a) LEFT JOIN (VALUES (2)) w(b) ON a = b)
(SELECT count(*) FROM (VALUES (1)) v(a) FULL JOIN (VALUES (2)) w(b) ON a = b)
(SELECT count(*) FROM (VALUES (1),(2)) v(a) CROSS JOIN (VALUES (2),(3)) w(b))
1 IN (SELECT a FROM (VALUES (1),(2)) v(a))
3 IN (SELECT a FROM (VALUES (1),(NULL)) v(a))
3 NOT IN (SELECT a FROM (VALUES (1),(2)) v(a))
1 = ALL (SELECT a FROM (VALUES (1),(1)) v(a))
(WITH q AS (SELECT 1 AS a) SELECT a FROM q)
(WITH q(b) AS (SELECT 1) SELECT b FROM q)
(SELECT a FROM (SELECT 1 AS a) s)
(SELECT s.a FROM (SELECT 1 AS a, 2 AS b) s)
(SELECT count(*) FROM (SELECT a FROM (VALUES (1),(1)) v(a) GROUP BY a) s)
(SELECT count(*) FROM (VALUES (1),(1)) v(a) GROUP BY a)
(SELECT a FROM (VALUES (1),(1)) v(a) GROUP BY a HAVING count(*) > 1)
ROW(1, 2) IS NULL
ROW(NULL, NULL) IS NULL
ROW(NULL, NULL) IS NOT NULL
ROW(1, 2) = ROW(1, 2)
(1, 2) = (1, 3)
(1, 2) IN ((1, 2))
'a' COLLATE "C" < 'b'
E'\x41'
U&'\0041'
$$a'b$$
B'01'
X'1F'
current_schema IS NULL
'public' = current_schema()
'abc'::text = 'abc'::name
length('abc'::char(5))
upper('abc'::char(5)) || '|'
'a'::"char"
'abc'::"char"
'{1,2}'::text[]
'{1,2}'::int[]
'{01,2}'::int[]
'{t,f}'::boolean[]
ARRAY['01']::int[]
ARRAY[1.50]::text[]
ARRAY[true, false]
ARRAY[true] || false
ARRAY[true]::text[]
(ARRAY[1,2])::text
CAST(NULL AS text)
NULL::int + 1
1 + NULL
'1' + 1
'1' || '1'
(1 = 1) = true
2 > 1 AND 'a' <> 'b'
1.0 >= 1.3
1.50 >= 1.5
-1.5 < 2
2 > 1.99
-2.5 > -10.25
10.0 <= 9.75
'1.5' < 2.0
-(1.5)
ARRAY(SELECT count(*) FROM (VALUES ('a', 1), ('b', 2), ('a', 3)) v(k, n) GROUP BY k ORDER BY k)
ARRAY(SELECT k FROM (VALUES ('a', 1), ('b', 2), ('a', 3)) v(k, n) GROUP BY k HAVING count(*) > 1)
ARRAY(SELECT array_agg(n ORDER BY n DESC)::text FROM (VALUES ('a', 1), ('b', 2), ('a', 3)) v(k, n) GROUP BY 1 = 1)
(SELECT string_agg(n::text, '+' ORDER BY n) FROM (VALUES ('a', 1), ('b', 2), ('a', 3)) v(k, n) WHERE k = 'a' GROUP BY k)
ARRAY(SELECT k || 'x' AS l FROM (VALUES ('a'), ('b'), ('a')) v(k) GROUP BY l ORDER BY l)
ARRAY(SELECT k FROM (VALUES ('a', 1), ('b', 2), ('a', 3), ('b', 4), ('b', 5)) v(k, n) GROUP BY k ORDER BY count(*) DESC)
ARRAY(SELECT upper(k) || count(*) FROM (VALUES ('a'), ('b'), ('a'), (NULL)) v(k) GROUP BY k ORDER BY k NULLS FIRST)
jsonb_typeof('{"a": 1}'::jsonb)
jsonb_typeof('[]'::jsonb)
jsonb_typeof('[1, "b"]'::jsonb -> 0)
'{"a": {"b": "c"}}'::jsonb -> 'a' ->> 'b'
'{"a": 1}'::jsonb ->> 'b'
'{"a": true}'::json ->> 'a'
'[1, 2, 3]'::jsonb ->> 1
jsonb_array_length('[1, [2, 3]]'::jsonb)
jsonb_build_object('a', 1, 'b', 'x') ->> 'b'
'{}'::jsonb IS NULL
'[]'::jsonb IS NULL
'{"a": 1, "a": 2}'::jsonb ->> 'a'
'not json'::jsonb ->> 'a'
now() > '2020-01-01'::timestamptz
now() - interval '1 day' < now()
'2024-05-01 10:00+02'::timestamptz = '2024-05-01 08:00Z'::timestamptz
'2024-05-02'::date - '2024-05-01'::date
'2024-02-28'::date + 2 = '2024-03-01'::date
interval '90 minutes' > interval '1 hour'
interval '1 day' * 2 = interval '48 hours'
'2024-05-01 18:00 Europe/Rome'::timestamptz < '2024-05-01 19:00 Europe/Rome'::timestamptz
current_date - 1 < now()
'2024-01-31 23:59:59'::timestamp < '2024-02-01'::timestamp
greatest(1, 5, NULL, 3)
least('b', 'a')
greatest('a0000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001')
'A0000000-0000-0000-0000-00000000000A'::uuid
'12.50'::numeric > 12
'2024-13-01'::date > now()
'infinity'::timestamptz > now()
