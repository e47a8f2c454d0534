-- case: columns
create table t (id int, name varchar(20), amount numeric(10, 2), at timestamptz, ok boolean, tags text[]);
create view v as select * from t;
create view w as select id as key, upper(name) as up, amount * 2 as double_amount, at::date as day, not ok as nope, tags[1] as first_tag, 'x' as lit, 1 as one, null as nothing, 1.5 as half from t;
create view x (a, b) as select id, name from t;
create view agg as select name, count(*) as n, sum(amount) as total, avg(id) as mean, max(at) as last, array_agg(id) as ids, string_agg(name, ',') as names, bool_and(ok) as all_ok from t group by name;
-- case: joins and subqueries
create table a (id int, x text);
create table b (id int, a_id int, y numeric);
create view v as select a.id, a.x, b.y from a join b on b.a_id = a.id left join (select max(id) as top from b) m on true;
create view w as select * from a join b using (id);
create view x as with recent as (select id, y from b where y > 1) select r.*, (select count(*) from a) as n from recent r;
create view y as select id, x from a union all select id, y::text from b;
create view z as select exists (select 1 from a) as has, array(select x from a) as xs, coalesce(y, 0) as y0, case when y > 1 then 'big' else 'small' end as size from b;
-- case: replaced with more columns
create view v as select 1 as a;
create or replace view v as select 2 as a, 'x'::text as b;
-- case: view type after a column rename
create table t (a int, b text);
create view v as select a, b from t;
alter table t rename column a to aa;
alter view v rename column b to bb;
alter view v rename to w;
-- case: drop cascade along views
create table t (a int, b int);
create view v as select a from t;
create view w as select a from v;
create view x as select b from t;
alter table t drop column a cascade;
-- case: drop view in use
create table t (a int);
create view v as select a from t;
create view w as select a from v;
drop view v cascade;
-- case: drop table takes views
create table t (a int);
create view v as select a from t;
create materialized view m as select a from v;
drop table t cascade;
-- case: materialized views
create table t (a int, b text);
create materialized view m as select a, lower(b) as l from t with no data;
create materialized view if not exists m as select 1 as x;
alter materialized view m rename to n;
alter materialized view n rename column l to ll;
-- case: recursive
create table t (id int, parent int, name text);
create recursive view up (id, depth) as select id, 0 from t where parent is null union all select t.id, up.depth + 1 from t join up on t.parent = up.id;
create view tree as with recursive r as (select id, name, 1 as level from t union all select t.id, t.name, r.level + 1 from t join r on t.parent = r.id) select * from r;
-- case: functions in from
create view v as select * from generate_series(1, 10) as g;
create view w as select n, n * 2 as twice from generate_series(1, 10) as n;
create view x as select e.key, e.value from jsonb_each('{}'::jsonb) as e;
create view y as select u from unnest(array['a', 'b']) as u;
create view z as select * from unnest(array[1, 2]) with ordinality as t(item, position);
-- case: windows
create table t (id int, grp text, amount numeric(8, 2));
create view v as select id, row_number() over (partition by grp order by id) as n, rank() over (order by amount) as r, sum(amount) over (partition by grp) as running, lag(amount) over (order by id) as previous, first_value(grp) over (order by id) as head from t;
-- case: casts and operators
create table t (a smallint, b bigint, v varchar(5), d date, ts timestamp, j jsonb, i interval);
create view v as select a + b as s, b / 2 as h, v || 'x' as c, d + 1 as tomorrow, d - d as days, ts - ts as gap, ts + i as later, j -> 'a' as ja, j ->> 'a' as jt, a = b as eq, -a as neg, v::char(3) as c3, b::numeric(12, 4) as n from t;
-- case: rules
create table t (a int);
create view v as select a from t;
create rule ins as on insert to v do instead insert into t values (new.a);
create or replace rule ins as on insert to v do instead nothing;
create rule quiet as on delete to t do instead nothing;
alter rule quiet on t rename to silent;
drop rule ins on v;
-- case: own functions
create function f(a int) returns text language sql as $$ select 'x' $$;
create function rows() returns table (id int, label text) language sql as $$ select 1, 'x' $$;
create function many() returns setof int language sql as $$ select 1 $$;
create view v as select f(1) as one, many() as m;
create view w as select * from rows();
create view x as select r.label from rows() r;
drop function f(int) cascade;
-- case: values
create view v as values (1, 'a'), (2, 'b');
create view w as select * from (values (1, 'a'::text), (2, 'b')) as t(n, s);
-- case: system relations
create view v as select relname, relkind, oid from pg_class;
create view w as select table_name, column_name from information_schema.columns;
