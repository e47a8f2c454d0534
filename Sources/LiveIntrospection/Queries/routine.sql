-- Functions, procedures and aggregates. The constructors of a range type come with it.
SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END AS kind,
       n.nspname::text AS schema,
       NULL AS relation,
       p.proname::text AS name,
       ARRAY(SELECT format_type(t.oid, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY t(oid, position)
              ORDER BY t.position) AS arguments,
       CASE WHEN EXISTS (SELECT FROM pg_depend d
                          WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
            THEN 'implied' ELSE 'schema' END AS origin,
       pg_get_function_result(p.oid) AS returns,
       l.lanname::text AS language,
       CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END AS volatility,
       CASE WHEN p.proisstrict THEN 'strict' ELSE 'not strict' END AS strictness,
       CASE WHEN p.prosecdef THEN 'definer' ELSE 'invoker' END AS security,
       (p.provariadic <> 0)::text AS is_variadic,
       pg_get_userbyid(p.proowner)::text AS owner,
       ARRAY(SELECT DISTINCT (coalesce(r.rolname::text, 'public'::text) || '='::text || a.privilege_type) COLLATE "C"
               FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
               LEFT JOIN pg_roles r ON r.oid = a.grantee
              WHERE a.grantee <> p.proowner ORDER BY 1) AS privileges
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_language l ON l.oid = p.prolang
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
