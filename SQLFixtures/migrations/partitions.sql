-- case: range
create table m (id int, at date not null, v text default 'x') partition by range (at);
create table m_1 partition of m for values from ('2020-01-01') to ('2021-01-01');
create table m_rest partition of m default;
-- case: keys and indexes come along
create table m (id int, at date, v text, primary key (id, at), unique (at, id)) partition by range (at);
create table m_1 partition of m for values from ('2020-01-01') to ('2021-01-01');
create index on m (v);
create index named on m (at) where v is not null;
create table m_2 partition of m for values from ('2021-01-01') to ('2022-01-01');
-- case: list and hash
create table l (a text, b int) partition by list (a);
create table l_x partition of l for values in ('x', 'y');
create table h (a int) partition by hash (a);
create table h_0 partition of h for values with (modulus 2, remainder 0);
-- case: sub-partitions
create table m (a int, b int) partition by list (a);
create table m_1 partition of m for values in (1) partition by range (b);
create table m_1_a partition of m_1 for values from (0) to (10);
create index on m (b);
-- case: foreign keys of a partitioned table
create table r (id int primary key);
create table m (a int, r_id int references r) partition by list (a);
create table m_1 partition of m for values in (1);
alter table m add constraint again foreign key (r_id) references r (id) on delete cascade;
-- case: foreign key to a partitioned table
create table m (a int primary key) partition by list (a);
create table m_1 partition of m for values in (1);
create table u (m_a int references m);
-- case: attach
create table m (a int not null, b int) partition by list (a);
create index m_b on m (b);
create table m_1 (a int not null, b int);
alter table m attach partition m_1 for values in (1);
create table m_2 (a int not null, b int);
create index m_2_own on m_2 (b);
alter table m attach partition m_2 for values in (2);
-- case: attach with key
create table m (a int primary key, b int) partition by list (a);
create table m_1 (a int not null, b int);
alter table m attach partition m_1 for values in (1);
create table m_2 (a int primary key, b int);
alter table m attach partition m_2 for values in (2);
-- case: detach
create table m (a int primary key, b int check (b > 0)) partition by list (a);
create table m_1 partition of m for values in (1);
alter table m detach partition m_1;
-- case: triggers come along
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create table m (a int, b int) partition by list (a);
create table m_1 partition of m for values in (1);
create trigger one after insert on m for each row execute function touch();
create table m_2 partition of m for values in (2);
create trigger stmt after insert on m for each statement execute function touch();
-- case: columns and constraints follow
create table m (a int, b int) partition by list (a);
create table m_1 partition of m for values in (1);
alter table m add column c text not null default 'x';
alter table m add constraint pos check (b > 0);
alter table m add unique (a, b);
alter table m alter b set not null;
alter table m drop column c;
alter table m rename column b to bb;
-- case: partition with its own options
create table m (a int, b int) partition by list (a);
create table m_1 partition of m (b not null default 7, constraint own check (b > 0)) for values in (1);
-- case: drop partitioned
create table m (a int) partition by list (a);
create table m_1 partition of m for values in (1);
drop table m;
-- case: drop index of a partitioned table
create table m (a int, b int) partition by list (a);
create table m_1 partition of m for values in (1);
create index i on m (b);
drop index i;
-- case: index attached
create table m (a int, b int) partition by list (a);
create table m_1 partition of m for values in (1);
create index i on only m (b);
create index i_1 on m_1 (b);
alter index i attach partition i_1;
-- case: identity in a partitioned table
create table m (id bigint generated always as identity, a int) partition by list (a);
create table m_1 partition of m for values in (1);
