SELECT 'table' AS kind,
       n.nspname::text AS schema,
       NULL AS relation,
       c.relname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
       CASE WHEN NOT c.relrowsecurity THEN 'disabled'
            WHEN c.relforcerowsecurity THEN 'forced' ELSE 'enabled' END AS row_security,
       (SELECT CASE p.partstrat WHEN 'r' THEN 'range' WHEN 'l' THEN 'list' ELSE 'hash' END
          FROM pg_partitioned_table p WHERE p.partrelid = c.oid) AS partitioning,
       pg_get_partkeydef(c.oid) AS partition_key,
       pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
       ARRAY(SELECT pn.nspname::text || '.'::text || pc.relname::text
               FROM pg_inherits i
               JOIN pg_class pc ON pc.oid = i.inhparent
               JOIN pg_namespace pn ON pn.oid = pc.relnamespace
              WHERE i.inhrelid = c.oid ORDER BY i.inhseqno) AS inheritance,
       pg_get_userbyid(c.relowner)::text AS owner,
       ARRAY(SELECT DISTINCT (coalesce(r.rolname::text, 'public'::text) || '='::text || a.privilege_type) COLLATE "C"
               FROM aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
              WHERE a.grantee <> c.relowner AND a.privilege_type <> 'MAINTAIN' ORDER BY 1) AS privileges
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p')
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
