-- case: literals
create table t (
  a int default 0, b bigint default -5, c numeric(10, 2) default 0, d numeric default 1.50, e float8 default 1.5, f real default 2,
  g varchar(10) default 'x', h char(3) default 'yes', i text default '', j boolean default true, k boolean default 'f',
  l date default '2020-01-05', m jsonb default '{"b": [1,2], "a":{"c": null}}', n json default '{"b":1}', o text[] default '{}',
  p text[] default array['a', 'b'], q int[] default array[]::int[], r smallint default 3, s uuid default '00000000-0000-0000-0000-000000000000',
  t bytea default '\xDEADBEEF', u inet default '127.0.0.1', v time default '08:30', w timestamp default '2020-01-01 10:00', x numeric default -1.5
);
-- case: functions of the server
create table t (
  a timestamptz default now(), b timestamptz default current_timestamp, c date default current_date, d text default current_user,
  e uuid default gen_random_uuid(), f float8 default random(), g text default md5(random()::text), h timestamp default localtimestamp,
  i timestamptz(3) default current_timestamp(3), j text default upper('abc'), k text default session_user, l timestamptz default clock_timestamp(),
  m time default localtime, n timestamptz default statement_timestamp(), o text default current_schema, p name default current_catalog
);
-- case: expressions
create table t (
  a timestamptz default now() + interval '1 day', b timestamp default (now() at time zone 'utc'), c bigint default (extract(epoch from now()) * 1000)::bigint,
  d text default 'a' || 'b', e int default 1 + 2 * 3, f text default to_char(now(), 'YYYY'), g text default coalesce(null, 'a'),
  h text default case when true then 'a' else 'b' end, i text default substring('abc' from 1 for 2), j interval default '1 hour',
  k interval default '7 days', l interval default '1 year 2 mons 3 days 04:05:06', m varchar(5) default upper('abc'), n int default length('four'),
  o date default (now())::date, p date default current_date + 30, q text default replace(gen_random_uuid()::text, '-', ''),
  r timestamptz default date_trunc('month', now()), s boolean default not true, t int default (random() * 100)::int, u timestamptz default now() - '30 days'::interval
);
-- case: null defaults
create table t (a int default null, b text default null::text, c varchar(5) default null, d int[] default null);
-- case: casts of literals
create table t (a text default 'x'::text, b varchar(10) default 'x'::varchar, c varchar(10) default 'y'::character varying(10), d jsonb default '[]'::jsonb, e timestamptz default now()::timestamptz, f int default '7'::int, g int default '7', h bigint default 7::bigint, i numeric(5, 2) default 1.5::numeric(5, 2), j text default 5::text, k bigint default '12');
-- case: sequences
create sequence counter;
create schema other;
create sequence other.counter2;
create table t (a int default nextval('counter'), b bigint default nextval('other.counter2'::regclass), c bigint default nextval('public.counter'));
alter sequence counter rename to ticker;
-- case: sequence renamed by its table's rename stays
create table old_name (id serial);
alter table old_name rename to new_name;
-- case: owned sequence
create sequence s;
create table t (id int not null default nextval('s'));
alter sequence s owned by t.id;
-- case: own functions
create function slug(t text) returns text language sql immutable as $$ select lower(t) $$;
create schema util;
create function util.next_code() returns text language sql as $$ select 'A' $$;
create table t (a text default slug('Some'), b text default util.next_code(), c text default util.next_code() || '-x');
alter function util.next_code() rename to fresh_code;
-- case: function dropped with cascade takes the default
create function code() returns text language sql as $$ select 'A' $$;
create table t (a text default code(), b text default 'x' || code());
drop function code() cascade;
-- case: enum cast
create type st as enum ('draft', 'done');
create table t (a st default 'draft', b st default 'done'::st, c text default 'draft'::st::text, d st[] default array['draft']::st[]);
-- case: domain default
create domain em as text check (value like '%@%');
create domain short as varchar(10);
create domain cnt as int;
create table t (a em default 'a@b', b short default 'x', c cnt default 0, d em default lower('A@B'));
-- case: default changed with type
create table t (a varchar(10) default 'x', b int default 0, c text default 'y');
alter table t alter a type text, alter b type numeric(10, 2), alter c type varchar(20);
-- case: serial to plain
create table t (id serial primary key);
alter table t alter id drop default;
drop sequence t_id_seq;
