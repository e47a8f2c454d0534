-- Roles belong to the whole server: those that the project does not make are none of its own.
SELECT 'role' AS kind,
       NULL AS schema,
       NULL AS relation,
       r.rolname::text AS name,
       NULL::text[] AS arguments,
       'system' AS origin
  FROM pg_roles r
 WHERE r.rolname !~ '^pg_'
