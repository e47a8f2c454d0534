SELECT 'domain' AS kind,
       n.nspname::text AS schema,
       NULL AS relation,
       t.typname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       format_type(t.typbasetype, t.typtypmod) AS base_type,
       CASE WHEN t.typnotnull THEN 'not null' ELSE 'nullable' END AS nullability,
       pg_get_userbyid(t.typowner)::text AS owner,
       ARRAY(SELECT DISTINCT (coalesce(r.rolname::text, 'public'::text) || '='::text || a.privilege_type) COLLATE "C"
               FROM aclexplode(coalesce(t.typacl, acldefault('T', t.typowner))) a
               LEFT JOIN pg_roles r ON r.oid = a.grantee
              WHERE a.grantee <> t.typowner ORDER BY 1) AS privileges
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE t.typtype = 'd'
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
