-- Views and materialized views.
SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized_view' END AS kind,
       n.nspname::text AS schema,
       NULL AS relation,
       c.relname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
       pg_get_userbyid(c.relowner)::text AS owner,
       ARRAY(SELECT DISTINCT (coalesce(r.rolname::text, 'public'::text) || '='::text || a.privilege_type) COLLATE "C"
               FROM aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
              WHERE a.grantee <> c.relowner AND a.privilege_type <> 'MAINTAIN' ORDER BY 1) AS privileges,
       -- Kept as it was written: any word for true (boolin).
       coalesce(array_to_string(c.reloptions, ',') ~* '(^|,)security_invoker=(t|y|on|1)', false)::text AS is_invoker
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('v', 'm')
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
