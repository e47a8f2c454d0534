SELECT 'operator' AS kind,
       n.nspname::text AS schema,
       NULL AS relation,
       o.oprname::text AS name,
       CASE WHEN o.oprleft = 0 THEN ARRAY[format_type(o.oprright, NULL)]
            ELSE ARRAY[format_type(o.oprleft, NULL), format_type(o.oprright, NULL)] END AS arguments,
       'schema' AS origin,
       pg_get_userbyid(o.oprowner)::text AS owner
  FROM pg_operator o
  JOIN pg_namespace n ON n.oid = o.oprnamespace
 WHERE o.oprcode <> 0
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_operator'::regclass AND d.objid = o.oid AND d.deptype = 'e')
