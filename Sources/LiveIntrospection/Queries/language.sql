SELECT 'language' AS kind,
       NULL AS schema,
       NULL AS relation,
       l.lanname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       pg_get_userbyid(l.lanowner)::text AS owner,
       ARRAY(SELECT DISTINCT (coalesce(r.rolname::text, 'public'::text) || '='::text || a.privilege_type) COLLATE "C"
               FROM aclexplode(coalesce(l.lanacl, acldefault('l', l.lanowner))) a
               LEFT JOIN pg_roles r ON r.oid = a.grantee
              WHERE a.grantee <> l.lanowner ORDER BY 1) AS privileges
  FROM pg_language l
 WHERE l.oid >= 16384
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_language'::regclass AND d.objid = l.oid AND d.deptype = 'e')
