-- case: a second default partition
create table t27 (c23 real, check (c23 is not null)) partition by list (c23);
create table p30 partition of public.t27 default;
create table p31 partition of public.t27 default;
create table p32 (c23 real);
alter table t27 attach partition p32 default;
alter table t27 detach partition p30;
create table p33 partition of public.t27 default;
-- case: a view over a dropped column
create table t3 (c1 smallint, c2 char(3), id int check (id > 0));
alter table public.t3 drop column c1 cascade;
create view w11 as select c1, c2, id from public.t3;
create view w12 as select c2, count(*) as n from public.t3 group by c2 order by n;
create view w13 as select c2 || 'x' as made from t3 group by made order by made;
create view w14 as select xmin, ctid, t3, tableoid from t3;
create view w15 as select s.id from t3 s where exists (select from t3 u where u.id = s.id and c2 = 'x');
create view w16 as select id from t3 where nowhere = 1;
create view w17 as select g, n from generate_series(1, 3) g, lateral (select g + 1 as n) as next;
create view w18 as with recursive r as (select 1 as a union all select a + 1 from r where a < 3) select a from r;
create view w19 as select x, y from t3 cross join lateral (values (id, 1)) as v (x, y);
create view w20 as select key, value, id from t3, jsonb_each('{}');
-- case: columns that conflict with inherited ones
create table t5 (c2 varchar(10), c3 smallint, c4 bigint default -5, check (c2 is not null));
create table t15 (c13 int default 0, c4 smallint, id int not null default 0) inherits (public.t5);
create table t16 (c13 int default 0, c4 bigint, c2 varchar(10)) inherits (public.t5);
create table t17 (c2 varchar(11)) inherits (public.t5);
-- case: a column that is there already, by inheritance
create table t5 (c1 bigint, c4 date, id int primary key);
create table t19 (c18 uuid not null) inherits (public.t5);
alter table t19 add column c4 real;
alter table t19 add column if not exists c4 real;
alter table t5 add column c18 uuid;
-- case: relations of another kind
create table t17 (c14 numeric(8, 2));
create schema s32;
create view v as select 1 as a;
create sequence s;
alter sequence public.t17 set schema s32;
alter view t17 set schema s32;
alter view t17 owner to alice;
alter sequence t17 owner to alice;
alter view t17 rename to u17;
alter table v rename to w;
alter table s set schema s32;
-- case: actions that are for tables
create table t2 (c1 numeric(8, 2) default 1.5, unique (c1));
create view w29 as select c1 as v28 from public.t2;
create materialized view m as select c1 from public.t2;
create sequence s;
alter table w29 add column c38 int;
alter table w29 alter v28 set default 1;
alter table w29 alter v28 drop not null;
alter table w29 enable row level security;
alter table m add column c int;
alter table m owner to alice;
alter table s add column c int;
alter view w29 alter v28 drop default;
-- case: triggers without a function
create table t2 (c1 real not null);
create function c6() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger g18 before delete on public.t2 for each row execute function public.c5();
create trigger g19 before delete on public.t2 for each row execute function c5();
create trigger g20 before delete on public.t2 for each row execute function c6();
create trigger g21 before update on public.t2 for each row execute function suppress_redundant_updates_trigger();
-- case: a key renamed in a partition
create table t21 (c20 text, id int not null default 0, unique (c20), check (id > 0)) partition by list (c20);
create table p25 partition of public.t21 default;
alter table p25 rename constraint p25_c20_key to z34;
alter table p25 rename constraint t21_id_check to z35;

-- case: an index over a column that has only the table's name
create table z11 (a integer);
create index z11_whole on z11 ((z11 is null));
create index on z11 (z11);
-- case: what something hangs on
create table t (a int, b int, c int, d int, e int primary key, f int references t (e));
create table u (x int);
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create function g(int) returns boolean language sql as 'select true';
create function h() returns int language sql as 'select 1';
create policy p on t using (a > 0 and g(b));
create trigger g1 before update of c on t for each row execute function f();
create table w (k int default h());
create rule r as on insert to t do also insert into u values (new.d);
alter table t drop column a;
alter table t drop column b;
alter table t drop column c;
alter table t drop column d;
alter table t drop column e;
alter table t drop column f;
drop function f();
drop function g(int);
drop function h();
drop table u;
drop policy p on t;
drop function g(int);
alter table t drop column a;
alter table w alter k drop default;
drop function h();
drop table w;
-- case: types that something hangs on
create type m as enum ('x');
create type n as (a m);
create domain o as m;
create type q as range (subtype = int);
create table t (a m);
create function f(n) returns int language sql as 'select 1';
drop type m;
drop type n;
drop function f(n);
drop type n;
drop domain o;
drop table t;
drop type m;
create table t (a int4range, b q);
drop type q;
drop table t;
drop type q;
-- case: schemas that hold something
create schema s;
create function s.f() returns int language sql as 'select 1';
drop schema s;
drop function s.f();
create type s.k as enum ('x');
drop schema s;
drop type s.k;
drop schema s;
-- case: columns whose type stays
create table t (a int, b int, c int, d int generated always as (a + 1) stored, e int);
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create policy p on t using (b > 0);
create trigger g before update of c on t for each row execute function f();
alter table t alter a type bigint;
alter table t alter b type bigint;
alter table t alter c type bigint;
alter table t alter e type bigint, alter e type numeric;
alter table t alter e type bigint;
-- case: inherited columns whose type stays
create table t (a int, b int);
create table u (b int);
create table c1 () inherits (t);
create table c2 () inherits (t, u);
alter table c1 alter a type bigint;
alter table only t alter a type bigint;
alter table t alter b type bigint;
alter table t alter a type bigint;
alter table u alter b type bigint;
create table p (a int, b int) partition by list (a);
create table p1 partition of p default;
alter table p alter a type bigint;
alter table p1 alter b type bigint;
alter table p alter b type bigint;
-- case: tables of a type
create type k as (a int, b text);
create table t of k;
alter table t add column c int;
alter table t drop column a;
alter table t alter a type bigint;
alter table t alter a set not null;
-- case: a generated column over what is not there
create table t (a int, b int);
alter table t add column c int generated always as (nope + 1) stored;
alter table t drop column a, add column c int generated always as (a + 1) stored;
alter table t add column c int generated always as (a + 1) stored;
create table u (a int, b int generated always as (c + 1) stored);
alter table t add column d int generated always as (c + 1) stored;
create table v (a int, b int generated always as (a + 1) stored, c int generated always as (b + 1) stored);
-- case: domains within other types
create domain d as int;
create domain e as d;
create domain f as int;
create domain g as int;
create domain h as int;
create type k as (a f);
create table t (a d[], b e, c k, d2 g, h h);
alter domain d set not null;
alter domain e set not null;
alter domain f set not null;
alter domain g set not null;
alter domain f add check (value > 0);
alter domain f add check (value > 0) not valid;
alter domain h set default 3;
-- case: names of keys that are taken
create table t (a int, b int4range, check (a > 0));
create table u (a int);
create unique index i on t (a);
create unique index j on t (a);
alter table t add constraint x unique (a);
alter table t add constraint x unique (a);
alter table t add constraint u primary key (a);
alter table t add constraint t_a_check unique (a);
alter table t add constraint x exclude using gist (b with &&);
alter table t add constraint u unique using index i;
alter table t add constraint y unique using index i;
alter table t add unique using index j;
create table v (like t including all);
-- case: names that are taken in another schema
create schema s;
create table t (a int unique, b serial);
create table s.t_a_key (a int);
alter table t set schema s;
drop table s.t_a_key;
create sequence s.t_b_seq;
alter table t set schema s;
drop sequence s.t_b_seq;
alter table t set schema s;
