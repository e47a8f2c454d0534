SELECT 'range_type' AS kind,
       n.nspname::text AS schema,
       NULL AS relation,
       t.typname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       format_type(r.rngsubtype, NULL) AS type,
       pg_get_userbyid(t.typowner)::text AS owner
  FROM pg_range r
  JOIN pg_type t ON t.oid = r.rngtypid
  JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
