-- case: aggregates of every kind
create table t (s smallint, i int, b bigint, n numeric(10, 2), f float8, r real, x text, d date, ts timestamptz, iv interval, bo boolean, j jsonb);
create view v as select sum(s) as s1, sum(i) as s2, sum(b) as s3, sum(n) as s4, sum(f) as s5, sum(r) as s6, avg(i) as a1, avg(f) as a2, avg(n) as a3, min(d) as m1, max(x) as m2, max(iv) as m3, count(distinct x) as c, bool_or(bo) as o, every(bo) as e, string_agg(x, ',' order by x) as st, array_agg(d) as ad, jsonb_agg(j) as ja, json_object_agg(x, i) as jo, stddev(n) as sd, percentile_cont(0.5) within group (order by f) as p, mode() within group (order by x) as mo, count(*) filter (where bo) as cf from t;
-- case: set operations
create table a (i int, v varchar(10), n numeric(5, 2));
create table b (i bigint, v text, n numeric(7, 3));
create view u as select i, v, n from a union select i, v, n from b;
create view x as select i from a intersect select 1;
create view y as select v from a except select 'x';
create view z as select null as n, i from a union all select 'x', i from a;
-- case: lateral and functions
create table t (id int, data jsonb, tags text[]);
create view v as select t.id, e.key, e.value from t cross join lateral jsonb_each_text(t.data) e;
create view w as select t.id, tag from t, unnest(t.tags) as tag;
create view x as select t.id, o.n, o.tag from t left join lateral unnest(t.tags) with ordinality as o(tag, n) on true;
create view y as select r.a, r.b from jsonb_to_recordset('[]'::jsonb) as r(a int, b text);
create view z as select d::date as day from generate_series('2020-01-01'::timestamptz, now(), '1 day') as d;
-- case: subqueries in the target list
create table a (id int, name varchar(20));
create table b (a_id int, amount numeric(8, 2));
create view v as select a.id, (select sum(amount) from b where b.a_id = a.id) as total, (select name from a x limit 1) as first_name, array(select amount from b) as amounts, exists (select 1 from b) as any_b, a.id in (select a_id from b) as has from a;
-- case: common tables that change data are no views, others are
create table t (id int, parent int);
create view v as with recursive up(id, path) as (select id, array[id] from t union all select t.id, up.path || t.id from t join up on t.parent = up.id), n as materialized (select count(*) as c from t) select up.*, n.c from up, n;
-- case: coalesce and conditional types
create table t (a int, b bigint, v varchar(10), x text, n numeric(4, 1), d date, ts timestamptz);
create view y as select coalesce(a, b) as c1, coalesce(v, x) as c2, coalesce(v, 'none') as c3, coalesce(n, 0) as c4, case when a > 0 then n else 0 end as c5, case when a > 0 then 'x' end as c6, greatest(a, b) as c7, nullif(v, '') as c9, nullif(a, 0) as c10, case a when 1 then v else x end as c12 from t;
-- case: text functions
create table t (x text, v varchar(10), c char(3));
create view w as select lower(v) as a, length(x) as b, substring(x from 1 for 2) as d, position('a' in x) as e, x || v as f, trim(v) as g, replace(x, 'a', 'b') as h, split_part(x, ',', 1) as i, regexp_replace(x, 'a', 'b') as j, to_char(now(), 'YYYY') as k, concat(x, v) as l, format('%s', x) as m, left(x, 1) as n, string_to_array(x, ',') as o, c::text as p, v::varchar(5) as q, md5(x) as r, initcap(v) as s, overlay(x placing 'b' from 1) as u, x like 'a%' as y, x ~ 'a' as z from t;
-- case: date functions
create table t (d date, ts timestamptz, t timestamp, i interval, ti time);
create view v as select d + i as a, ts - ts as b, d - 1 as c, age(ts) as e, date_trunc('day', ts) as f, date_trunc('day', t) as g, extract(year from d) as h, date_part('hour', ts) as j, ts at time zone 'utc' as k, t at time zone 'utc' as l, now() - ts as m, current_date as n, current_timestamp as o, to_date('2020', 'YYYY') as p, to_timestamp(0) as q, make_date(2020, 1, 1) as r, d::timestamp as s, ts::date as u, d + ti as w, i * 2 as x, ts::time as y, isfinite(d) as z from t;
-- case: json operators
create table t (j jsonb, js json);
create view v as select j -> 'a' as a, j ->> 'a' as b, j #> '{a}' as c, j #>> '{a}' as d, j @> '{}' as e, j ? 'a' as f, j || '{}' as g, j - 'a' as h, js -> 0 as i, jsonb_array_length(j) as k, jsonb_build_object('a', 1) as l, to_jsonb(j) as m, row_to_json(t) as n, (j ->> 'a')::int as o, jsonb_typeof(j) as p, jsonb_set(j, '{a}', '1') as q, j['a'] as r from t;
-- case: whole rows and fields
create type pair as (a int, b text);
create table t (id int, p pair);
create view v as select (p).a, (p).b as bee, t as whole, p from t;
-- case: arrays
create table t (a int[], x text[]);
create view v as select a[1] as one, a[1:2] as slice, a || 1 as more, array_length(a, 1) as n, unnest(x) as each, array_append(x, 'y') as y, x || array['z'] as z, array_to_string(x, ',') as s, cardinality(a) as c, 1 = any (a) as has, array[1, 2] as lit, array[a, a] as nested, array_remove(x, 'a') as r from t;
-- case: window frames
create table t (id int, g text, n numeric(6, 2), ts timestamptz);
create view v as select id, row_number() over w as rn, dense_rank() over w as dr, ntile(4) over w as nt, percent_rank() over w as pr, cume_dist() over w as cd, lead(n) over w as ld, last_value(g) over w as lv, nth_value(id, 2) over w as nv, sum(n) over (partition by g order by ts rows between 1 preceding and current row) as s, avg(id) over w as av, count(*) over () as c, max(ts) over w as m from t window w as (partition by g order by ts);
-- case: grouping sets
create table t (a text, b text, n int);
create view v as select a, b, grouping(a, b) as g, sum(n) as s from t group by rollup (a, b);
create view w as select distinct on (a) a, b from t order by a, n;
-- case: view on view on table renamed throughout
create table t (id int, label text);
create view v as select id as key, label from t;
create view w as select key, upper(label) as up from v;
alter table t rename column label to title;
alter view v rename column key to k;
alter table t rename to base;
create view x as select k from v;
-- case: materialized over materialized
create table t (a int);
create materialized view m as select a, a * 2 as b from t;
create materialized view n as select b from m;
create unique index on n (b);
drop materialized view m cascade;
-- case: replaced views keep their dependents
create table t (a int, b text);
create view v as select a, b from t;
create view w as select a from v;
create or replace view v as select a, b, a + 1 as c from t;
drop table t cascade;
-- case: view replaced to read elsewhere
create table a (x int);
create table b (x int);
create view v as select x from a;
create or replace view v as select x from b;
drop table a cascade;
-- case: column defaults and comments of views
create table t (a int, b text);
create view v as select * from t;
alter view v alter column a set default 1;
comment on view v is 'x';
alter table t add column c int;
-- case: values and constants
create view v as select 1 as a, 1.5 as b, 'x' as c, true as d, null as e, 10000000000 as f, date '2020-01-01' as g, interval '1 day' as h, array[1] as i, '{}'::jsonb as j, b'1' as k, 1e3 as l, -1 as m, 'a'::varchar(3) as n, 1::numeric(5, 2) as o, current_user as p, now() as q;
-- case: using and natural joins
create table a (id int, x text, k int);
create table b (id bigint, y text, k int);
create view v as select * from a join b using (id, k);
create view w as select id, x, y from a left join b using (id);
create view n as select * from a natural join (select k, y from b) as bb;
create view f as select id from a full join b using (id);
create view q as select a.id as ai, b.id as bi from a join b using (id);
-- case: schema-qualified
create schema app;
create table app.t (id int);
create view app.v as select t.id, app.t.id as again from app.t;
create view v as select v.id from app.v;
-- case: table functions of one's own
create function pairs(out a int, out b text) returns setof record language sql as $$ select 1, 'x' $$;
create function one_int() returns int language sql as 'select 1';
create function ids() returns setof bigint language sql as 'select 1::bigint';
create table t (id int, n text);
create function rows_of() returns setof t language sql as 'select * from t';
create view v as select * from pairs();
create view w as select * from one_int();
create view x as select ids from ids();
create view y as select r.* from rows_of() r;
create view z as select (pairs()).*;
-- case: XMLTABLE
create table docs (id int primary key, body xml);
create view items as
  select docs.id as doc, i.* from docs, xmltable('//item' passing docs.body
    columns n for ordinality, sku varchar(20) path '@sku', price numeric(8,2) path 'price' default 0, note text) as i;
create materialized view skus as select xmltable.sku from docs, xmltable('//item' passing body columns sku text path '@sku');
-- case: a temporary table that goes with its transaction
begin;
create temp table scratch on commit drop as select 1 as x;
commit;
create temp table scratch (y text);
create view kept as select 1 as one;
-- case: nulls and literals in unions
create table leaves (n int, d date, note text, flag boolean);
create table needles (note text, at timestamptz);
create view all_leaves as select n, d, note, flag from leaves union all select null, null, note, null from needles;
create view nested as select q.n, q.d from (select n, d from leaves union all select 1, '2020-01-01' union select null, null) q;
create view literals as select 'x' as a, null as b union select 'y', null;
create view three as select n, null as late from leaves union all select null, at from needles union all select 5, null;
create view first_null as select null as n, 'a' as c union all select n, note from leaves;
create view except_one as select note from leaves except select 'gone' intersect select note from needles;
-- case: modifiers of arrays
create table t (a varchar(10), b varchar(10), c varchar(5), n numeric(5,2), t text);
create view v as select array[a,b] x1, array[a,c] x2, array[n] x3, array[a,t] x4, array[array[a],array[b]] x5,
  array[a, null] x6, array[a,'x'] x7, array[n, null] x8, array[null, n] x9, array[n,'1'] x10, array[n, 1] x11 from t;
-- case: a replaced view stands where it would be made, whatever the search path finds
create schema data;
create schema api;
set search_path to data, public;
create table companies (id int primary key, name text);
create view names as select name from companies;
set search_path to api, data, public;
create or replace view companies as select id from data.companies;
create or replace view names as select id from companies;
create or replace view names as select id, id + 1 as next from companies;
create temp table companies (kept boolean);
create or replace view api.companies as select id, name from data.companies;
create or replace view kept as select kept from companies;
create or replace temp view names as select true as kept;
