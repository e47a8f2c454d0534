SELECT 'publication' AS kind,
       NULL AS schema,
       NULL AS relation,
       p.pubname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       pg_get_userbyid(p.pubowner)::text AS owner
  FROM pg_publication p
