-- Primary keys, unique and exclusion constraints. An element of an exclusion that is no column has
-- the number 0.
SELECT CASE o.contype WHEN 'p' THEN 'primary_key' WHEN 'u' THEN 'unique' ELSE 'exclusion' END AS kind,
       n.nspname::text AS schema,
       c.relname::text AS relation,
       o.conname::text AS name,
       NULL::text[] AS arguments,
       CASE WHEN o.conislocal THEN 'schema' ELSE 'implied' END AS origin,
       ARRAY(SELECT a.attname::text FROM unnest(o.conkey) WITH ORDINALITY k(attnum, position)
               JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.attnum
              WHERE k.attnum > 0 ORDER BY k.position) AS columns,
       CASE WHEN NOT o.condeferrable THEN 'not deferrable' WHEN o.condeferred THEN 'deferrable initially deferred'
            ELSE 'deferrable' END AS deferrability
  FROM pg_constraint o
  JOIN pg_class c ON c.oid = o.conrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE o.contype IN ('p', 'u', 'x')
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
