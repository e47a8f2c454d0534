-- case: a check renamed in a parent
create table t8 (id int primary key);
create table t12 (c11 boolean not null, check (c11 is not null));
create table t14 (like public.t12 including all);
create table t16 (c15 timestamptz, check (c15 is not null), ref int references public.t8 (id)) inherits (public.t14);
alter table public.t14 rename constraint t12_c11_check to z28;
-- case: a unique copied after a rename keeps the old name
create table t7 (c6 smallint, id int unique, check (c6 is not null), unique (c6));
create schema s8;
alter table public.t7 rename column id to z15;
create table s8.t22 (like public.t7 including all);
-- case: an attribute goes with its type
create type e1 as enum ('a', 'b', 'c');
create type k9 as (a date, b public.e1);
alter type public.e1 rename to z21;
drop type public.z21 cascade;
-- case: a child's own column keeps what it inherited
create table t2 (c1 char(3), id int unique);
create table t4 as select * from public.t2;
create table t7 (c6 real not null, id int unique) inherits (public.t4);
alter table public.t4 rename column id to z11;
alter table public.t4 add constraint x15 check (z11 is not null);
alter table public.t4 drop column z11 cascade;
-- case: a check copied from a child is the copy's own
create table t2 (c1 uuid, id int check (id > 0));
create table t6 (c3 bigint default -5, id int check (id > 0)) inherits (public.t2);
create table t16 (like public.t6 including all);
-- case: a partitioned table goes with the type of its key
create type k4 as (a boolean, b timestamptz);
create schema s13;
create table s13.t23 (c21 public.k4, c22 uuid) partition by list (c21);
create view w25 as select c22 from s13.t23;
drop type public.k4 cascade;
-- case: grants on columns survive a replacement
create table t11 (c10 bigint not null default -5, id int check (id > 0));
create view w19 as select c10 as v17, id as v18 from public.t11;
grant select (v17) on public.w19 to alice;
create or replace view public.w19 as select null::bigint as v17, null::integer as v18, 1 as v25;
-- case: a renamed constraint frees its name
create table t24 (c21 date not null, c23 int default 0 check (c23 >= 0), id int unique);
alter table public.t24 rename constraint t24_c23_check to z25;
alter table public.t24 add check (c23 is not null);
alter table public.t24 rename constraint t24_id_key to z26;
alter table public.t24 add unique (id);
-- case: a new column's check is the children's too
create table t9 (c6 varchar(10) default 'x', id int check (id > 0));
create table t16 (c12 text[], id int unique) inherits (public.t9);
alter table public.t9 add column c26 int check (c26 >= 0);
-- case: a copied check keeps its name taken
create table t5 (a boolean, id int check (id > 0));
create table t6 (like public.t5 including all);
drop table public.t6 cascade;
alter table public.t5 add check (id is not null);
-- case: a check made anew beside a copy of the old one
create table t7 (c1 int check (c1 >= 0));
create table t8 (like public.t7 including all);
drop table public.t7 cascade;
create table t7 (c1 int check (c1 >= 0));
-- case: a partitioned table's trigger goes with those of its partitions
create function noted() returns trigger language plpgsql as $$ begin return new; end $$;
create table pages (a real) partition by list (a);
create table page_1 partition of pages default;
create trigger watched after delete on pages for each row execute function noted();
drop trigger watched on pages;
-- case: the sequence of a serial column is owned by none
create table t38 (c34 smallint, c35 serial);
alter sequence public.t38_c35_seq owned by none;
-- case: a column that two parents hand down
create table a (x int, y int);
create table b (x int);
create table c (z int) inherits (a);
alter table c inherit b;
alter table a drop column x cascade;
alter table b drop column x cascade;
-- case: a check that the parent lost with a column
create table t (a int check (a > 0), b int check (b > 0));
create table u (a int, c int) inherits (t);
alter table t drop column a cascade;
alter table u no inherit t;
-- case: statistics copied are named by the order of the table
create table t (a int, "B" int, c int);
create statistics s on c, "B", a from t;
create table u (like t including all);
