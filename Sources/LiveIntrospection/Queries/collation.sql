SELECT 'collation' AS kind,
       n.nspname::text AS schema,
       NULL AS relation,
       c.collname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       pg_get_userbyid(c.collowner)::text AS owner
  FROM pg_collation c
  JOIN pg_namespace n ON n.oid = c.collnamespace
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_collation'::regclass AND d.objid = c.oid AND d.deptype = 'e')
