-- case: defaults and modes
create function a(x int default 1, y text default null, z timestamptz default now()) returns int language sql as 'select 1';
create function b(in x int, inout y int, out z text) language sql as $$ select 1, 'x' $$;
create function c(variadic xs text[] default '{}') returns int language sql as 'select 1';
create procedure d(in x int, out y int) language plpgsql as $$ begin null; end $$;
drop function b(int, int);
-- case: setof and arrays
create function a() returns setof int[] language sql as $$ select array[1] $$;
create function b() returns numeric(5, 2) language sql as 'select 1.5';
create function c(x varchar(5)[], y char(3)) returns bit(3) language sql as $$ select b'101' $$;
create function d() returns interval day to second(2) language sql as $$ select interval '1 day' $$;
-- case: polymorphic
create function a(x anyelement, y anyarray) returns anyelement language sql as 'select $1';
create function b(x anycompatible, y anycompatiblearray) returns anycompatible language sql as 'select $1';
create function c(x anyenum) returns text language sql as 'select $1::text';
create function d(x anyrange) returns boolean language sql as 'select true';
create function e(x "any") returns int language internal as 'pg_num_nulls';
-- case: replaced with other attributes
create function f(x int) returns int language sql immutable strict security definer as 'select 1';
create or replace function f(x int) returns int language plpgsql as $$ begin return 1; end $$;
-- case: renamed arguments need a drop
create function f(a int) returns int language sql as 'select 1';
drop function f(int);
create function f(b int) returns text language sql as $$ select 'x' $$;
-- case: same name as a table or type
create table thing (id int);
create function thing(int) returns int language sql as 'select 1';
create type pair as (a int, b int);
create function pair(int) returns pair language sql as 'select row(1, 2)::pair';
-- case: rowtypes of tables that change
create table t (a int);
create function f(t) returns setof t language sql as 'select $1';
create function g() returns t[] language sql as 'select array[]::t[]';
alter table t rename to u;
alter table u add column b text;
-- case: function dropped by its argument's schema
create schema s;
create type s.e as enum ('x');
create function public.f(s.e) returns int language sql as 'select 1';
create function s.g() returns int language sql as 'select 1';
drop schema s cascade;
-- case: two of a name, dropped apart
create function f(int) returns int language sql as 'select 1';
create function f(int, int) returns int language sql as 'select 1';
create function f(bigint) returns int language sql as 'select 1';
drop function f(int, int), f(bigint);
-- case: grants by signature
create function f(int) returns int language sql as 'select 1';
create function f(text) returns int language sql as 'select 1';
grant execute on function f(int), f(text) to reader;
revoke all on function f(text) from public, reader;
alter function f(int) owner to alice;
-- case: trigger functions in several schemas
create schema one;
create schema two;
create function one.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create function two.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create table t (a int);
create table one.t (a int);
create trigger a before update on t for each row execute function one.touch();
create trigger a before update on one.t for each row execute function two.touch();
drop function one.touch cascade;
-- case: trigger kinds
create table t (a int, b text);
create function f() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger a after truncate on t execute function f();
create trigger b after insert on t referencing new table as added for each statement execute function f();
create trigger c before update of a, b on t for each row execute function f('x', '1');
create trigger "Odd Name" before delete on t for each row execute procedure f();
alter table t rename to u;
-- case: constraint triggers dropped
create table t (a int);
create function f() returns trigger language plpgsql as $$ begin return null; end $$;
create constraint trigger c after insert on t initially deferred for each row execute function f();
drop trigger c on t;
-- case: policies altered with the table
create schema s;
create table t (a int, owner name);
create policy p on t for select using (owner = current_user);
create policy q on t as permissive for all to alice, bob using (a > 0) with check (a > 1);
alter table t set schema s;
alter table s.t rename to u;
alter policy p on s.u to public using (true);
alter policy q on s.u rename to r;
-- case: policies for session roles
create table t (a int);
create policy p on t to current_role, session_user using (true);
-- case: rules on tables and views
create table t (a int);
create table log (a int);
create rule r as on update to t do also insert into log values (new.a);
create or replace rule r as on update to t where new.a > 0 do also insert into log values (old.a);
alter table t disable rule r;
-- case: aggregates over own types
create type acc as (n int, s numeric);
create function step(acc, numeric) returns acc language sql immutable as 'select $1';
create function fin(acc) returns numeric language sql immutable as 'select 1.0';
create aggregate mean(numeric) (sfunc = step, stype = acc, finalfunc = fin, initcond = '(0,0)');
create or replace aggregate mean(numeric) (sfunc = step, stype = acc, finalfunc = fin, initcond = '(1,1)');
create aggregate cnt(*) (sfunc = int8inc, stype = bigint, initcond = '0');
-- case: casts and their drops
create type a as (x int);
create type b as (x int);
create function a_to_b(a) returns b language sql immutable as 'select row(1)::b';
create cast (a as b) with function a_to_b(a) as implicit;
create cast (b as a) with inout;
drop type a cascade;
-- case: operators and their functions
create function add(point, int) returns point language sql immutable as 'select $1';
create schema ops;
create operator ops.+> (leftarg = point, rightarg = int, function = add);
alter operator ops.+> (point, int) owner to alice;
alter operator ops.+> (point, int) set schema public;
-- case: operator dropped with its function
create function same(text, int) returns boolean language sql immutable as 'select true';
create operator === (leftarg = text, rightarg = int, function = same);
drop function same(text, int) cascade;
-- case: event triggers dropped with their function
create function e() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger one on ddl_command_start when tag in ('CREATE TABLE') execute function e();
alter event trigger one disable;
drop function e() cascade;
