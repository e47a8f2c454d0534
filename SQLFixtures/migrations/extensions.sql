-- case: uuids
create extension "uuid-ossp";
create table t (id uuid primary key default uuid_generate_v4(), n uuid default uuid_nil());
-- case: uuids in a schema of their own
create schema extensions;
create extension "uuid-ossp" with schema extensions;
create extension pgcrypto with schema extensions;
create table t (id uuid primary key default extensions.uuid_generate_v4(), salt text default extensions.gen_salt('bf'));
set search_path to public, extensions;
create table u (id uuid default uuid_generate_v4(), token text default encode(gen_random_bytes(16), 'hex'));
-- case: citext
create extension citext;
create table t (a citext not null default 'x', b citext[], c citext unique, d text, check (length(a) > 0), check (a is not null), check (lower(a) = a));
create index on t (lower(a));
create view v as select a, lower(a) as low, a || 'x' as more from t;
create function f(x citext) returns citext language sql as 'select x';
create domain email as citext;
-- case: citext dropped
create extension citext;
create table t (a citext, b int);
create function f(x citext) returns int language sql as 'select 1';
create view v as select a from t;
drop extension citext cascade;
-- case: hstore and trigrams
create extension hstore;
create extension pg_trgm;
create table t (h hstore, n text, hs hstore[]);
create index on t using gin (n gin_trgm_ops);
create view v as select similarity(n, 'x') as s from t;
-- case: moved
create schema ext;
create extension citext;
create table t (a citext, b citext[]);
alter extension citext set schema ext;
-- case: trigger of an extension
create extension moddatetime;
create table t (id int, updated_at timestamptz);
create trigger touch before update on t for each row execute procedure moddatetime(updated_at);
-- case: unaccent and fuzzy matching
create extension unaccent;
create extension fuzzystrmatch;
create table t (a text);
create view v as select unaccent(a) as plain, levenshtein(a, 'x') as distance, soundex(a) as sound from t;
-- case: tree and ranges
create extension ltree;
create extension btree_gist;
create table t (path ltree, room int, during tstzrange, exclude using gist (room with =, during with &&));
create index on t using gist (path);
-- case: if not exists twice
create extension if not exists pgcrypto;
create extension if not exists pgcrypto;
create table t (h text default crypt('x', gen_salt('bf')), d bytea default digest('x', 'sha256'));
-- case: cascade installs what is needed
create extension earthdistance cascade;
-- case: what an extension needs is missing
create extension earthdistance;
-- case: what an extension needs goes with it
create extension earthdistance cascade;
drop extension cube;
-- case: what an extension needs goes with it by cascade
create extension earthdistance cascade;
drop extension cube cascade;
