-- Up to PostgreSQL 14 the triggers that a partition has from its parent count as internal.
SELECT 'trigger' AS kind,
       n.nspname::text AS schema,
       c.relname::text AS relation,
       t.tgname::text AS name,
       NULL::text[] AS arguments,
       CASE WHEN t.tgparentid <> 0 THEN 'implied' ELSE 'schema' END AS origin,
       pn.nspname::text || '.'::text || p.proname::text AS function
  FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_proc p ON p.oid = t.tgfoid
  JOIN pg_namespace pn ON pn.oid = p.pronamespace
 WHERE t.tgconstraint = 0 AND (NOT t.tgisinternal OR t.tgparentid <> 0)
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
UNION ALL
SELECT 'trigger', n.nspname::text, c.relname::text, t.tgname::text, NULL,
       CASE WHEN t.tgparentid <> 0 THEN 'implied' ELSE 'schema' END,
       pn.nspname::text || '.'::text || p.proname::text
  FROM pg_trigger t
  JOIN pg_constraint o ON o.oid = t.tgconstraint AND o.contype = 't'
  JOIN pg_class c ON c.oid = t.tgrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_proc p ON p.oid = t.tgfoid
  JOIN pg_namespace pn ON pn.oid = p.pronamespace
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
