-- case: comments and labels
create table t (a int);
comment on table t is 'x';
comment on column t.a is 'y';
comment on schema public is 'z';
-- case: storage and statistics settings
create table t (a text, b int) with (fillfactor = 70);
alter table t alter a set storage external, alter b set statistics 500, alter a set (n_distinct = 5);
alter table t set (autovacuum_enabled = false), reset (fillfactor);
create index i on t (b) with (fillfactor = 50);
alter index i set (fillfactor = 60);
alter table t cluster on i;
alter table t set without cluster;
alter table t replica identity full;
-- case: triggers switched
create table t (a int);
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger g before insert on t for each row execute function f();
alter table t disable trigger g, enable always trigger g, disable trigger all;
alter table t enable trigger user;
-- case: text search
create text search dictionary d (template = simple);
create text search configuration c (copy = simple);
alter text search configuration c alter mapping for asciiword with d;
-- case: operator classes and families
create operator family fam using btree;
create function cmp(int, int) returns int language sql immutable as 'select 1';
create operator class oc for type int using btree family fam as operator 1 <, function 1 cmp(int, int);
drop operator class oc using btree;
-- case: conversions and access methods
create conversion cv for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create access method am type table handler heap_tableam_handler;
drop access method am;
drop conversion cv;
-- case: maintenance
create table t (a int);
insert into t values (1);
analyze t;
vacuum t;
reindex table t;
truncate t;
begin; lock table t; commit;
cluster;
checkpoint;
-- case: cursors, prepare and listen
create table t (a int);
prepare p as select * from t;
execute p;
deallocate p;
listen x;
notify x;
unlisten x;
begin; declare c cursor for select * from t; fetch c; close c; commit;
-- case: settings
create table t (a int);
set statement_timeout = '5s';
set local lock_timeout = '1s';
reset all;
show search_path;
discard all;
-- case: role settings and memberships
create role some_new_role nologin;
alter role some_new_role set search_path = app;
alter role some_new_role with login;
grant reader to some_new_role;
revoke reader from some_new_role;
drop role some_new_role;
-- case: user mappings
create foreign data wrapper w;
create server s foreign data wrapper w;
create user mapping for current_user server s options (user 'x');
alter user mapping for current_user server s options (set user 'y');
drop user mapping for current_user server s;
-- case: large objects and security labels
select lo_create(0) > 0;
-- case: subscriptions
create subscription sub connection 'dbname=nope' publication p with (connect = false);
alter subscription sub set (slot_name = none);
drop subscription sub;
-- case: transforms
create table t (a int);
alter table t add column b int;
-- case: extension settings
create extension pgcrypto;
create table t (id uuid default gen_random_uuid(), h text);
alter extension pgcrypto update;
-- case: functions' settings
create function f() returns int language sql as 'select 1';
alter function f() set search_path = public;
alter function f() reset all;
alter function f() cost 10;
-- case: views' options
create view v with (security_barrier) as select 1 as a;
alter view v set (security_invoker = true);
alter view v alter column a set default 5;
create view w as select a from v with local check option;
-- case: sequence options
create sequence s as smallint increment 5 minvalue 1 maxvalue 100 cycle cache 2;
alter sequence s restart with 7;
alter sequence s owned by none;
-- case: enum in a transaction
begin;
create type e as enum ('a');
alter type e add value 'b';
commit;
-- case: copy and data
create table t (a int, b text);
copy t from stdin;
1	x
2	y
\.
insert into t values (3, 'z') on conflict do nothing;
update t set b = 'q';
delete from t;
-- case: set constraints
create table a (id int primary key);
create table b (a_id int references a deferrable);
begin; set constraints all deferred; commit;
alter table b alter constraint b_a_id_fkey deferrable initially deferred;
