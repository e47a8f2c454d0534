-- case: condition on a type that exists
CREATE TYPE mood AS ENUM ('sad');
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
    CREATE TYPE mood AS ENUM ('other');
  END IF;
END $$;
-- case: condition on a type that does not
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typname = 'mood' AND n.nspname = 'public') THEN
    CREATE TYPE mood AS ENUM ('sad', 'glad');
  END IF;
END $$;
-- case: drop under a condition that fails
CREATE TABLE kept (id int);
DO $$ BEGIN
  IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'kept' AND column_name = 'other') THEN
    DROP TABLE kept;
  END IF;
END $$;
-- case: drop under a condition that holds
CREATE TABLE gone (id int);
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' AND tablename = 'gone') THEN
    DROP TABLE gone;
  END IF;
END $$;
-- case: constant conditions
DO $$ BEGIN
  IF false THEN CREATE TABLE a (x int); ELSIF 1 + 1 = 2 THEN CREATE TABLE b (x int); ELSE CREATE TABLE c (x int); END IF;
END $$;
-- case: handler for a duplicate
CREATE TYPE mood AS ENUM ('sad');
DO $$ BEGIN
  CREATE TABLE undone (x int);
  CREATE TYPE mood AS ENUM ('other');
EXCEPTION WHEN duplicate_object THEN
  CREATE TABLE handled (x int);
END $$;
-- case: handler that is not needed
DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('glad');
EXCEPTION WHEN duplicate_object THEN
  CREATE TABLE handled (x int);
END $$;
-- case: handler for a column
CREATE TABLE t (a int);
DO $$ BEGIN
  BEGIN
    ALTER TABLE t ADD COLUMN a text;
  EXCEPTION WHEN duplicate_column THEN RAISE NOTICE 'there';
  END;
  ALTER TABLE t ADD COLUMN b text;
END $$;
-- case: handler for others and a raise
DO $$ BEGIN
  CREATE TABLE undone (x int);
  RAISE EXCEPTION 'stop';
EXCEPTION WHEN others THEN CREATE TABLE handled (x int);
END $$;
-- case: a constraint unless it exists
CREATE TABLE t (a int, CONSTRAINT positive CHECK (a > 0));
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'positive' AND conrelid = 't'::regclass) THEN
    ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 1);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'small') THEN
    ALTER TABLE t ADD CONSTRAINT small CHECK (a < 10);
  END IF;
END $$;
-- case: execute of a constant
DO $$ BEGIN EXECUTE 'CREATE TABLE made (x int, y text)'; END $$;
-- case: execute of format over a variable
DO $$
DECLARE
  tbl text := 'made';
  kind CONSTANT text = 'bigint';
BEGIN
  EXECUTE format('CREATE TABLE %I (id %s, note text DEFAULT %L)', tbl, kind, 'none');
  EXECUTE 'CREATE INDEX ' || quote_ident(tbl || '_note') || ' ON ' || tbl || ' (note)';
END $$;
-- case: foreach over an array
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['one', 'two', 'Three'] LOOP
    EXECUTE format('CREATE TABLE %I (id int PRIMARY KEY)', t);
  END LOOP;
END $$;
-- case: for over unnest
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT unnest(ARRAY['one', 'two']) LOOP
    EXECUTE 'CREATE TABLE ' || t || ' (id int)';
  END LOOP;
END $$;
-- case: for over values with a record
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT * FROM (VALUES ('one', 'int'), ('two', 'text')) AS v (name, kind) LOOP
    EXECUTE format('CREATE TABLE %I (x %s)', r.name, r.kind);
  END LOOP;
END $$;
-- case: for over the catalog
CREATE TABLE a (x int);
CREATE TABLE b (x int);
CREATE VIEW c AS SELECT 1 AS one;
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN created_at timestamptz NOT NULL DEFAULT now()', r.tablename);
  END LOOP;
END $$;
-- case: for over integers
DO $$ BEGIN
  FOR i IN 1..3 LOOP EXECUTE format('CREATE TABLE part_%s (x int)', i); END LOOP;
  FOR i IN REVERSE 9..7 BY 2 LOOP EXECUTE 'CREATE TABLE back_' || i || ' (x int)'; END LOOP;
END $$;
-- case: while with a counter
DO $$
DECLARE n int := 0;
BEGIN
  WHILE n < 3 LOOP
    n := n + 1;
    CONTINUE WHEN n = 2;
    EXECUTE 'CREATE TABLE turn_' || n || ' (x int)';
  END LOOP;
END $$;
-- case: loop with exit
DO $$
DECLARE n int := 0;
BEGIN
  <<outer>>
  LOOP
    n := n + 1;
    EXECUTE format('CREATE TABLE turn_%s (x int)', n);
    EXIT outer WHEN n >= 2;
  END LOOP;
END $$;
-- case: nothing runs after return
DO $$ BEGIN
  CREATE TABLE before (x int);
  RETURN;
  CREATE TABLE after (x int);
END $$;
-- case: searched and simple case
DO $$
DECLARE v text := 'two';
BEGIN
  CASE v WHEN 'one' THEN CREATE TABLE one (x int); WHEN 'two', 'three' THEN CREATE TABLE two (x int); ELSE CREATE TABLE other (x int); END CASE;
  CASE WHEN v = 'none' THEN CREATE TABLE nothing (x int); ELSE CREATE TABLE something (x int); END CASE;
END $$;
-- case: labelled inner blocks and shadowed variables
DO $$
<<top>>
DECLARE v text := 'outer_table';
BEGIN
  <<inner>>
  DECLARE v text := 'inner_table';
  BEGIN
    EXECUTE 'CREATE TABLE ' || v || ' (x int)';
  END inner;
  EXECUTE 'CREATE TABLE ' || v || ' (x int)';
END top $$;
-- case: select into a variable
CREATE TABLE a (x int);
DO $$
DECLARE n int; found_name text;
BEGIN
  SELECT count(*) INTO n FROM information_schema.tables WHERE table_schema = 'public';
  IF n = 1 THEN CREATE TABLE b (x int); END IF;
  SELECT table_name INTO found_name FROM information_schema.tables WHERE table_name = 'nothing';
  IF found_name IS NULL THEN CREATE TABLE c (x int); END IF;
  PERFORM 1 FROM pg_class WHERE relname = 'a';
  IF FOUND THEN CREATE TABLE d (x int); END IF;
  IF NOT FOUND THEN CREATE TABLE e (x int); END IF;
END $$;
-- case: to_regclass
CREATE TABLE a (x int);
DO $$ BEGIN
  IF to_regclass('public.a') IS NOT NULL THEN ALTER TABLE a RENAME TO b; END IF;
  IF to_regclass('a') IS NULL THEN CREATE TABLE c (x int); END IF;
END $$;
-- case: function called by select
CREATE FUNCTION add_stamps(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ADD COLUMN created_at timestamptz, ADD COLUMN updated_at timestamptz', tbl);
END $$;
CREATE TABLE a (x int);
CREATE TABLE b (x int);
SELECT add_stamps('a');
DO $$ BEGIN PERFORM add_stamps('public.b'); END $$;
-- case: procedure called with a name
CREATE PROCEDURE make(name text, kind text) LANGUAGE plpgsql AS $$
BEGIN EXECUTE format('CREATE TABLE %I (v %s)', name, kind); END $$;
CALL make('one', kind => 'int');
CALL make(kind => 'text', name => 'two');
-- case: sql function with ddl
CREATE FUNCTION make() RETURNS void LANGUAGE sql AS 'CREATE TABLE made (x int)';
SELECT make();
-- case: function called for each row
CREATE TABLE a (x int);
CREATE TABLE b (x int);
CREATE FUNCTION protect(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN EXECUTE 'ALTER TABLE ' || quote_ident(name) || ' ENABLE ROW LEVEL SECURITY'; EXECUTE format('CREATE POLICY own ON %I USING (true)', name); END $$;
SELECT protect(tablename) FROM pg_tables WHERE schemaname = 'public';
-- case: function that calls a function
CREATE FUNCTION inner_make(n text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE ' || n || ' (x int)'; END $$;
CREATE FUNCTION outer_make(VARIADIC names text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE n text;
BEGIN FOREACH n IN ARRAY ARRAY['p', 'q'] LOOP PERFORM inner_make(n); END LOOP; END $$;
SELECT outer_make('a');
-- case: dynamic sql with using and into
DO $$
DECLARE n int;
BEGIN
  EXECUTE 'SELECT $1 + 1' INTO n USING 41;
  IF n = 42 THEN CREATE TABLE answer (x int); END IF;
END $$;
-- case: arrays and string functions
DO $$
DECLARE parts text[] := string_to_array('a,b', ','); 
BEGIN
  EXECUTE 'CREATE TABLE ' || upper(parts[1]) || '_' || array_to_string(parts, '_') || ' (x int)';
  IF 'b' = ANY (parts) AND array_length(parts, 1) = 2 THEN CREATE TABLE two (x int); END IF;
END $$;
-- case: comment and quotes in the body
DO '
BEGIN
  -- it''s nothing
  CREATE TABLE quoted (x text DEFAULT ''a;b'');
END';
-- case: a role that exists somewhere else
CREATE TABLE t (x int);
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'postgres') THEN CREATE ROLE postgres; END IF;
END $$;
-- case: a column renamed where it is there
CREATE TABLE t (old_name int);
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'old_name' AND NOT attisdropped) THEN
    ALTER TABLE t RENAME COLUMN old_name TO new_name;
  END IF;
END $$;
-- case: row security where it is off
CREATE TABLE t (x int);
DO $$ BEGIN
  IF NOT (SELECT relrowsecurity FROM pg_class WHERE oid = 'public.t'::regclass) THEN
    CREATE TABLE was_off (x int);
  END IF;
END $$;
-- case: an enum value unless it is there
CREATE TYPE mood AS ENUM ('sad');
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_enum WHERE enumlabel = 'glad' AND enumtypid = 'mood'::regtype) THEN
    CREATE TABLE no_glad (x int);
  END IF;
END $$;
-- case: the server's own relations, types and functions are there
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_class WHERE relname = 'pg_extension') THEN CREATE TABLE a (x int); END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'jsonb') THEN CREATE TABLE b (x int); END IF;
  IF NOT EXISTS (SELECT FROM pg_proc WHERE proname = 'gen_random_uuid') THEN CREATE TABLE c (x int); END IF;
END $$;
-- case: arguments that are left out have their defaults
CREATE TABLE t (x int);
CREATE FUNCTION stamp(tab text, made boolean DEFAULT true, suffix text DEFAULT '_at') RETURNS void AS $$
BEGIN
  IF made THEN EXECUTE format('ALTER TABLE %I ADD COLUMN %I timestamptz', tab, 'made' || suffix); END IF;
  EXECUTE concat('ALTER TABLE ', quote_ident(tab), ' ADD COLUMN changed', suffix, ' timestamptz');
END $$ LANGUAGE plpgsql;
SELECT stamp('t');
CREATE TABLE u (x int);
SELECT stamp('u', false, suffix => '_on');
-- case: overloads that differ in the kind of an argument
CREATE TABLE t (a int, b int);
CREATE FUNCTION allow(op text, tab text, who text, sch text DEFAULT 'public') RETURNS void AS $$
BEGIN EXECUTE 'GRANT ' || op || ' ON ' || quote_ident(sch) || '.' || quote_ident(tab) || ' TO ' || quote_ident(who); END
$$ LANGUAGE plpgsql;
CREATE FUNCTION allow(op text, tab text, who text, cols text[], sch text DEFAULT 'public') RETURNS void AS $$
DECLARE col text;
BEGIN
  FOREACH col IN ARRAY cols LOOP
    EXECUTE format('GRANT %s (%I) ON %I.%I TO %I', op, col, sch, tab, who);
  END LOOP;
END $$ LANGUAGE plpgsql;
DO $$ BEGIN
  PERFORM allow('select', 't', 'public');
  PERFORM allow('update', 't', 'public', ARRAY['b']);
END $$;
-- case: columns that a helper adds
create table people (id int primary key);
create table seeds (id int);
create function add_stamps(space text, rel text, with_user boolean default true, with_time boolean default true, user_table text default 'people')
returns void language plpgsql as $$
declare line text;
begin
  if with_user = true then
    line := concat('alter table ', space, '.', rel, ' add column if not exists made_by int references ', space, '.', user_table, '(id)',
      ', add column if not exists made_at timestamptz not null default now()');
    execute(line);
    line := concat('create index if not exists ', rel, '_made_by on ', space, '.', rel, '(made_by)');
    execute(line);
    execute concat('comment on column ', space, '.', rel, '.made_by is ''who'';', 'comment on column ', space, '.', rel, '.made_at is ''when'';');
  end if;
  if with_time then
    if not exists (select * from information_schema.triggers where event_object_table = rel and event_object_schema = space and trigger_name = 'touch') then
      execute concat('create rule touch as on delete to ', space, '.', rel, ' do instead nothing');
    end if;
  end if;
end $$;
select add_stamps('public', 'seeds');
select add_stamps('public', 'seeds', with_time => false);
-- case: a call that EXECUTE puts together, for each of an array
create table oaks (id int);
create table elms (id int);
create function mark(space text, rel text, twice boolean) returns void language plpgsql as $$
begin execute concat('create index if not exists ', space, '_', rel, '_marked on ', space, '.', rel, '(id)'); end $$;
do $$
  declare
    names text[] := array['oaks', 'elms'];
    space text = 'public';
  begin
    for i in array_lower(names, 1) .. array_upper(names, 1) loop
      execute format('select mark(space := ' || quote_literal(space) || ', rel := %s, twice := true)', quote_literal(names[i]));
    end loop;
  end
$$;

-- case: texts whose unknown part is of no interest
create table lots (id serial primary key, a int);
create schema app;
do $$
declare
  next int;
begin
  select nextval('lots_id_seq') into next;
  alter table lots alter id drop default;
  drop sequence lots_id_seq;
  execute format('alter table lots alter id add generated by default as identity (start with %s)', next);
  execute 'alter sequence lots_id_seq restart with ' || next;
  execute format('alter database %I set work_mem = ''4MB''', current_database());
  execute 'comment on database ' || quote_ident(current_database()) || ' is ''none''';
  set search_path = app, public;
end $$;
create table here (a int);
-- case: the order of columns
create table beds (z int, a int, m text);
create table copied ();
do $$
declare
  item record;
begin
  for item in select a.attname from pg_attribute a join pg_class c on a.attrelid = c.oid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relname = 'beds' and a.attnum > 0 and not a.attisdropped
  loop
    execute format('alter table copied add column %I int', item.attname);
  end loop;
end $$;
-- case: policies of a table that a function is told the name of
create schema s;
create table s.t (a int);
create table t (a int);
create policy one on s.t using (true);
create policy two on s.t using (true);
create policy one on t using (true);
create function drop_policies(tbl text) returns void language plpgsql as $$
declare r record;
begin
  for r in (select policyname from pg_policies where schemaname = split_part(tbl, '.', 1) and tablename = split_part(tbl, '.', 2)) loop
    execute 'drop policy "' || r.policyname || '" on ' || tbl;
  end loop;
end $$;
select drop_policies('s.t');
-- case: every overload of a function is dropped
create schema s;
create function f(a int) returns int language sql as 'select 1';
create function f(a text, b numeric(8, 2)[] default null) returns int language sql as 'select 1';
create function s.f() returns int language sql as 'select 1';
create function g() returns int language sql as 'select 1';
do $$ declare r record; begin
  for r in select p.oid::regprocedure as sig from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.proname = 'f' and n.nspname = current_schema() loop
    execute format('drop function %s;', r.sig);
  end loop;
  for r in select oid::regproc as name from pg_proc where proname = 'g' loop
    execute 'alter function ' || r.name || '() stable';
  end loop;
end $$;
-- case: every overload in another schema is dropped
create schema s;
create function s.f(a int) returns int language sql as 'select 1';
create function s.f(a bigint) returns int language sql as 'select 1';
do $$ declare name text; begin
  for name in select p.oid::regprocedure::text from pg_proc p where p.proname = 'f' loop
    execute 'drop function if exists ' || name || ' cascade';
  end loop;
end $$;
-- case: variables that hold objects
create schema s;
create table a (x int);
create table person (x int);
create table s.person (x int);
create policy one on person using (true);
do $$ declare t regclass := 'public.person'::regclass; begin execute format('alter table %s add column y int', t); end $$;
do $$ declare t regclass := 's.person'::regclass; begin execute 'alter table ' || t || ' add column z int'; end $$;
do $$ declare r record; begin for r in select oid::regclass as rel from pg_class where relname = 'person' loop execute 'alter table ' || r.rel::text || ' add column w int'; end loop; end $$;
do $$ declare t regclass := 'person'::regclass; p name; begin for p in select polname from pg_policy where polrelid = t loop execute format('drop policy %I on %s', p, t); end loop; end $$;
-- case: temporary tables are in the catalogs
create temporary table t2 (a int primary key, b text);
do $$ begin if not exists (select from pg_tables where tablename = 't2') then create table t25 (a int); end if; end $$;
do $$ begin if not exists (select from pg_tables where tablename = 't2' and schemaname = 'public') then create table t26 (a int); end if; end $$;
-- case: keys by the columns of the catalogs, and fields of a row set one by one
create table orders (id int, line int, note text, constraint old_name unique (line, id));
create table parts (a int primary key, b int, constraint parts_b_uq unique (b));
do $$
declare
  k record;
  i int;
begin
  for k in
    select c.conname as was, r.relname as t, c.conkey as keys, c.conrelid as relation, c.conname as rest,
           r.relname || '_' || (select string_agg(attname, '_') from (select a.attname from pg_catalog.pg_attribute a
             where a.attrelid = c.conrelid and a.attnum = any(c.conkey) order by a.attname) as attname) || '_uq' as wanted
      from pg_catalog.pg_constraint c join pg_catalog.pg_class r on r.oid = c.conrelid
     where c.contype = 'u' and r.relname not like 'pg_%' order by r.relname
  loop
    foreach i in array k.keys loop
      k.rest := regexp_replace(k.rest, concat((select a.attname from pg_catalog.pg_attribute a where a.attnum = i and a.attrelid = k.relation), '_'), '');
    end loop;
    if k.rest <> 'parts_uq' then
      execute format('alter table %I rename constraint %I to %I', k.t, k.was, k.wanted);
    end if;
  end loop;
end $$;
-- case: functions that are queries over the catalogs
create table a_old (id int);
create table b_old (id int);
create table c (id int);
create function old_tables() returns setof name language sql as $$
  select c.relname from pg_catalog.pg_class c
   where c.relkind in ('r') and c.relname operator(pg_catalog.~) '^(.+_old)$' collate pg_catalog.default
     and pg_catalog.pg_table_is_visible(c.oid)
$$;
create function shapes(suffix text) returns table (name text, size int) language sql as $$
  select tablename::text, length(tablename) from pg_tables where schemaname = 'public' and tablename like '%' || suffix
$$;
create function stem(text) returns text language sql as $$ select split_part($1, '_', 1) $$;
do $$
declare
  n text;
  s record;
begin
  for n in select old_tables() loop
    execute format('create index %I on %I (id)', stem(n) || '_new_idx', n);
  end loop;
  for n in select * from old_tables() loop
    execute format('create view %I as select id from %I', 'v_' || stem(n), n);
  end loop;
  for s in select * from shapes('_old') where size > 3 loop
    execute format('alter table %I add column seen boolean', s.name);
  end loop;
  if stem('x_y') = 'x' then create table x (id int); end if;
end $$;
-- case: loops over functions that pass over those of extensions
create schema more;
create extension pgcrypto;
create extension hstore with schema more;
create function f(a int) returns int language sql as 'select 1';
create function g("A" text, b int default 1) returns int language sql security definer as 'select 1';
create procedure p() language sql as 'select 1';
do $$ declare r record; begin
  for r in select p.oid::regprocedure as routine from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'public' and p.prokind in ('f', 'p')
              and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
    execute format('revoke execute on routine %s from public', r.routine);
  end loop;
end $$;
do $$ declare r record; begin
  for r in select n.nspname, p.proname, pg_get_function_identity_arguments(p.oid) as args
             from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             left join pg_depend d on d.objid = p.oid and d.deptype = 'e'
            where d.objid is null and n.nspname = 'public' and p.prosecdef loop
    execute format('alter function %I.%I(%s) stable', r.nspname, r.proname, r.args);
  end loop;
end $$;
-- case: loops over what may be somebody else's change only what the row names
create extension pgcrypto;
create function f(a int) returns int language sql security definer as 'select 1';
create function g() returns int language sql as 'select 1';
do $$ declare f record; begin
  for f in select p.oid::regprocedure as sig from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'public' and p.prosecdef loop
    execute format('revoke all on function %s from public', f.sig);
  end loop;
end $$;
-- case: constraints found by their definitions
create table a (id int primary key, "Odd" text);
create table t (
  id int primary key, kind text check (kind in ('x', 'y')), n int constraint positive check (n > 0),
  a int references a on delete cascade, b int constraint other references a (id) on update set null deferrable initially deferred
);
alter table t add constraint later check (n < 5) not valid;
alter table t add constraint inherited check (n <> 3) no inherit;
alter table t add constraint valid check (n <> 4) not valid;
alter table t validate constraint valid;
do $$ declare c text; begin
  for c in select conname from pg_constraint where conrelid = 't'::regclass and contype = 'c' and pg_get_constraintdef(oid) ilike '%KIND%' loop
    execute format('alter table t drop constraint %I', c);
  end loop;
end $$;
do $$ declare r record; begin
  for r in select conname from pg_constraint where conrelid = 't'::regclass and contype = 'c' and position('n > 0' in pg_get_constraintdef(oid)) > 0 loop
    execute 'alter table t rename constraint ' || quote_ident(r.conname) || ' to above';
  end loop;
  for r in select conname, pg_get_constraintdef(oid) as def from pg_constraint
            where conrelid in ('t'::regclass, 'a'::regclass) and contype in ('c', 'f') order by conname loop
    execute format('create table %I (%I int)', right(r.def, 60), r.conname);
  end loop;
end $$;
-- case: loops that wait for others, and loops that fill tables
create table jobs (id int, done boolean);
insert into jobs select g, false from generate_series(1, 3) g;
do $$ begin
  while true loop
    update jobs set done = true where id = (select min(id) from jobs where not done);
    if (select count(*) from jobs where not done) = 0 then exit; end if;
  end loop;
  create table waited (x int);
end $$;
do $$ begin
  for i in 1..60000 loop
    insert into jobs values (i, true);
    if i > 10 then update jobs set done = false where id = i; end if;
    if i > 100 then exit; end if;
  end loop;
  create table filled (x int);
end $$;
do $$ declare r record; begin
  for r in select tablename as name from pg_tables where schemaname = 'public' loop
    insert into jobs values (1, false);
    for i in 1..2 loop
      continue when i = 1;
      insert into jobs values (i, false);
    end loop;
  end loop;
  if found then create table found_some (x int); end if;
  create table done_with_rows (x int);
end $$;
-- case: conditions over what variables name
create table one (a int, b int);
create table two (a int);
create table three (status text);
do $$ declare
  wanted text[] := array['one', 'three', 'four']; r record; t text; c text := 'b';
begin
  foreach t in array wanted loop
    if exists (select 1 from information_schema.tables where table_name = t) then
      execute format('create table has_%s (x int)', t);
    end if;
    if not exists (select 1 from information_schema.columns where table_name = t and column_name = c) then
      execute format('create table lacks_%s (x int)', t);
    end if;
  end loop;
  for r in select * from (values ('one', 'a'), ('two', 'status'), ('three', 'status')) v (tab, col) loop
    if exists (select 1 from information_schema.columns where table_name = r.tab and column_name = r.col) then
      execute format('alter table %I rename column %I to renamed', r.tab, r.col);
    end if;
  end loop;
  if exists (select 1 from information_schema.columns where column_name = 'renamed' and data_type = 'text') then
    create table by_column (x int);
  end if;
  if exists (select 1 from information_schema.tables s left join information_schema.columns k
      on k.table_name = s.table_name and k.column_name = 'b' where s.table_name = 'one' and k.column_name is not null) then
    create table by_join (x int);
  end if;
end $$;

-- case: a function is changed by its own text
CREATE FUNCTION public.price(net numeric, rate numeric DEFAULT 0.19) RETURNS numeric
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE unused int;
BEGIN
    RETURN net * (1 + rate);
END $$;
DO $do$
DECLARE
    definition text;
    old text := E'DECLARE unused int;\n';
BEGIN
    SELECT pg_get_functiondef('public.price(numeric,numeric)'::regprocedure) INTO STRICT definition;
    IF strpos(definition, old) = 0 THEN
        RAISE EXCEPTION 'nothing to repair';
    END IF;
    EXECUTE replace(definition, old, '');
    SELECT pg_get_functiondef(p.oid) INTO definition FROM pg_proc p
     WHERE p.oid = 'public.price(numeric, numeric)'::regprocedure;
    IF position('unused' in definition) > 0 THEN
        RAISE EXCEPTION 'not repaired';
    END IF;
    definition := replace(definition, 'STABLE SECURITY DEFINER', 'IMMUTABLE');
    EXECUTE definition;
END $do$;

-- case: a function is made only where another's text lacks something
CREATE FUNCTION public.greet() RETURNS text LANGUAGE sql AS $$ SELECT 'hello' $$;
DO $do$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_proc WHERE proname = 'greet' AND prosrc LIKE '%goodbye%') THEN
        CREATE FUNCTION public.part() RETURNS text LANGUAGE sql AS $$ SELECT 'goodbye' $$;
    END IF;
    IF EXISTS (SELECT FROM pg_proc WHERE proname = 'greet' AND prosrc LIKE '%goodbye%') THEN
        CREATE FUNCTION public.never() RETURNS text LANGUAGE sql AS $$ SELECT 'never' $$;
    END IF;
END $do$;
