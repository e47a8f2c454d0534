-- Leaves a database as a new one: for test cases that run one after the other in it.
SET client_min_messages = error;
SET allow_system_table_mods = on;
DO $$
DECLARE
    item record;
BEGIN
    FOR item IN SELECT evtname FROM pg_event_trigger LOOP EXECUTE format('DROP EVENT TRIGGER %I', item.evtname); END LOOP;
    FOR item IN SELECT pubname FROM pg_publication LOOP EXECUTE format('DROP PUBLICATION %I', item.pubname); END LOOP;
    FOR item IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP EXECUTE format('DROP EXTENSION IF EXISTS %I CASCADE', item.extname); END LOOP;
    FOR item IN SELECT fdwname FROM pg_foreign_data_wrapper LOOP EXECUTE format('DROP FOREIGN DATA WRAPPER %I CASCADE', item.fdwname); END LOOP;
    FOR item IN SELECT castsource::regtype AS source, casttarget::regtype AS target FROM pg_cast c WHERE oid >= 16384
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i') LOOP
        EXECUTE format('DROP CAST IF EXISTS (%s AS %s)', item.source, item.target);
    END LOOP;
    FOR item IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', item.nspname);
    END LOOP;
    FOR item IN SELECT lanname FROM pg_language WHERE oid >= 16384 LOOP EXECUTE format('DROP LANGUAGE %I CASCADE', item.lanname); END LOOP;
    DELETE FROM pg_default_acl;
    DELETE FROM pg_shdepend WHERE classid = 'pg_default_acl'::regclass AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database());
    EXECUTE format('ALTER DATABASE %I RESET ALL', current_database());
    EXECUTE format('CREATE SCHEMA public AUTHORIZATION pg_database_owner');
    GRANT USAGE ON SCHEMA public TO PUBLIC;
    FOR item IN SELECT rolname FROM pg_roles WHERE rolname !~ '^(pg_|live_)' AND rolname NOT IN ('postgres', 'alice', 'bob', 'reader', 'writer', 'Odd Role', 'anon', 'authenticated', 'service_role') LOOP
        BEGIN
            EXECUTE format('DROP OWNED BY %I CASCADE', item.rolname);
            EXECUTE format('DROP ROLE %I', item.rolname);
        -- Another database's cases may be at it as well.
        EXCEPTION WHEN dependent_objects_still_exist OR undefined_object OR internal_error THEN NULL;
        END;
    END LOOP;
END
$$;
