SELECT 'foreign_data_wrapper' AS kind,
       NULL AS schema,
       NULL AS relation,
       w.fdwname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       pg_get_userbyid(w.fdwowner)::text AS owner,
       ARRAY(SELECT DISTINCT (coalesce(r.rolname::text, 'public'::text) || '='::text || a.privilege_type) COLLATE "C"
               FROM aclexplode(w.fdwacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
              WHERE a.grantee <> w.fdwowner ORDER BY 1) AS privileges
  FROM pg_foreign_data_wrapper w
 WHERE NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_foreign_data_wrapper'::regclass AND d.objid = w.oid AND d.deptype = 'e')
