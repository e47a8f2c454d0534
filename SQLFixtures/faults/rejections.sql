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
