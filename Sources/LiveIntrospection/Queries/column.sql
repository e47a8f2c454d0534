-- Columns of tables and foreign tables.
SELECT 'column' AS kind,
       n.nspname::text AS schema,
       c.relname::text AS relation,
       a.attname::text AS name,
       NULL::text[] AS arguments,
       CASE WHEN a.attislocal THEN 'schema' ELSE 'implied' END AS origin,
       format_type(a.atttypid, a.atttypmod) AS type,
       CASE WHEN a.attnotnull THEN 'not null' ELSE 'nullable' END AS nullability,
       CASE WHEN a.attgenerated = '' THEN pg_get_expr(ad.adbin, ad.adrelid) END AS default,
       CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END AS identity,
       CASE WHEN a.attgenerated <> '' THEN pg_get_expr(ad.adbin, ad.adrelid) END AS generated,
       ARRAY(SELECT DISTINCT (coalesce(r.rolname::text, 'public'::text) || '='::text || p.privilege_type) COLLATE "C"
               FROM aclexplode(a.attacl) p LEFT JOIN pg_roles r ON r.oid = p.grantee
              WHERE p.grantee <> c.relowner ORDER BY 1) AS privileges
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
 WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
