-- case: nested case
create table t (a int, b int, x text generated always as (case when a > 0 then case when b > 0 then 'both' else 'a' end else 'none' end) stored);
-- case: case as an argument
create table t (a int, check (coalesce(case when a > 0 then a end, 0) >= 0), check ((case when a > 1 then 1 else 2 end) + 1 > 2));
-- case: deep arithmetic
create table t (a int, b numeric, c float8, check ((a + 1) * 2 - 3 > b / c), check (a > 0 and not (b < 0 or c is null)));
-- case: casts of columns
create table t (a text, b int, c varchar(10), d numeric(10, 2), e timestamptz, check (a::int > 0), check (b::text <> ''), check (c::int > 1), check (d::int = d), check (e::date > '2020-01-01'), check (a::varchar(5) = c), check (b::numeric(5, 1) > 1));
-- case: server functions on text
create table t (a text, b varchar(20), check (lower(a) = a and upper(b) = b), check (replace(a, '-', '') <> ''), check (split_part(a, '@', 2) <> ''), check (strpos(a, 'x') = 0), check (length(btrim(a)) > 0), check (concat(a, b) <> ''), check (right(a, 2) = 'xy'), check (ltrim(b) = b), check (trim(leading '0' from a) = a), check (md5(a) = b), check (initcap(a) = a), check (reverse(a) <> a), check (a = trim(b)));
-- case: regular expressions
create table t (a text, email varchar(255), check (a ~ '^\d+$'), check (email ~* '^[^@]+@[^@]+\.[a-z]+$'), check (a !~ '\s'), check (email ~ '.+@.+'), check (regexp_match(a, '^x') is not null));
-- case: numbers of several kinds
create table t (i smallint, j int, k bigint, r real, d float8, n numeric, check (i > 0), check (k > 0), check (r > 0), check (d > 0.5), check (n > 10), check (i + j > k), check (r * 2 > d), check (n * 1.5 < 100), check (j / 2.0 > 1), check (k = 1::bigint), check (j between 1 and k), check (round(n) = n), check (n >= 0.00), check (d <> 'NaN'), check (j > -10), check (n > -0.5));
-- case: booleans
create table t (a boolean default false, b boolean default 'yes', c boolean default '0', check (a or b), check (a <> b), check (a is not true), check (not (a and b)), check (a = true), check (b is unknown), check ((a and b) or (not a and not b)));
-- case: dates and intervals
create table t (a date default '2024-02-29', b timestamptz default '2024-01-01 00:00:00+00', c interval default '90 days', d interval default '1 week', e time default '09:00', f timestamp default '2024-01-01', g date default 'infinity', h interval default '36:00:00', i interval default '15 minutes', j interval default '1.5 hours', k timestamptz default current_timestamp + '1 hour', l date default now());
-- case: arrays
create table t (a text[] default array[]::text[], b int[] default '{1,2,3}', c text[] default '{"a b",c}', d text[] not null default '{}'::text[], e int[] default array[1, 2], f uuid[] default '{}', g jsonb[] default '{}', h text[] default array['x'::text], i varchar(5)[] default '{a,b}', j boolean[] default '{t,f}');
-- case: json
create table t (a jsonb default '{}'::jsonb, b jsonb default '[]', c json default '{}', d jsonb default '{"on": true, "n": null, "list": [1, 2.5, "x"]}', e jsonb default jsonb_build_object('a', 1), f jsonb default '"text"', g jsonb default '42', h jsonb default to_jsonb(now()), i jsonb default json_build_object('k', 'v'), j jsonb default '{"b":{},"aa":[]}');
-- case: bits and bytes
create table t (a bit(3) default b'101', b varbit default b'1', c bytea default '\x00ff', d bytea default ''::bytea, e "char" default 'x');
-- case: concatenation
create table t (a text, b varchar(10), c int, d text generated always as (a || '-' || b) stored, e text generated always as (b || c) stored, f text generated always as (coalesce(a, '') || ' ' || coalesce(b, '')) stored);
-- case: generated with casts
create table t (a jsonb, n numeric(10, 2), q int, b text generated always as (a ->> 'name') stored, c numeric generated always as (n * q) stored, d numeric(12, 2) generated always as (n * q * 1.2) stored, e int generated always as ((a ->> 'age')::int) stored, f text generated always as (lower((a ->> 'x')::text)) stored);
-- case: generated tsvector
create table t (title text, body text, search tsvector generated always as (to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, ''))) stored, weighted tsvector generated always as (setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B')) stored);
-- case: index expressions of many kinds
create table t (a int, b text, c jsonb, d timestamptz, e varchar(20), f numeric);
create index on t ((a % 10));
create index on t ((b is null));
create index on t ((c -> 'x' ->> 'y'));
create index on t (lower(b) text_pattern_ops);
create index on t (date_trunc('day', d at time zone 'utc')) where false;
create index on t ((e || b));
create index on t (coalesce(b, e));
create index on t ((case when a > 0 then 1 else 0 end));
create index on t (((c ->> 'n')::numeric));
create index on t (abs(a), (f + 1));
create index on t (md5(b), a) where a is not null and b <> '';
-- case: predicates of many kinds
create table t (a int, b text, c boolean, d timestamptz, e varchar(10), s smallint);
create unique index i1 on t (a) where c is true;
create unique index i2 on t (a) where b = any (array['x', 'y']);
create index i3 on t (a) where e like 'x%';
create index i4 on t (a) where a between 1 and 5;
create index i5 on t (a) where (c and a > 1) or b is null;
create index i6 on t (a) where s = 1;
create index i7 on t (a) where e in ('a', 'b') and d is not null;
create index i8 on t (a) where coalesce(b, '') <> '';
create index i9 on t (a) where not c;
create index i10 on t (a) where c = false;
-- case: enum predicates
create type st as enum ('open', 'closed');
create table t (a int, s st default 'open');
create index i on t (a) where s = 'open';
create index j on t (a) where s in ('open', 'closed');
create index k on t (a) where s <> 'closed'::st;
alter type st rename value 'open' to 'opened';
alter type st rename to state;
-- case: named and variadic calls stay unknown or equal
create function f(a int, b int default 2) returns int language sql immutable as 'select 1';
create table t (a int default f(1), b int default f(1, 2), c int default f(a => 5), check (f(a) > 0));
-- case: overloaded own functions
create function f(int) returns int language sql immutable as 'select 1';
create function f(text) returns int language sql immutable as 'select 1';
create table t (a int default f(1), b int default f('x'), c int default f('x'::text));
-- case: functions of a schema on the path
create schema util;
create function util.code() returns text language sql as $$ select 'x' $$;
set search_path to public, util;
create table t (a text default code());
-- case: own operators stay out
create table t (a int, check (operator(pg_catalog.-) a < 0));
-- case: row comparisons
create table t (a int, b int, check ((a, b) = (1, 2)), check (row(a, b) is not null));
-- case: collations
create table t (a text collate "C", b text, check (a > 'x'), check (b collate "C" > 'x'));
create index on t (b collate "C");
-- case: current settings
create table t (a text default current_setting('app.user', true), b text default current_setting('TimeZone'), c text default pg_backend_pid()::text, d bigint default txid_current(), e inet default inet_client_addr(), f text default version());
-- case: extract forms
create table t (d date, ts timestamptz, i interval, check (extract(epoch from i) > 0), check (extract(isodow from d) < 6), check (date_part('year', d) > 2000), check (extract(hour from ts at time zone 'UTC') > 5));
-- case: overlaps and ranges
create table t (r tstzrange, i int4range, d daterange, check (not isempty(r)), check (lower(i) > 0), check (upper(d) > '2020-01-01'), check (r @> now()), check (i && int4range(1, 10)), check (lower_inc(r)));
-- case: array operators
create table t (a text[], b int[], check (array_length(a, 1) <= 5), check (a[1] is not null), check ('x' <> all (a)), check (cardinality(b) = 2), check (b[1] < b[2]), check (array_position(a, 'x') is null), check (a <@ array['x', 'y', 'z']::text[]), check (array_ndims(b) = 1), check (array_to_string(a, ',') <> ''));
-- case: type change rewrites checks
create table t (a varchar(10) check (a <> ''), b int check (b > 0), c varchar(5) check (c in ('x', 'y')));
alter table t alter a type text, alter b type bigint, alter c type text;
-- case: type change of an enum column
create type old as enum ('a', 'b');
create type new as enum ('a', 'b', 'c');
create table t (x old default 'a');
alter table t alter x drop default, alter x type new using x::text::new, alter x set default 'c';
drop type old;
-- case: default of another type
create table t (a numeric(10, 2) default 5, b text default 5, c float8 default 1, d bigint default '9', e varchar(3) default 1, f boolean default true, g smallint default '-1', h real default 0.5, i numeric default '1e3', j text default true);
