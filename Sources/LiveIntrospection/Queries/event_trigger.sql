SELECT 'event_trigger' AS kind,
       NULL AS schema,
       NULL AS relation,
       t.evtname::text AS name,
       NULL::text[] AS arguments,
       'schema' AS origin,
       n.nspname::text || '.'::text || p.proname::text AS function,
       pg_get_userbyid(t.evtowner)::text AS owner
  FROM pg_event_trigger t
  JOIN pg_proc p ON p.oid = t.evtfoid
  JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_event_trigger'::regclass AND d.objid = t.oid AND d.deptype = 'e')
