-- The user objects of a database, one line each: kind|name|facets. For comparison with the catalog
-- folded from migrations.
SET search_path = public;
WITH mine AS (
    SELECT oid, nspname FROM pg_namespace
     WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'auth', 'extensions')
), relations AS (
    SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_class c JOIN mine n ON n.oid = c.relnamespace
     WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
)
SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized_view' WHEN 'S' THEN 'sequence' ELSE 'table' END
       || '|' || nspname || '.' || relname
  FROM relations WHERE relkind IN ('r', 'p', 'v', 'm', 'S')
UNION ALL
SELECT 'column|' || nspname || '.' || relname || '.' || attname || '|' || format_type(atttypid, atttypmod) || '|'
       || CASE WHEN relkind NOT IN ('r', 'p') THEN '' WHEN attnotnull THEN 'not null' ELSE 'nullable' END
  FROM relations JOIN pg_attribute ON attrelid = oid
 WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'v', 'm')
UNION ALL
SELECT CASE contype WHEN 'p' THEN 'primary_key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign_key' ELSE 'check' END
       || '|' || nspname || '.' || relname || '.' || conname || '|'
       || (SELECT string_agg(attname, ',' ORDER BY i) FROM unnest(conkey) WITH ORDINALITY k(n, i)
             JOIN pg_attribute ON attrelid = conrelid AND attnum = n)
  FROM relations r JOIN pg_constraint ON conrelid = r.oid WHERE contype IN ('p', 'u', 'f', 'c')
UNION ALL
SELECT 'index|' || nspname || '.' || r.relname || '.' || c.relname || '|'
       || CASE WHEN indisunique THEN 'unique' ELSE 'not unique' END || '|' || amname
  FROM relations r JOIN pg_index x ON x.indrelid = r.oid JOIN pg_class c ON c.oid = x.indexrelid
  JOIN pg_am a ON a.oid = c.relam
UNION ALL
SELECT 'function|' || nspname || '.' || proname || '('
       || coalesce((SELECT string_agg(format_type(t, NULL), ',' ORDER BY i) FROM unnest(proargtypes) WITH ORDINALITY a(t, i)), '')
       || ')|' || pg_get_function_result(p.oid) || '|' || CASE WHEN prosecdef THEN 'definer' ELSE 'invoker' END
  FROM pg_proc p JOIN mine n ON n.oid = pronamespace
 WHERE prokind = 'f' AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'trigger|' || nspname || '.' || relname || '.' || tgname || '|'
       || (SELECT pronamespace::regnamespace || '.' || proname FROM pg_proc WHERE oid = tgfoid)
  FROM relations r JOIN pg_trigger ON tgrelid = r.oid WHERE NOT tgisinternal
UNION ALL
SELECT 'policy|' || schemaname || '.' || tablename || '.' || policyname || '|' || cmd || '|'
       || array_to_string(ARRAY(SELECT unnest(roles) ORDER BY 1), ',')
  FROM pg_policies
UNION ALL
SELECT 'enum|' || nspname || '.' || typname || '|'
       || (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)
  FROM pg_type t JOIN mine n ON n.oid = typnamespace WHERE typtype = 'e';
