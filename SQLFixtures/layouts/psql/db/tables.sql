\ir tables/crate.sql
\ir tables/box.sql
