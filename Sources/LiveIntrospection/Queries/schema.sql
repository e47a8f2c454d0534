SELECT 'schema' AS kind,
       NULL AS schema,
       NULL AS relation,
       n.nspname::text AS name,
       NULL::text[] AS arguments,
       CASE WHEN n.nspname = 'public' THEN 'system' ELSE 'schema' END AS origin,
       pg_get_userbyid(n.nspowner)::text AS owner,
       ARRAY(SELECT DISTINCT (coalesce(r.rolname::text, 'public'::text) || '='::text || a.privilege_type) COLLATE "C"
               FROM aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
               LEFT JOIN pg_roles r ON r.oid = a.grantee
              WHERE a.grantee <> n.nspowner ORDER BY 1) AS privileges
  FROM pg_namespace n
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
