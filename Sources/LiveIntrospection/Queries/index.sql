-- The index of a constraint, and one that came from a partitioned table's, are implied.
SELECT 'index' AS kind,
       n.nspname::text AS schema,
       c.relname::text AS relation,
       i.relname::text AS name,
       NULL::text[] AS arguments,
       CASE WHEN EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = x.indexrelid AND o.contype IN ('p', 'u', 'x'))
              OR EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = x.indexrelid)
            THEN 'implied' ELSE 'schema' END AS origin,
       ARRAY(SELECT coalesce(a.attname::text, pg_get_indexdef(x.indexrelid, k.position::integer, false))
               FROM unnest(x.indkey::smallint[]) WITH ORDINALITY k(attnum, position)
               LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
              WHERE k.position <= x.indnkeyatts ORDER BY k.position) AS columns,
       ARRAY(SELECT a.attname::text
               FROM unnest(x.indkey::smallint[]) WITH ORDINALITY k(attnum, position)
               JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum
              WHERE k.position > x.indnkeyatts ORDER BY k.position) AS included,
       CASE WHEN x.indisunique THEN 'unique' ELSE 'not unique' END AS uniqueness,
       m.amname::text AS method,
       pg_get_expr(x.indpred, x.indrelid) AS predicate
  FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_am m ON m.oid = i.relam
  JOIN pg_class c ON c.oid = x.indrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
