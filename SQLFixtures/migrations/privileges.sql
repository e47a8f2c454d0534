-- case: grants on a table
create table t (a int);
grant select, insert on t to reader, "Odd Role";
grant all on t to writer;
revoke delete, truncate on t from writer;
grant select on t to public;
-- case: revoke all
create table t (a int);
grant all privileges on table t to reader;
revoke all on t from reader;
-- case: grants on all tables
create schema app;
create table app.a (x int);
create view app.v as select 1 as one;
create sequence app.s;
create table other (x int);
grant select on all tables in schema app to reader;
grant usage on all sequences in schema app to reader;
grant usage on schema app to reader;
-- case: grants on functions
create function f(int) returns int language sql as 'select 1';
create function f(text) returns int language sql as 'select 1';
create procedure p() language sql as 'select 1';
revoke all on function f(int) from public;
grant execute on function f(int) to reader;
revoke execute on all functions in schema public from public;
grant execute on procedure p() to writer;
-- case: routines and procedures
create function f() returns int language sql as 'select 1';
create procedure p() language sql as 'select 1';
revoke execute on all procedures in schema public from public;
grant execute on all routines in schema public to writer;
-- case: schema privileges
create schema app;
grant usage, create on schema app to writer;
grant all on schema app to alice;
revoke create on schema public from public;
grant usage on schema public to reader;
-- case: owner of a table
create table t (id serial primary key);
grant select on t to alice;
alter table t owner to alice;
grant insert on t to bob;
alter table t owner to bob;
-- case: owner of other things
create schema s;
create view v as select 1 as a;
create sequence q;
create type e as enum ('a');
create domain d as int;
create function f() returns int language sql as 'select 1';
create materialized view m as select 1 as a;
create type c as (x int);
alter schema s owner to alice;
alter view v owner to alice;
alter sequence q owner to alice;
alter type e owner to alice;
alter domain d owner to alice;
alter function f() owner to alice;
alter materialized view m owner to alice;
alter type c owner to alice;
-- case: schema with authorization
create schema app authorization alice create table t (a int) create view v as select a from t;
create schema authorization bob;
-- case: set role
grant create on schema public to alice;
set role alice;
create table t (id serial);
reset role;
create table u (id int);
set session authorization alice;
create table w (id int);
reset session authorization;
create table x (id int);
-- case: set local role in a transaction
grant create on schema public to alice;
begin;
set local role alice;
create table t (id int);
commit;
create table u (id int);
-- case: default privileges
alter default privileges grant select on tables to reader;
alter default privileges grant usage, select on sequences to reader;
alter default privileges revoke execute on functions from public;
create table t (id serial);
create view v as select 1 as a;
create function f() returns int language sql as 'select 1';
-- case: default privileges in a schema
create schema app;
alter default privileges in schema app grant all on tables to writer;
alter default privileges in schema app grant execute on functions to reader;
create table app.t (a int);
create table u (a int);
create function app.f() returns int language sql as 'select 1';
alter default privileges in schema app revoke all on tables from writer;
create table app.v (a int);
-- case: default privileges for another role
grant create on schema public to alice;
alter default privileges for role alice grant select on tables to reader;
create table t (a int);
set role alice;
create table u (a int);
-- case: default privileges of schemas
alter default privileges grant usage on schemas to reader;
create schema app;
-- case: grant option
create table t (a int);
grant select on t to reader with grant option;
revoke grant option for select on t from reader;
-- case: reassign and drop owned
grant create on schema public to alice;
create table mine (a int);
grant select on mine to alice;
set role alice;
create table hers (a int);
create function f() returns int language sql as 'select 1';
reset role;
reassign owned by alice to bob;
drop owned by alice;
-- case: drop owned takes objects
grant create on schema public to alice;
set role alice;
create table hers (a int);
create type hers_too as enum ('x');
reset role;
create view over_it as select a from hers;
drop owned by alice cascade;
-- case: grants survive a replacement
create view v as select 1 as a;
create function f() returns int language sql as 'select 1';
grant select on v to reader;
revoke execute on function f() from public;
create or replace view v as select 1 as a, 2 as b;
create or replace function f() returns int language sql as 'select 2';
-- case: grants on sequences by their table kind
create sequence s;
grant select on table s to reader;
grant all on sequence s to writer;
-- case: foreign servers
create foreign data wrapper w;
create server srv foreign data wrapper w;
grant usage on foreign data wrapper w to reader;
grant usage on foreign server srv to alice;
alter server srv owner to alice;
