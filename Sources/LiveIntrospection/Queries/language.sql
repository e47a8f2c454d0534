SELECT 'language' AS kind,
       NULL AS schema,
       NULL AS relation,
       l.lanname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       pg_get_userbyid(l.lanowner)::text AS owner
  FROM pg_language l
 WHERE l.oid >= 16384
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_language'::regclass AND d.objid = l.oid AND d.deptype = 'e')
