SELECT 'check' AS kind,
       n.nspname::text AS schema,
       c.relname::text AS relation,
       o.conname::text AS name,
       NULL::text[] AS arguments,
       CASE WHEN o.conislocal THEN 'schema' ELSE 'implied' END AS origin,
       ARRAY(SELECT a.attname::text FROM unnest(o.conkey) WITH ORDINALITY k(attnum, position)
               JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.attnum
              ORDER BY k.position) AS columns,
       pg_get_expr(o.conbin, o.conrelid) AS expression,
       (NOT o.convalidated)::text AS is_not_valid,
       o.connoinherit::text AS is_no_inherit
  FROM pg_constraint o
  JOIN pg_class c ON c.oid = o.conrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE o.contype = 'c'
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
