-- case: comparisons
create table k (a int, b int, n numeric(10, 2), f float8, d date, ts timestamptz, bo bool);
alter table k add check (a > 0), add check (a between 1 and 10), add check (n >= 0), add check (n > 0.5), add check (not bo),
  add check (a is distinct from b), add check (n > a), add check (a > n), add check (f > 1), add check (a % 2 = 0), add check (-a < 0),
  add check (a::bigint > 5), add check (a not between 1 and 2), add check (bo = false), add check (bo is not false), add check (true),
  add check (a <> b), add check (a != 3), add check (d > '2020-01-01'), add check (ts > now()), add check (d >= current_date), add check (d + 1 > d);
-- case: text
create table k (v varchar(10), c char(3), t text);
alter table k add check (v <> ''), add check (length(v) > 3), add check (length(trim(t)) > 0), add check (c = 'abc'), add check (t ~ '^[a-z]+$'),
  add check (char_length(t) <= 10), add check (v::text = 'a'), add check (upper(v) = v), add check (t not like 'a%'), add check (t ilike 'a%'),
  add check (t similar to 'a%'), add check (position('@' in t) > 1), add check (trim(both from t) = t), add check (t collate "C" > 'a'),
  add check (t || v <> ''), add check (v like 'a%'), add check (t is null or t <> ''), add check (t !~* 'x'), add check (t = lower(v)),
  add check (substring(t from 1 for 1) = 'a'), add check (substr(t, 1, 1) = 'a'), add check (left(v, 1) = 'a'), add check (regexp_replace(t, 'a', 'b') = t),
  add check (v is not null and length(v) >= 3 and length(v) <= 20), add check (octet_length(t) < 100), add check (starts_with(t, 'x'));
-- case: lists
create table k (a int, b int, v varchar(10), t text, c char(2));
alter table k add check (v in ('x', 'y')), add check (t in ('x', 'y')), add check (a in (1, 2)), add check (a in (1)), add check (a not in (1, 2)),
  add check (t not in ('a', 'b')), add check (a in (b, 1)), add check (a in (1, 2, b)), add check (v in ('x'::text, 'y')),
  add check (a = any (array[1, 2])), add check (a = any ('{1,2}')), add check (t = any (array['a', 'b'])), add check (v = any (array['a', 'b'])),
  add check (a <> all (array[1, 2])), add check (c in ('ab', 'cd')), add check (v::text in ('x', 'y')), add check (v = any (array['a', 'b']::text[])),
  add check (t = any (array['a'::text, 'b'::text])), add check (v in ('only')), add check (upper(v) in ('X', 'Y'));
-- case: enums and domains
create type st as enum ('a', 'b');
create domain em as text;
create domain pos as int check (value > 0);
create table k (s st, e em, p pos);
alter table k add check (s = 'a'), add check (s in ('a', 'b')), add check (s <> all (array['a', 'b']::st[])), add check (e like '%@%'),
  add check (lower(e) = e), add check (e is not null), add check (p < 10), add check (p in (1, 2)), add check (e in ('x', 'y')), add check (s > 'a'), add check (p + 1 > 2);
-- case: null and boolean logic
create table k (a int, b int, bo bool, t text);
alter table k add check (bo is true or a is null and b is not null), add check ((a is null) = (b is null)), add check (num_nonnulls(a, b) = 1),
  add check (a = 1 and (b = 2 or b = 3)), add check (a is not null or b is not null), add check (not (a is null and b is null)), add check (bo),
  add check (bo or t = 'x'), add check ((a is null) <> (t is null)), add check (a is not distinct from b), add check ((a > 0 and b > 0) or bo is null);
-- case: conditional expressions
create table k (a int, b int, t text);
alter table k add check (case when a > 1 then b > 1 else b < 1 end), add check (coalesce(a, b) > 0), add check (nullif(a, b) > 0),
  add check (greatest(a, b) > 0), add check (least(a, 5) > b), add check (case t when 'x' then a > 0 when 'y' then b > 0 else false end),
  add check (case when t = 'a' then a else b end > 0), add check (coalesce(t, '') <> '');
-- case: json and arrays
create table k (j jsonb, js json, arr text[], nums int[]);
alter table k add check (j ? 'a'), add check (j ->> 'a' = 'x'), add check (jsonb_typeof(j) = 'object'), add check (j @> '{"a": 1}'),
  add check ((j ->> 'a')::int > 1), add check ((j -> 'a')::int > 1), add check (arr @> array['x']), add check (arr[1] = 'x'),
  add check (array_length(arr, 1) > 0), add check (cardinality(arr) > 0), add check ('x' = any (arr)), add check (nums[1] > 0),
  add check (arr <> '{}'), add check (js ->> 'a' is not null), add check (j #>> '{a,b}' = 'x'), add check (array_position(nums, null) is null), add check (nums && array[1, 2]),
  add check (arr <@ array['a', 'b']), add check (jsonb_array_length(j) < 3), add check (j -> 'list' -> 0 is not null);
-- case: dates
create table k (d date, ts timestamptz, t timestamp, i interval, e date);
alter table k add check (extract(year from d) > 2000), add check (date_trunc('day', ts) = ts), add check (ts + interval '1 day' > ts),
  add check (ts at time zone 'utc' > '2020-01-01'), add check (d <= e), add check (e - d < 30), add check (i > '1 day'), add check (t < now()),
  add check (d > '1900-01-01'::date), add check (extract(dow from d) in (1, 2)), add check (age(ts) > interval '18 years'), add check (date_part('hour', ts) < 5), add check (t::date = d);
-- case: names
create table some_table (a int check (a > 0), b int check (b > 0) check (b < 9), c int constraint named check (c > 0), check (a > b), check (a < 5), constraint other check (b > c));
create table second (a int check (a > 0));
alter table some_table add check (a > 1), add constraint some_table_a_check9 check (a > 2), add check (a > 3);
-- case: arithmetic
create table k (a int, b bigint, s smallint, n numeric, f real);
alter table k add check (a * 1.5 > b), add check (a / 2 > 1), add check (a & 1 = 1), add check (n = round(n, 2)), add check (a + b > s), add check (f > 1.5),
  add check (abs(a) > 1), add check (mod(a, 2) = 0), add check (a::text ~ '^1'), add check (n = trunc(n)), add check (s > 1), add check (b > 5000000000), add check (power(a, 2) < 100), add check (n / 3 <> 0), add check (a ^ 2 > 4), add check (floor(n) = n);
-- case: dropped and validated
create table t (a int, b int, constraint x check (a > 0), constraint y check (a > b));
alter table t drop constraint x, add constraint z check (b > 0) not valid;
alter table t validate constraint z;
alter table t rename constraint y to w;
alter table t drop column b cascade;
-- case: with own function
create function is_ok(int) returns boolean language sql immutable as $$ select true $$;
create schema lib;
create function lib.valid(t text) returns boolean language sql immutable as $$ select true $$;
create table t (a int check (is_ok(a)), b varchar(5) check (lib.valid(b)));
-- case: function dropped with cascade takes the check
create function is_ok(int) returns boolean language sql immutable as $$ select true $$;
create table t (a int check (is_ok(a)), b int check (b > 0));
drop function is_ok(int) cascade;
-- case: large numbers with a sign
create table t (a bigint check (a between -9007199254740991 and 9007199254740991), b int check (b > -2147483648), c numeric check (c > -99999999999999999999), d bigint default -5000000000);
