-- A key on a partitioned table also has a row for each partition of the table it refers to; those are
-- the server's bookkeeping of one constraint.
SELECT 'foreign_key' AS kind,
       n.nspname::text AS schema,
       c.relname::text AS relation,
       o.conname::text AS name,
       NULL::text[] AS arguments,
       CASE WHEN o.conislocal THEN 'schema' ELSE 'implied' END AS origin,
       ARRAY(SELECT a.attname::text FROM unnest(o.conkey) WITH ORDINALITY k(attnum, position)
               JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.attnum
              ORDER BY k.position) AS columns,
       rn.nspname::text || '.'::text || rc.relname::text || '('::text
           || array_to_string(
               ARRAY(SELECT a.attname::text FROM unnest(o.confkey) WITH ORDINALITY k(attnum, position)
                       JOIN pg_attribute a ON a.attrelid = o.confrelid AND a.attnum = k.attnum
                      ORDER BY k.position), ', ') || ')'::text AS reference,
       format(
           'ON DELETE %s ON UPDATE %s',
           CASE o.confdeltype WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
                WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END,
           CASE o.confupdtype WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
                WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END) AS actions,
       CASE WHEN NOT o.condeferrable THEN 'not deferrable' WHEN o.condeferred THEN 'deferrable initially deferred'
            ELSE 'deferrable' END AS deferrability,
       (NOT o.convalidated)::text AS is_not_valid
  FROM pg_constraint o
  JOIN pg_class c ON c.oid = o.conrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class rc ON rc.oid = o.confrelid
  JOIN pg_namespace rn ON rn.oid = rc.relnamespace
  LEFT JOIN pg_constraint parent ON parent.oid = o.conparentid
 WHERE o.contype = 'f'
   AND parent.conrelid IS DISTINCT FROM o.conrelid
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
