SELECT 'policy' AS kind,
       n.nspname::text AS schema,
       c.relname::text AS relation,
       p.polname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
            ELSE 'ALL' END AS command,
       ARRAY(SELECT coalesce(r.rolname::text, 'public'::text) COLLATE "C" FROM unnest(p.polroles) u(oid)
               LEFT JOIN pg_roles r ON r.oid = u.oid ORDER BY 1) AS roles,
       (NOT p.polpermissive)::text AS is_restrictive
  FROM pg_policy p
  JOIN pg_class c ON c.oid = p.polrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
