-- case: policies go with columns, tables and functions that they name
create table t (a int, b int, c int, d int);
create table u (x int, y int);
create function is_admin() returns boolean language sql as 'select true';
create function owns(who int, what text default '') returns boolean language sql as 'select true';
alter table t enable row level security;
create policy p1 on t using (a > 0);
create policy p2 on t using (exists (select from u where u.x = t.b));
create policy p3 on t for insert with check (is_admin());
create policy p4 on t using (c > 0 or is_admin());
create policy p5 on t using (owns(c));
create policy p6 on t using (owns(who => d));
create policy p7 on t using (true);
alter table t drop column a cascade;
drop function is_admin() cascade;
drop table u cascade;
drop function owns cascade;
-- case: policies that read columns of other tables
create table t (a int, b int);
create table u (x int, y int, z int);
create policy p1 on t using (b in (select y from u));
create policy p2 on t using (exists (select 1 from u where x = a));
create policy p3 on t using (exists (select * from u));
create policy p4 on t using ((select count(*) from u) > 1);
create policy p5 on t using (exists (select 1 from u order by z limit 1));
create policy p6 on t using (case b when 1 then true else a = 2 end);
alter table u drop column z cascade;
alter table u drop column y cascade;
alter table t drop column b cascade;
-- case: a policy altered to need something else
create table t (a int, b int);
create policy p1 on t using (a > 0) with check (a > 1);
create policy p2 on t using (a > 0);
create policy p3 on t using (a > 0) with check (b > 0);
alter table t rename column a to aa;
alter policy p1 on t using (b > 0);
alter policy p2 on t using (b > 0);
alter policy p3 on t with check (aa > 0);
alter table t drop column aa cascade;
-- case: policies and types
create type mood as enum ('sad', 'glad');
create domain level as int;
create table t (a text, b int);
create policy p1 on t using (a::mood = 'glad');
create policy p2 on t using (b::level > 2);
create policy p3 on t using (a = 'glad');
create view v as select a from t where a::mood = 'sad';
drop type mood cascade;
drop domain level cascade;
-- case: triggers go with columns that they name
create table t (a int, b int, c text);
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create function g(int) returns boolean language sql as 'select true';
create trigger g1 before update of a on t for each row execute function f();
create trigger g2 before update of b, c on t for each row execute function f();
create trigger g3 before update on t for each row when (new.b is distinct from old.b) execute function f();
create trigger g4 before update on t for each row when (new.* is distinct from old.*) execute function f();
create trigger g5 before insert on t for each row when (g(new.a)) execute function f();
create trigger g6 before insert on t for each row when (new.c = 'x') execute function f();
alter table t drop column b cascade;
drop function g(int) cascade;
alter table t drop column a cascade;
-- case: triggers of partitions go with the column
create table t (a int, b int) partition by list (a);
create table t1 partition of t for values in (1);
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger g1 before update of b on t for each row execute function f();
create trigger g2 before update of a on t for each row execute function f();
alter table t drop column b cascade;
-- case: rules go with what they use
create table t (a int, b int);
create table log (x int, y int);
create table other (z int);
create function f(int) returns int language sql as 'select 1';
create rule r1 as on insert to t do also insert into log (x) values (new.a);
create rule r2 as on update to t where new.b > 1 do also (delete from other where z = old.a; update log set y = 2);
create rule r3 as on delete to t do also insert into other select f(1);
create rule r4 as on delete to t do nothing;
alter table log drop column y cascade;
alter table t drop column a cascade;
drop function f(int) cascade;
-- case: rules go with tables
create table t (a int, b int);
create table log (x int, y int);
create rule r1 as on insert to t do also insert into log (x) values (new.a);
create rule r2 as on update to t do also update t set b = 1 where false;
drop table log cascade;
-- case: views and what they sort, group and divide by
create table t (a int, b int, c int, d int, e int, f int, g text[]);
create table u (a int, h int);
create view v1 as select a from t order by b;
create view v2 as select a, row_number() over (partition by c order by d) as n from t;
create view v3 as select distinct on (e) a from t order by e, f;
create view v4 as select a as f from t order by f;
create view v5 as select g[b] as part from t;
create view v6 as select h from t join u using (a);
create view v7 as select sum(a) over w as s from t window w as (order by f);
create view v8 as select a from t limit 1;
alter table t drop column b cascade;
alter table t drop column d cascade;
alter table t drop column f cascade;
alter table u drop column a cascade;
-- case: typed tables go with their type
create type pair as (a int, b text);
create table t of pair;
create table u of pair (primary key (a));
create view v as select a from t;
drop type pair cascade;
-- case: a trigger's function that goes
create table t (a int);
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger g before insert on t for each row execute function f();
drop function f() cascade;
-- case: rules use whole rows
create table sensor (id int primary key, at int);
create function put(s sensor) returns boolean language plpgsql as $$ begin return true; end $$;
create rule r as on insert to sensor where put(new) do instead select put(s) from sensor s;
create rule u as on update to sensor do also select put(NEW), (OLD).id, new.*;
-- case: row types that go with their tables
create table kept (a int);
create table plain (a int);
create function takes(k kept) returns int language sql as 'select 1';
create function gives() returns setof kept language sql as 'select * from kept';
create table holds (x int, k kept, many kept[]);
create type pair as (n int, k kept);
create view cast_to as select row(1)::kept as k;
create table typed (like plain);
drop table plain;
drop table kept cascade;
