-- case: primary and unique keys
create table t (id int primary key, email text unique, a int, b int, unique (a, b), constraint named unique (b));
-- case: table constraint key
create table t (a int, b int, c int, constraint t_key primary key (a, b), unique (c) include (a));
-- case: key names in conflict
create table t (a int unique);
create table t_a (key int unique, x int unique);
create table t2 (a int unique unique, b int, unique (a), unique (b), unique (b, a));
-- case: long names
create table a_rather_long_table_name_that_goes_on_and_on_and_on (a_rather_long_column_name_that_goes_on int unique check (a_rather_long_column_name_that_goes_on > 0), id serial primary key);
-- case: foreign keys
create table a (id int primary key, code text unique);
create table b (id int primary key, a_id int references a, code text references a (code) on delete cascade, constraint named foreign key (a_id) references a (id) on update set null on delete set default);
alter table b add foreign key (a_id) references a on delete restrict;
-- case: self reference
create table t (id int primary key, parent_id int references t, other int references t (id) on delete set null);
-- case: composite foreign key
create table a (x int, y int, primary key (x, y));
create table b (x int, y int, foreign key (x, y) references a);
create table c (p int, q int, foreign key (p, q) references a (x, y));
-- case: exclusion
create table t (a int, during int4range, exclude using gist (during with &&), exclude using btree (a with =) where (a > 0));
-- case: using index
create table t (a int, b int);
create unique index i on t (a);
create unique index j on t (b);
alter table t add constraint pk primary key using index i, add unique using index j;
-- case: primary key makes not null
create table t (a int, b int, primary key (a));
alter table t add column c int;
create table u (a int);
alter table u add primary key (a);
alter table u drop constraint u_pkey;
-- case: rename table keeps names
create table t (id serial primary key, a int unique check (a > 0));
create index on t (a, id);
alter table t rename to u;
alter table u rename constraint t_a_key to u_a_key;
alter index t_pkey rename to u_pkey;
-- case: set schema
create schema app;
create table t (id serial primary key, a int unique);
create index t_i on t (a);
alter table t set schema app;
create table t (id int primary key);
-- case: drop table with key from another
create table a (id int primary key);
create table b (a_id int references a);
drop table a cascade;
-- case: drop column with key
create table a (id int primary key, x int unique);
create table b (x int references a (x));
alter table a drop column x cascade;
-- case: row security
create table a (id int);
create table b (id int);
create table c (id int);
alter table a enable row level security;
alter table b enable row level security, force row level security;
alter table c enable row level security;
alter table c disable row level security;
-- case: inheritance
create table base (id int primary key, a text not null default 'x', check (id > 0));
create table child (b int) inherits (base);
create table grand (c int) inherits (child);
alter table base add column d int default 4;
alter table base rename column a to aa;
-- case: inherited columns merge
create table p1 (a int, b text);
create table p2 (b text, c int);
create table c (b text not null, d int) inherits (p1, p2);
-- case: inherit and no inherit
create table base (a int, check (a > 0));
create table child (a int, b int, constraint base_a_check check (a > 0));
alter table child inherit base;
create table other (a int, constraint base_a_check check (a > 0)) ;
alter table other inherit base;
alter table other no inherit base;
-- case: check added to a parent
create table base (a int);
create table child () inherits (base);
alter table base add constraint pos check (a > 0);
alter table base add constraint own check (a < 9) no inherit;
alter table only base add column b int;
-- case: drop from a parent
create table base (a int, b int, constraint pos check (a > 0));
create table child (c int) inherits (base);
alter table base drop column b;
alter table base drop constraint pos;
-- case: not null on a parent
create table base (a int);
create table child () inherits (base);
alter table base alter a set not null, alter a set default 5;
-- case: drop parent with cascade
create table base (a int);
create table child () inherits (base);
drop table base cascade;
-- case: typed tables
create type kind as (id int, name text);
create table t of kind (id primary key, name default 'x');
create table u of kind;
alter type kind add attribute extra int cascade;
-- case: of and not of
create type kind as (id int, name text);
create table t (id int, name text);
alter table t of kind;
alter table t not of;
-- case: create table as
create table src (id int primary key, v varchar(10) not null);
create table a as select * from src;
create table b (x, y) as select id, v from src with no data;
create table if not exists a as select 1 as q;
select id, upper(v) as up into c from src;
-- case: temporary
create temp table t (a serial primary key);
create temporary view v as select 1 as a;
create table p (a int);
create table pg_temp.q (a int);
create temp view w as select * from t;
-- case: view over a temporary table is temporary
create temp table t (a int);
create view v as select a from t;
-- case: unlogged
create unlogged table t (a int);
alter table t set logged;
-- case: if exists
drop table if exists nope;
drop view if exists nope cascade;
drop schema if exists nope cascade;
alter table if exists nope add column a int;
drop function if exists nope(int);
drop type if exists nope;
drop sequence if exists nope;
drop index if exists nope;
-- case: transactions
begin;
create table a (x int);
rollback;
begin;
create table b (x int);
savepoint one;
create table c (x int);
rollback to one;
create table d (x int);
release one;
commit;
-- case: search path
create schema app;
set search_path to app, public;
create table t (a int);
create function f() returns int language sql as 'select 1';
reset search_path;
create table u (a int);
begin;
set local search_path to app;
create table v (a int);
commit;
create table w (a int);
-- case: create schema with elements
create schema shop
  create table items (id int primary key, price numeric)
  create index items_price on items (price)
  create view cheap as select id from items where price < 10
  create sequence numbers;
-- case: rename schema
create schema a;
create type a.e as enum ('x');
create function a.f() returns a.e language sql as $$ select 'x'::a.e $$;
create table a.t (id serial primary key, e a.e default 'x', check (e <> 'x'));
alter schema a rename to b;
-- case: drop schema cascade
create schema a;
create type a.e as enum ('x');
create table a.t (id int primary key);
create table u (t_id int references a.t, e a.e);
create function a.f() returns int language sql as 'select 1';
create view v as select id from a.t;
drop schema a cascade;
-- case: a foreign key rests on the oldest of the keys on its columns
create table towns (id int primary key, code text);
create table streets (town int references towns (id));
alter table towns add constraint towns_id_key unique (id);
alter table towns drop constraint towns_id_key;
create unique index towns_code on towns (code);
alter table towns add constraint code_key unique (code);
create table mayors (town text references towns (code));
alter table towns drop constraint code_key;
alter table towns drop constraint towns_pkey;
alter table towns drop constraint towns_pkey cascade;

-- case: a search path given as a literal is one name
create schema a;
create schema "a, B";
set search_path = 'a, B';
create table t (id int);

-- case: a search path set by a function is a list
create schema a;
create schema "B c";
create schema "x,""y";
select set_config('search_path', '"x,""y" , A', false);
create table t (id int);
select set_config('search_path', '"B c",A', false);
create table u (id int);
select pg_catalog.set_config('search_path', ' A ', false);
create table v (id int);
