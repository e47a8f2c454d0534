-- Columns of views and materialized views.
SELECT 'column' AS kind,
       n.nspname::text AS schema,
       c.relname::text AS relation,
       a.attname::text AS name,
       NULL::text[] AS arguments,
       'implied' AS origin,
       format_type(a.atttypid, a.atttypmod) AS type,
       ARRAY(SELECT DISTINCT (coalesce(r.rolname::text, 'public'::text) || '='::text || p.privilege_type) COLLATE "C"
               FROM aclexplode(a.attacl) p LEFT JOIN pg_roles r ON r.oid = p.grantee
              WHERE p.grantee <> c.relowner ORDER BY 1) AS privileges
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
