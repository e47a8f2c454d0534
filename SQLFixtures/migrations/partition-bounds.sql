-- case: ranges
create table m (id int, at date not null, v text) partition by range (at);
create table m_1 partition of m for values from ('2020-01-01') to ('2021-1-5');
create table m_2 partition of m for values from (minvalue) to ('2020-01-01');
create table m_3 partition of m for values from ('2022-01-01'::date) to (maxvalue);
create table m_rest partition of m default;
-- case: ranges over several columns
create table m (a int, b bigint, c text) partition by range (a, b, c);
create table m_1 partition of m for values from (1, -10, 'x') to (10, 20, 'it''s');
create table m_2 partition of m for values from (-5, minvalue, minvalue) to (0, maxvalue, maxvalue);
-- case: bounds of other types
create table s (a smallint) partition by list (a);
create table s_1 partition of s for values in (1, 2, 1);
create table n (a numeric) partition by range (a);
create table n_1 partition of n for values from (1) to (2.50);
create table b (a boolean) partition by list (a);
create table b_1 partition of b for values in (true);
create table b_2 partition of b for values in ('f', null);
create table u (a uuid) partition by list (a);
create table u_1 partition of u for values in ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11');
create table t (a timestamp) partition by range (a);
create table t_1 partition of t for values from ('2020-01-01') to ('2020-02-01 10:30');
create table t_2 partition of t for values from ('2021-01-01'::date) to ('2021-02-01'::date);
create table v (a varchar(10)) partition by list (a);
create table v_1 partition of v for values in ('x', 'y');
-- case: lists of texts and nulls
create table l (a text, b int) partition by list (a);
create table l_x partition of l for values in ('x', 'y''s', null);
create table l_n partition of l for values in ('1');
-- case: lists of an enum
create type mood as enum ('sad', 'fine');
create table l (a mood) partition by list (a);
create table l_1 partition of l for values in ('sad', 'fine');
alter type mood rename value 'fine' to 'well';
-- case: hashes
create table h (a int) partition by hash (a);
create table h_0 partition of h for values with (modulus 2, remainder 0);
create table h_1 partition of h for values with (modulus 2, remainder 1);
-- case: keys of expressions
create table e (a text, b int, "Odd c" int) partition by range (lower(a), (b + 1), "Odd c");
create table e_1 partition of e for values from ('a', 1, 2) to ('b', 2, 3);
alter table e rename column b to bb;
-- case: keys with collations
create table e (a text) partition by list (a collate "C");
create table e_1 partition of e for values in ('a');
-- case: attached and detached
create table m (a int not null, b int) partition by list (a);
create table m_1 (a int not null, b int);
create table m_2 (a int not null, b int);
alter table m attach partition m_1 for values in (1);
alter table m attach partition m_2 default;
alter table m detach partition m_1;
-- case: of partitions
create table m (a int, b int) partition by list (a);
create table m_1 partition of m for values in (1) partition by range (b);
create table m_1_a partition of m_1 for values from (0) to (10);
create table m_1_rest partition of m_1 default;
-- case: foreign partitions
create extension postgres_fdw;
create server far foreign data wrapper postgres_fdw;
create table m (a int, b text) partition by list (a);
create foreign table m_1 partition of m for values in (1) server far;
create foreign table m_2 (a int, b text) server far;
alter table m attach partition m_2 for values in (2);
-- case: of a moved and renamed table
create schema s;
create table m (a int) partition by list (a);
create table m_1 partition of m for values in (1);
alter table m set schema s;
alter table s.m rename to mm;
alter table s.mm rename column a to aa;
-- case: an index of partitions is attached
create table m (a int) partition by list (a);
create table m_1 partition of m for values in (1);
create index m_a on only m (a);
create index m_1_a on m_1 (a);
alter index m_a attach partition m_1_a;
