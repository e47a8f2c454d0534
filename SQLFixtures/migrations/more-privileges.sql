-- case: everything to everyone
create table t (a int);
create sequence s;
create function f() returns int language sql as 'select 1';
grant all on all tables in schema public to reader;
grant all on all sequences in schema public to reader;
grant all on all functions in schema public to reader;
revoke all on all tables in schema public from reader;
-- case: several roles and privileges
create table t (a int, b int);
grant select, update (a), insert (a, b) on t to reader, writer;
revoke update (a) on t from writer;
-- case: grants to oneself and to the owner
create table t (a int);
grant select on t to current_user, session_user, alice;
alter table t owner to alice;
grant select on t to postgres;
revoke all on t from alice;
-- case: default privileges in order
alter default privileges revoke all on functions from public;
alter default privileges grant all on tables to reader, writer;
create table t (a int);
alter default privileges revoke insert, update, delete on tables from reader;
create table u (a int);
create function f() returns int language sql as 'select 1';
alter default privileges grant execute on functions to public;
create function g() returns int language sql as 'select 1';
-- case: default privileges follow a renamed schema
create schema a;
alter default privileges in schema a grant select on tables to reader;
alter schema a rename to b;
create table b.t (x int);
-- case: default privileges go with the schema
create schema a;
alter default privileges in schema a grant select on tables to reader;
drop schema a;
create schema a;
create table a.t (x int);
-- case: default privileges for types and schemas
alter default privileges grant usage on types to reader;
alter default privileges grant all on schemas to writer;
create schema s;
create type e as enum ('x');
-- case: grants with a moved and renamed table
create schema s;
create table t (a int, b int);
grant select (b) on t to reader;
grant insert on t to writer;
alter table t rename column b to c;
alter table t set schema s;
alter table s.t rename to u;
-- case: owners of schema elements and dependents
create schema s authorization alice;
create table s.t (id serial);
alter table s.t owner to bob;
create index on s.t (id);
alter schema s owner to bob;
-- case: ownership by alter on each kind
create table t (a int);
create foreign data wrapper w;
create server srv foreign data wrapper w;
create foreign table ft (a int) server srv;
create procedure p() language sql as 'select 1';
create statistics st on a, b from (select 1) x;
create collation c from "C";
create publication pub;
create type r as range (subtype = int);
alter foreign table ft owner to alice;
alter procedure p() owner to alice;
alter collation c owner to alice;
alter publication pub owner to alice;
alter type r owner to alice;
alter foreign data wrapper w owner to postgres;
-- case: languages and databases
grant usage on language plpgsql to reader;
revoke usage on language sql from public;
create table t (a int);
-- case: types and domains
create type e as enum ('x');
create domain d as int;
grant usage on type e to reader;
revoke usage on domain d from public;
-- case: granted by
create table t (a int);
grant select on t to reader granted by current_user;
-- case: roles that are made
create role app_owner_x;
create user app_user_x;
create group app_group_x;
create table t (a int);
alter table t owner to app_owner_x;
grant select on t to app_user_x, app_group_x;
reassign owned by app_owner_x to postgres;
drop owned by app_user_x, app_group_x;
drop role app_owner_x;
-- case: set role across statements
grant create, usage on schema public to alice, bob;
set role alice;
create table a (x int);
create view va as select x from a;
grant select on a to bob;
set role bob;
create table b (x int);
reset role;
create table c (x int);
set session authorization bob;
create sequence s;
create type e as enum ('x');
set role none;
create domain d as int;
-- case: default privileges under a role
grant create on schema public to alice;
set role alice;
alter default privileges grant select on tables to reader;
create table a (x int);
reset role;
create table b (x int);
-- case: types of every kind
create type e as enum ('x');
create domain d as int;
create type c as (a int);
create type r as range (subtype = int);
grant usage on type e, c to reader;
grant all on type r to writer;
grant all on domain d to reader with grant option;
revoke usage on type e, c, r from public;
revoke all on domain d from public, reader;
alter type c owner to reader;
-- case: default privileges of types
alter default privileges grant usage on types to reader;
create type e as enum ('x');
alter default privileges revoke usage on types from public;
create domain d as int;
create type c as (a int);
create type r as range (subtype = int);
create table t (a int);
alter type e owner to reader;
-- case: default privileges of types in a schema
create schema s;
alter default privileges in schema s grant usage on types to reader, writer;
create type s.e as enum ('x');
create type e as enum ('x');
drop owned by writer;
-- case: languages
create trusted language plx handler plpgsql_call_handler;
grant usage on language plx to reader;
revoke usage on language plx from public;
