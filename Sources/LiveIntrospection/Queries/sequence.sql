-- A sequence that belongs to a column came with it.
SELECT 'sequence' AS kind,
       n.nspname::text AS schema,
       NULL AS relation,
       c.relname::text AS name,
       NULL::text[] AS arguments,
       CASE WHEN EXISTS (SELECT FROM pg_depend d
                          WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
                            AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
            THEN 'implied' ELSE 'schema' END AS origin,
       pg_get_userbyid(c.relowner)::text AS owner,
       ARRAY(SELECT DISTINCT (coalesce(r.rolname::text, 'public'::text) || '='::text || a.privilege_type) COLLATE "C"
               FROM aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
              WHERE a.grantee <> c.relowner ORDER BY 1) AS privileges
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'S'
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
