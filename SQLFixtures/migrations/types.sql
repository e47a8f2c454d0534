-- case: enums
create type e as enum ('a', 'b', 'c');
alter type e add value 'd';
alter type e add value 'first' before 'a';
alter type e add value if not exists 'd';
alter type e add value 'after b' after 'b';
alter type e rename value 'c' to 'see';
create type empty as enum ();
-- case: renamed and moved
create schema s;
create type e as enum ('a');
create domain d as varchar(10);
create type c as (a int, b text);
alter type e rename to f;
alter type f set schema s;
alter domain d rename to dd;
alter domain dd set schema s;
alter type c rename attribute a to aa;
alter type c add attribute x s.f, drop attribute b;
alter type c alter attribute aa type bigint;
-- case: domains
create domain a as int not null check (value > 0) default 5;
create domain b as numeric(10, 2);
create domain c as a;
create domain d as text[];
alter domain b set not null;
alter domain a drop not null;
alter domain a add constraint small check (value < 100);
alter domain a drop constraint a_check;
-- case: composite
create type c as (a int, b varchar(10), c int[]);
create type d as (a int, b text);
create type e as (inner_one d, many d[]);
create type nothing as ();
-- case: ranges
create type floatrange as range (subtype = float8);
create type odd_range as range (subtype = numeric, multirange_type_name = odd_multi);
create schema s;
create type s.span as range (subtype = date);
create table t (a floatrange, b s.span);
-- case: ranges renamed, dropped
create type r as range (subtype = int);
create type q as range (subtype = text);
alter type r rename to rr;
drop type q;
-- case: shell and base
create type shell;
-- case: collations
create collation mine (locale = 'C');
create schema s;
create collation s.other from "C";
alter collation mine rename to yours;
drop collation s.other;
-- case: extensions
create extension if not exists hstore;
create extension citext;
create table t (a citext not null default 'x', b hstore);
drop extension hstore cascade;
-- case: extension in a schema
create schema ext;
create extension citext schema ext;
create table t (a ext.citext, b ext.citext[]);
-- case: publications
create table t (a int);
create publication p for table t;
create publication q for all tables;
alter publication p rename to r;
alter publication q owner to alice;
drop publication q;
-- case: foreign tables
create foreign data wrapper w;
create server srv foreign data wrapper w;
create server if not exists srv foreign data wrapper w;
create foreign table ft (id int not null, name text default 'x') server srv;
alter foreign table ft add column more int;
alter foreign table ft rename column name to label;
create user mapping for public server srv;
alter server srv rename to other_srv;
-- case: foreign table dropped with the server
create foreign data wrapper w;
create server srv foreign data wrapper w;
create foreign table ft (id int) server srv;
drop server srv cascade;
-- case: drop domain with cascade takes columns
create domain d as int;
create table t (a d, b int);
create view v as select a from t;
drop domain d cascade;
-- case: table dropped takes functions over its row
create table t (a int);
create function f(t) returns int language sql as 'select 1';
create table u (r t);
drop table t cascade;
-- case: enum in many places
create type st as enum ('a', 'b');
create domain stx as st;
create table t (x st default 'a', y st[] default '{a}', z stx, check (x <> 'b'));
create function f(st, st[]) returns st language sql as $$ select 'a'::st $$;
create view v as select x, 'b'::st as lit from t;
alter type st rename to state;
alter type state add value 'c';
create schema s;
alter type state set schema s;
-- case: domains over everything
create type pair as (a int, b int);
create type r as range (subtype = int);
create domain a as pair;
create domain b as r;
create domain c as int[];
create domain d as varchar(5) default 'x' not null check (value <> '') check (length(value) > 0);
create domain e as d;
alter domain d drop constraint d_check1;
alter domain d rename constraint d_check to short;
alter domain d set default 'y';
-- case: composite types that change
create type c as (a int, b varchar(5), d numeric(6, 2));
alter type c add attribute e text, alter attribute b type text, drop attribute a;
alter type c drop attribute if exists nope;
alter type c rename attribute d to dd;
alter type c rename to cc;
create table t of cc;
-- case: types dropped together
create type a as enum ('x');
create type b as (x a);
create domain c as a;
create table t (id int, a a, c c);
drop type a cascade;
-- case: if exists and several
create type a as enum ('x');
create domain b as int;
drop type if exists a, nope;
drop domain if exists b, nope cascade;
-- case: array types of tables
create table t (a int);
create table u (ts t[], one t);
alter table t add column b int;
drop table t cascade;
-- case: a type with a modifier of its own
create type vector;
create function vector_in(cstring, oid, integer) returns vector language internal immutable strict as 'varcharin';
create function vector_out(vector) returns cstring language internal immutable strict as 'varcharout';
create function vector_modifier(cstring[]) returns integer language internal immutable strict as 'varbittypmodin';
create type vector (input = vector_in, output = vector_out, typmod_in = vector_modifier);
create schema app;
create table t (a vector(3), b vector, c vector(4)[], d int);
create table app.u (like t, e public.vector(7));
create view v as select a, a::vector as bare, c, c[1] as element, b::vector(5) as given, coalesce(a, a) as same, array[a] as list from t;
create function f(vector(3)) returns vector(3) language sql as 'select $1';
alter table t alter d type vector(2) using null;
create domain embedding as vector(8);
create type pair as (a vector(3), b vector(4)[]);
