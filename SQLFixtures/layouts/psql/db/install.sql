\set ON_ERROR_STOP on
\ir schemas/z_types.sql
\i db/tables.sql
\ir views/a_heavy.sql
