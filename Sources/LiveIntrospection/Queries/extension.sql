-- plpgsql comes with every database.
SELECT 'extension' AS kind,
       NULL AS schema,
       NULL AS relation,
       e.extname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin
  FROM pg_extension e
 WHERE e.extname <> 'plpgsql'
