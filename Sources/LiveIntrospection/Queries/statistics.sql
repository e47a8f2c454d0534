SELECT 'statistics' AS kind,
       n.nspname::text AS schema,
       NULL AS relation,
       s.stxname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       ARRAY(SELECT a.attname::text FROM unnest(s.stxkeys::smallint[]) k(attnum)
               JOIN pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = k.attnum
              ORDER BY a.attnum) AS columns,
       pg_get_userbyid(s.stxowner)::text AS owner
  FROM pg_statistic_ext s
  JOIN pg_namespace n ON n.oid = s.stxnamespace
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_statistic_ext'::regclass AND d.objid = s.oid AND d.deptype = 'e')
