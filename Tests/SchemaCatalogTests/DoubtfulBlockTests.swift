import SchemaCatalog
import Testing

/// Blocks that ask for, or change, what files do not tell of.
struct DoubtfulBlockTests {
    private static let isDone = "(SELECT count(*) FROM docs) = 0"

    /// Nothing of the schema hangs on whether a platform's own table has a policy.
    @Test func policiesOfThePlatformsTables() {
        let block = { (table: String) in
            """
            CREATE TABLE docs (id int);
            DO $$ BEGIN
              IF EXISTS (SELECT FROM storage.policies WHERE name = 'p') THEN DROP POLICY p ON \(table); END IF;
            END $$;
            """
        }
        #expect(fold(block("storage.objects"), externalSchemas: ["storage"]).diagnostics.isEmpty)
        #expect(
            fold(block("docs"), externalSchemas: ["storage"]).diagnostics.map(\.rule) == [
                "opaque-ddl"
            ])
    }

    /// Whether a platform's own table has row security only the platform knows.
    @Test func rowSecurityOfThePlatformsTables() {
        let block = """
            CREATE TABLE docs (id int);
            DO $$ BEGIN
              IF NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname = 'storage' AND c.relname = 'objects' AND c.relrowsecurity) THEN
                RAISE EXCEPTION 'storage.objects must have row security';
              END IF;
            END $$;
            """
        #expect(fold(block, externalSchemas: ["storage"]).diagnostics.isEmpty)
    }

    /// Loops that wait for what others do, or that only fill tables, are no doubt about the schema;
    /// one that changes it and ends when only a server knows is.
    @Test(arguments: [
        ("WHILE true LOOP PERFORM pg_sleep(1); IF \(isDone) THEN EXIT; END IF; END LOOP;", 0),
        ("LOOP PERFORM pg_sleep(1); BEGIN EXIT WHEN \(isDone); END; END LOOP;", 0),
        ("<<o>> LOOP LOOP IF \(isDone) THEN EXIT o; END IF; END LOOP; END LOOP;", 0),
        ("FOR i IN 1..90000 LOOP INSERT INTO docs VALUES (i); END LOOP;", 0),
        ("LOOP EXECUTE 'CREATE TABLE t (x int)'; IF \(isDone) THEN EXIT; END IF; END LOOP;", 1),
        ("FOR i IN 1..90000 LOOP n := i; END LOOP;", 1),
        (
            "FOREACH n IN ARRAY ARRAY[1, 2] LOOP INSERT INTO docs VALUES (n); END LOOP; "
                + "EXECUTE format('CREATE TABLE last_%s (x int)', n);", 1
        ),
        (
            "IF \(isDone) THEN FOREACH n IN ARRAY ARRAY[1] LOOP INSERT INTO docs VALUES (n); END LOOP; "
                + "END IF; EXECUTE format('CREATE TABLE last_%s (x int)', n);", 1
        ),
    ])
    func loopsWithoutAnEnd(_ loop: String, _ doubts: Int) {
        let block = """
            CREATE TABLE docs (id int);
            DO $$ DECLARE n int; BEGIN \(loop) CREATE TABLE after (x int); END $$;
            """
        let (catalog, diagnostics) = fold(block)
        #expect(diagnostics.map(\.rule) == Array(repeating: "opaque-ddl", count: doubts))
        #expect(names(catalog, .table).contains("after") || loop.contains("n := i"))
    }

    /// Of roles that no migration makes nothing is said; what is set for a database is no schema.
    @Test func blocksThatLeaveTheSchemaAlone() {
        let (catalog, diagnostics) = fold(
            """
            CREATE ROLE reader; CREATE TABLE docs (id int); GRANT SELECT, DELETE ON docs TO reader;
            DO $$ DECLARE r text; BEGIN
              FOR r IN SELECT rolname FROM pg_roles WHERE rolname IN ('reader', 'unheard_of') LOOP
                EXECUTE format('REVOKE DELETE ON docs FROM %I', r);
              END LOOP;
              IF nullif(current_setting('app.key', true), '') IS NULL THEN
                EXECUTE format('ALTER DATABASE %I SET app.key = %L', current_database(), 'x');
              END IF;
              IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'gate') THEN
                EXECUTE 'ALTER ROLE gate SET row_security = on';
              END IF;
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'clerk') THEN
                CREATE ROLE clerk;
                ALTER ROLE clerk SET search_path = docs;
              END IF;
              IF (SELECT tableowner FROM pg_tables WHERE tablename = 'docs') <> 'clerk' THEN
                ALTER TABLE docs OWNER TO clerk;
              END IF;
              IF NOT EXISTS (SELECT FROM pg_publication_tables WHERE pubname = 'live') THEN
                EXECUTE 'alter publication live add table docs';
              END IF;
            END $$;
            """)
        #expect(diagnostics.map(\.message) == [])
        let docs = catalog.objects.first { $0.id.name == "docs" }
        guard case .list(let granted)? = docs?.facets[.privileges] else {
            Issue.record("no privileges")
            return
        }
        #expect(granted.filter { $0.hasPrefix("reader=") } == ["reader=SELECT"])
        let more = fold(
            """
            CREATE TABLE docs (id int);
            DO $$ DECLARE r text; BEGIN
              FOR r IN SELECT rolname FROM pg_roles WHERE rolname LIKE 'a%' LOOP
                EXECUTE format('CREATE POLICY %I ON docs', r);
              END LOOP;
            END $$;
            """)
        #expect(more.diagnostics.map(\.rule) == ["opaque-ddl"])
        let attributes = """
            DO $$ BEGIN
              IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'gate') THEN
                EXECUTE 'ALTER ROLE gate NOLOGIN';
              END IF;
            END $$;
            """
        #expect(fold(attributes).diagnostics.map(\.rule) == ["opaque-ddl"])
    }

    /// An extension that is not known may have what a block finds missing.
    @Test func exceptionsOverWhatAnExtensionMayBring() {
        let block = """
            DO $$ BEGIN
              IF NOT EXISTS (SELECT FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                WHERE n.nspname = 'queues' AND t.typname = 'message') THEN RAISE EXCEPTION 'too old'; END IF;
            END $$;
            CREATE TABLE after (id int);
            """
        let (catalog, diagnostics) = fold("CREATE EXTENSION queues;\n" + block, .stops)
        #expect(diagnostics.map(\.severity) == [.info])
        #expect(diagnostics.first?.message.contains("queues") ?? false)
        #expect(names(catalog, .table) == ["after"])
        #expect(fold(block, .stops).diagnostics.map(\.severity) == [.warning])
    }

    /// What extensions bring is known of those that PostgreSQL comes with.
    @Test func relationsThatAnExtensionMayBring() {
        func rules(_ extensions: String, _ name: String) -> [String] {
            fold(
                """
                CREATE EXTENSION pgcrypto; \(extensions)
                DO $$ BEGIN IF to_regclass('\(name)') IS NOT NULL THEN DROP TABLE \(name); END IF; END $$;
                """
            ).diagnostics.map(\.rule)
        }
        #expect(rules("", "notes") == [])
        #expect(rules("CREATE EXTENSION pg_stat_statements;", "notes") == [])
        #expect(
            rules("CREATE EXTENSION pg_stat_statements;", "pg_stat_statements") == ["opaque-ddl"])
        #expect(rules("CREATE EXTENSION queues;", "notes") == ["opaque-ddl"])
    }

    /// Who hangs on a function is not known any more where something could not be read.
    @Test func droppingWhatIsNeededAfterAnOpaqueStatement() {
        let start = """
            CREATE TABLE t (a int);
            CREATE FUNCTION f() RETURNS boolean LANGUAGE sql AS 'SELECT true';
            CREATE POLICY p ON t USING (f());
            """
        let (plain, faults) = fold(start + "DROP FUNCTION f();")
        #expect(names(plain, .function) == ["f"] && names(plain, .policy) == ["p"])
        #expect(faults.map(\.severity) == [.warning])
        let (opaque, diagnostics) = fold(
            start + "DO $$ BEGIN EXECUTE (SELECT a FROM b); END $$; DROP FUNCTION f();")
        #expect(names(opaque, .function) == [] && names(opaque, .policy) == ["p"])
        #expect(diagnostics.map(\.rule) == ["opaque-ddl"])
    }

    /// A platform's tables are known by name, and none of their constraints is of the schema's.
    @Test(arguments: [("notes", false), ("sessions", true), ("objects", false)])
    func questionsThatAPlatformMayAnswer(_ table: String, _ mayHold: Bool) {
        let sql = """
            CREATE TABLE docs (id int CHECK (id > 0), owner uuid REFERENCES auth.users);
            CREATE POLICY own ON auth.users USING (true);
            DO $$ DECLARE found text; BEGIN
              SELECT conname INTO found FROM pg_constraint
              WHERE conrelid = 'docs'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%id > 0%';
              IF found IS NOT NULL THEN EXECUTE format('ALTER TABLE docs DROP CONSTRAINT %I', found); END IF;
              IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = '\(table)') THEN
                ALTER TABLE docs ADD COLUMN n int;
              END IF;
            END $$;
            """
        let (catalog, diagnostics) = fold(sql, externalSchemas: ["auth"])
        #expect(diagnostics.map(\.rule) == [])
        #expect(names(catalog, .check) == [])
        #expect(names(catalog, .column).contains("n") == mayHold)
    }

    /// What is gone may have been made again by what could not be read, and a migration tool has
    /// tables of its own.
    @Test func tablesThatMayBeThere() {
        let gone = """
            CREATE TABLE t (a int); CREATE TABLE u (a int); DROP TABLE u;
            DO $$ BEGIN EXECUTE (SELECT a FROM b); END $$;
            CREATE INDEX ON u (a);
            """
        let faults = fold(gone).diagnostics.filter { $0.rule == "migration-error" }
        #expect(faults.map(\.severity) == [.info])
        let tools = """
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER keep BEFORE INSERT ON __diesel_schema_migrations EXECUTE FUNCTION f();
            ALTER TABLE schema_migrations ADD COLUMN note text;
            """
        #expect(fold(tools).diagnostics.map(\.message) == [])
    }
}
