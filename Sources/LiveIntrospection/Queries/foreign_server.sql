SELECT 'foreign_server' AS kind,
       NULL AS schema,
       NULL AS relation,
       s.srvname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       pg_get_userbyid(s.srvowner)::text AS owner,
       ARRAY(SELECT DISTINCT (coalesce(r.rolname::text, 'public'::text) || '='::text || a.privilege_type) COLLATE "C"
               FROM aclexplode(s.srvacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
              WHERE a.grantee <> s.srvowner ORDER BY 1) AS privileges
  FROM pg_foreign_server s
 WHERE NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_foreign_server'::regclass AND d.objid = s.oid AND d.deptype = 'e')
