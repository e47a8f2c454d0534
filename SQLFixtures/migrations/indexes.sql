-- case: names and columns
create table t (a int, b int, c text, j jsonb);
create index on t (a);
create index on t (a);
create unique index on t (a, b);
create index on t (lower(c));
create index on t ((a + b));
create index on t ((j ->> 'x'), (j ->> 'y'));
create index named on t using hash (a);
create index on t using gin (j);
create index on t (a desc nulls last, c text_pattern_ops);
create index on t (a) include (b, c);
create index if not exists named on t (b);
-- case: predicates
create table t (a int, deleted_at timestamptz, status varchar(10), ok boolean);
create index i1 on t (a) where deleted_at is null;
create unique index i2 on t (a) where status = 'active' and deleted_at is null;
create index i3 on t (a) where ok;
create index i4 on t (a) where not ok;
create index i5 on t (a) where status in ('a', 'b');
create index i6 on t (a) where a > 5 or status <> 'x';
-- case: expressions
create table t (v varchar(10), t text, ts timestamptz, a int, d date, j jsonb);
create index i1 on t (lower(v));
create index i2 on t ((v::text));
create index i3 on t (coalesce(a, 0));
create index i4 on t (date_trunc('day', ts at time zone 'utc'));
create index i5 on t (upper(t), (lower(v)));
create index i6 on t (((j ->> 'n')::int));
create index i7 on t ((a * 2), a);
create index i8 on t ((extract(year from d)));
create index i9 on t (to_tsvector('english', t)) ;
create index i10 on t using gin (to_tsvector('simple', coalesce(t, '')));
create index i11 on t ((t || v));
create index i12 on t (substr(t, 1, 3));
-- case: renamed and dropped
create table t (a int, b int);
create index i on t (a);
create index j on t (b);
alter index i rename to k;
drop index j;
alter table k rename to l;
drop index if exists nope;
-- case: dropped with the column
create table t (a int, b int, c int);
create index i1 on t (a, b);
create index i2 on t (c) where b > 0;
create index i3 on t ((b + c));
create index i4 on t (c);
create index i5 on t (c) include (b);
alter table t drop column b;
-- case: of a materialized view
create materialized view m as select 1 as a, 'x'::text as b;
create unique index on m (a);
create index on m (lower(b));
-- case: concurrently
create table t (a int);
create index concurrently i on t (a);
drop index concurrently i;
-- case: type change under an index
create table t (v varchar(10), a int);
create index i on t (lower(v)) where v <> '';
create index j on t ((a + 1)) where a > 0;
alter table t alter v type text, alter a type bigint;
-- case: schema of the index
create schema app;
create table app.t (a int);
create index i on app.t (a);
drop index app.i;
create index i on app.t (a);
-- case: statistics
create table t (a int, b int, c text);
create statistics s (dependencies) on a, b from t;
create statistics if not exists s on b, c from t;
alter statistics s rename to r;
drop statistics r;
