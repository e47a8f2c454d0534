-- case: an error undoes what its transaction did before
create table kept (a int);
begin;
create table gone (a int);
create table kept (b int);
commit;
create table later (a int);
-- case: an error makes the rest of its transaction come to nothing
begin;
drop schema nowhere_at_all;
create table gone (a int);
alter table gone add column b int;
commit;
create table later (a int);
-- case: a transaction after one that failed
create table kept (a int);
begin;
create table kept (a int);
create table gone (a int);
commit;
begin;
create table later (a int);
commit;
-- case: what failed before the transaction does not matter
create table kept (a int);
create table kept (a int);
begin;
create table later (a int);
commit;
-- case: an error with IF EXISTS is none
begin;
drop table if exists nothing;
create table kept (a int);
create table if not exists kept (b int);
commit;
-- case: rollback to a savepoint ends the failure
create table kept (a int);
begin;
create table first (a int);
savepoint one;
create table second (a int);
create table kept (a int);
create table third (a int);
rollback to one;
create table fourth (a int);
commit;
-- case: a savepoint made after the error is none
create table kept (a int);
begin;
savepoint one;
create table kept (a int);
savepoint two;
create table gone (a int);
rollback to savepoint one;
create table later (a int);
commit;
-- case: rollback to a savepoint again and again
begin;
savepoint one;
create table first (a int);
rollback to one;
create table second (a int);
rollback to one;
create table third (a int);
commit;
-- case: savepoints of one name
begin;
create table a (x int);
savepoint one;
create table b (x int);
savepoint one;
create table c (x int);
rollback to one;
release one;
create table d (x int);
rollback to one;
create table e (x int);
commit;
-- case: a savepoint that was released
begin;
create table a (x int);
savepoint one;
create table b (x int);
release one;
rollback to one;
create table c (x int);
commit;
create table d (x int);
-- case: a savepoint within one that is rolled back to
begin;
savepoint one;
create table a (x int);
savepoint two;
create table b (x int);
rollback to one;
rollback to two;
commit;
-- case: begin within a transaction begins none
begin;
create table a (x int);
begin;
create table b (x int);
rollback;
create table c (x int);
-- case: commit without a transaction
commit;
create table a (x int);
rollback;
-- case: a transaction without an end
create table kept (x int);
begin;
create table gone (x int);
-- case: a failed transaction without an end
create table kept (x int);
begin;
create table gone (x int);
create table kept (x int);
-- case: end and abort
begin work;
create table a (x int);
end;
start transaction;
create table b (x int);
abort;
-- case: a setting goes with its transaction
create schema app;
create table kept (x int);
begin;
set search_path to app;
create table public.kept (x int);
commit;
create table in_public (x int);
-- case: a setting goes with its savepoint
create schema app;
begin;
savepoint one;
set search_path to app;
rollback to one;
create table in_public (x int);
commit;
create table in_public_too (x int);
-- case: a role goes with its transaction
begin;
set role alice;
rollback;
create table t (x int);
-- case: an error in a block undoes its transaction
create table kept (x int);
begin;
create table gone (x int);
do $$ begin create table kept (x int); end $$;
commit;
-- case: an error that a block handles undoes nothing
create table kept (x int);
begin;
create table later (x int);
do $$ begin
  create table kept (x int);
exception when duplicate_table then
  create table instead (x int);
end $$;
commit;
-- case: RAISE undoes the transaction
begin;
create table gone (x int);
do $$ begin raise exception 'no'; end $$;
commit;
-- case: renames and drops are undone
create table a (x int, y int);
create index a_x on a (x);
begin;
alter table a rename to b;
alter table b drop column y;
drop index a_x;
create table b (x int);
commit;
-- case: grants and default privileges are undone
create table a (x int);
begin;
grant select on a to alice;
alter default privileges grant select on tables to bob;
create table a (x int);
commit;
create table b (x int);
-- case: types and functions are undone
create type mood as enum ('sad');
begin;
alter type mood rename to temper;
create function f() returns int language sql as 'select 1';
create type temper as enum ('angry');
commit;
-- case: names of what was undone are free
create table kept (x int);
begin;
create table t (x int);
create table kept (x int);
rollback;
create table t (y int);
