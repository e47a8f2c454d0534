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
-- case: columns written as expressions
create table t (a int, c text, ok boolean, primary key (a));
create unique index one on t ((ok)) where ok;
create index on t ((a), (c collate "C"), ((c)) text_pattern_ops);
create index on t ((t));
create table p (a int, b int) partition by range ((a), b);
create unique index on p ((b), (a));
alter table t add exclude ((a) with =);
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
-- case: on quoted and reserved names
create table "Tbl" ("Col" text, "user" int);
create index on "Tbl" (lower("Col"), "user");
create unique index "Odd Index" on "Tbl" ("user") where "Col" <> 'x';
alter index "Odd Index" rename to plain;
-- case: moved with their table and dropped by name
create schema s;
create table t (a int primary key, b int unique);
create index i on t (b);
alter table t set schema s;
drop index s.i;
alter table s.t drop constraint t_b_key;
-- case: many columns in one name
create table a_table_of_many_columns (first_long_column_name int, second_long_column_name int, third_long_column_name int, fourth int);
create index on a_table_of_many_columns (first_long_column_name, second_long_column_name, third_long_column_name, fourth);
create unique index on a_table_of_many_columns (lower(fourth::text), (third_long_column_name + 1));
-- case: methods
create extension btree_gin;
create table t (a int, b int4range, c text[], d inet, e tsvector);
create index on t using brin (a);
create index on t using gist (b);
create index on t using gin (c);
create index on t using spgist (d inet_ops);
create index on t using gin (e, a);
create index on t using hash (a);
-- case: over a rename of the column
create table t (first_name text, age int);
create index on t (lower(first_name)) where age > 5;
create index on t ((first_name || 'x'));
alter table t rename column first_name to given;
alter table t rename column age to years;
create index on t (lower(given));
-- case: constraint indexes renamed from either side
create table t (a int primary key, b int unique, c int, exclude (c with =));
alter index t_pkey rename to key_one;
alter table t rename constraint t_b_key to key_two;
alter index t_c_excl rename to key_three;
-- case: expressions in the standard's own syntax
create table t (a varchar, b text, c timestamptz, d date, x xml, e time, f timestamp, g interval, by bytea, bi bit(8));
create index i01 on t (lower(normalize(a, nfkc)));
create index i02 on t (normalize(b));
create index i03 on t ((a is normalized));
create index i04 on t ((b is nfkc normalized));
create index i05 on t ((b is not nfd normalized));
create index i06 on t (position('a' in b));
create index i07 on t (substring(b from 1 for 2));
create index i08 on t (substring(b from 'x'));
create index i09 on t (substring(b similar 'x' escape '#'));
create index i10 on t (overlay(b placing 'x' from 1 for 2));
create index i11 on t (overlay(a placing 'x' from 1));
create index i12 on t (trim(both 'x' from b));
create index i13 on t (trim(leading from b));
create index i14 on t (trim(trailing 'x' from a));
create index i15 on t (trim(a));
create index i16 on t ((c at time zone 'utc'));
create index i17 on t (extract(year from d));
create index i18 on t (((f,f) overlaps (f,g)));
create index i20 on t (xmlexists('//a' passing by ref x));
create index i21 on t (substring(b for 3));
create index i22 on t (substring(by from 2));
create index i23 on t (trim(both '\x00'::bytea from by));
create index i24 on t (position(B'1' in bi));
create index i25 on t (date_trunc('day', c at time zone 'UTC'));
create index i26 on t (overlay(bi placing B'1' from 2));
create index i28 on t (extract(epoch from g));
create index i29 on t (date_part('epoch', f));
-- case: columns in the standard's own syntax
create table t (a text default normalize('x', nfkc), b text default overlay('abc' placing 'x' from 1),
  c text default collation for ('x'), d bool default (date '2020-01-01', date '2020-02-01') overlaps (date '2020-01-02', interval '1 day'),
  e text generated always as (normalize(a)) stored, check (a is nfc normalized), check (substring(a similar 'x' escape '#') = 'x'));
-- case: statistics in the schema of their name
create schema s;
create table s.t (a int, b int);
create statistics here on a, b from s.t;
set search_path = s;
create statistics there on b, a from t;
-- case: an index that has the name of a constraint and is not its own
create table a (id int primary key);
create table b (id int constraint same references a, n int constraint also unique);
create index same on b (id);
alter index same rename to other;
alter index also rename to more;
