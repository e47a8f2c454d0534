-- case: attributes
create function a(x int, y text default 'z') returns int language sql immutable strict as 'select 1';
create function b() returns void language plpgsql stable security definer as $$ begin end $$;
create function c() returns trigger language plpgsql as $$ begin return new; end $$;
create procedure d(inout x int) language plpgsql as $$ begin end $$;
create function e(int, int) returns int language sql returns null on null input parallel safe cost 5 as 'select 1';
create function f() returns int language sql called on null input leakproof as 'select 1';
-- case: results
create function a(out x int, out y text) language sql as $$ select 1, 'a' $$;
create function b(x int, out y int) language sql as 'select 1';
create function c() returns table (id bigint, "Odd Name" varchar(10)) language sql as $$ select 1::bigint, 'a'::varchar $$;
create function d() returns setof text language sql as $$ select 'a' $$;
create function e() returns setof record language sql as $$ select 1, 2 $$;
create table t (id int);
create function f() returns setof t language sql as 'select * from t';
create function g() returns t language sql as 'select * from t limit 1';
create function h(inout a int, out b int) language sql as 'select 1, 2';
create function i() returns varchar(10)[] language sql as $$ select array['a']::varchar[] $$;
create function j(variadic xs int[]) returns int language sql as 'select 1';
create function k(anyelement) returns anyarray language sql as 'select array[$1]';
-- case: overloads and replacement
create function f(int) returns int language sql as 'select 1';
create function f(text) returns int language sql as 'select 1';
create or replace function f(int) returns int language sql immutable as 'select 2';
create function f(varchar(5), numeric(3, 1)) returns int language sql as 'select 1';
drop function f(text);
-- case: altered
create function f(int) returns int language sql as 'select 1';
create procedure p() language sql as 'select 1';
alter function f(int) stable strict security definer;
alter function f rename to g;
alter procedure p() security definer;
create schema s;
alter function g(int) set schema s;
alter routine s.g(int) immutable;
-- case: dropped by kind
create function f() returns int language sql as 'select 1';
create procedure p(int) language sql as 'select 1';
create function g(int, text) returns int language sql as 'select 1';
drop procedure p;
drop routine g;
drop function f();
-- case: arguments of own types
create schema s;
create type s.e as enum ('a');
create type c as (x int);
create domain d as text;
create function f(a s.e, b c, c d, e s.e[]) returns s.e language sql as $$ select 'a'::s.e $$;
-- case: type dropped with cascade takes functions
create type e as enum ('a');
create function f(a e) returns int language sql as 'select 1';
create function g() returns e language sql as $$ select 'a'::e $$;
create table t (a e, b int);
drop type e cascade;
-- case: aggregates
create function add_up(int, int) returns int language sql immutable as 'select $1 + $2';
create aggregate total(int) (sfunc = add_up, stype = int, initcond = '0');
create function add_pair(text[], int, text) returns text[] language sql immutable as 'select $1';
create aggregate pairs(int, text) (sfunc = add_pair, stype = text[]);
-- case: aggregate with final function
create function step(numeric, numeric) returns numeric language sql immutable as 'select $1 + $2';
create function finish(numeric) returns text language sql immutable as $$ select 'x' $$;
create aggregate report(numeric) (sfunc = step, stype = numeric, finalfunc = finish);
alter aggregate report(numeric) rename to summary;
drop aggregate summary(numeric);
-- case: operators
create function same(text, int) returns boolean language sql immutable as 'select true';
create operator === (leftarg = text, rightarg = int, function = same);
create function neg(text) returns text language sql immutable as 'select $1';
create operator !! (rightarg = text, procedure = neg);
drop operator === (text, int);
-- case: casts
create type e as enum ('a');
create function to_e(int) returns e language sql immutable as $$ select 'a'::e $$;
create cast (int as e) with function to_e(int) as assignment;
create cast (varchar as e) with inout as implicit;
drop cast (varchar as e);
-- case: sql body
create function f(a int) returns int immutable return a + 1;
create function g() returns int language sql begin atomic select 1; end;
-- case: triggers
create table t (a int, b int);
create view v as select a from t;
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create schema s;
create function s.audit() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger one before insert or update on t for each row execute function touch();
create trigger two after update of b on t for each row when (old.a is distinct from new.a) execute procedure s.audit();
create trigger three instead of insert on v for each row execute function touch();
create constraint trigger four after insert on t deferrable initially deferred for each row execute function touch();
create or replace trigger one before delete on t for each row execute function s.audit();
alter trigger two on t rename to second;
alter function touch() rename to touched;
-- case: triggers dropped
create table t (a int);
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger one before insert on t for each row execute function touch();
create trigger two before insert on t for each row execute function touch();
drop trigger one on t;
drop trigger if exists nope on t;
drop function touch() cascade;
-- case: server's trigger functions
create table t (a text, tsv tsvector);
create trigger upd before insert on t for each row execute function tsvector_update_trigger(tsv, 'pg_catalog.english', a);
create trigger same before update on t for each row execute function suppress_redundant_updates_trigger();
-- case: event triggers
create function on_ddl() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger watch on ddl_command_end execute function on_ddl();
alter event trigger watch rename to watcher;
-- case: policies
create table t (id int, owner text);
alter table t enable row level security;
create policy all_rows on t using (true);
create policy mine on t for select to reader, writer using (owner = current_user);
create policy ins on t as restrictive for insert to public with check (owner is not null);
create policy upd on t for update to current_user using (true) with check (true);
alter policy mine on t to alice;
alter policy ins on t rename to inserts;
drop policy upd on t;
drop policy if exists upd on t;

-- case: functions of the session
create table t (a int);
create function pg_temp.made(name text) returns void language plpgsql as $$ begin execute format('alter table t add column %I int', name); end $$;
select pg_temp.made('b');
create or replace function pg_temp.other() returns int language sql as 'select 1';
create function kept() returns int language sql as 'select 1';
