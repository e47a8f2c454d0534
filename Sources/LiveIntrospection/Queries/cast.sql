-- Casts stand in no schema; the server's own have the numbers below those of users' objects.
SELECT 'cast' AS kind,
       NULL AS schema,
       NULL AS relation,
       format_type(c.castsource, NULL) || ' AS '::text || format_type(c.casttarget, NULL) AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       CASE c.castcontext WHEN 'i' THEN 'implicit' WHEN 'a' THEN 'assignment' ELSE 'explicit' END AS context
  FROM pg_cast c
 WHERE c.oid >= 16384
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'i'))
