import Testing

/// What a test executes, and how far its outcome hangs on it: each case is one that a mutation on a
/// real server has shown.
struct ExerciseTests {
    private static let schema = """
        CREATE SCHEMA app;
        CREATE TABLE app.homes (id int PRIMARY KEY, name text, owner text, seen int, changed date);
        CREATE TABLE app.members (home_id int REFERENCES app.homes, who text, CONSTRAINT whole CHECK (who <> ''));
        CREATE TABLE app.journal (entry text);
        CREATE FUNCTION app.is_member(home int) RETURNS boolean LANGUAGE sql SECURITY DEFINER
            AS $$ SELECT EXISTS (SELECT FROM app.members m WHERE m.home_id = home AND m.who = current_user) $$;
        CREATE FUNCTION app.level(home int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN
            IF home IS NULL THEN RETURN NULL; END IF;
            RETURN (SELECT seen FROM app.homes WHERE id = home); END $$;
        CREATE FUNCTION app.enter() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO app.members (home_id, who) VALUES (NEW.id, NEW.owner); RETURN NEW; END $$;
        CREATE TRIGGER entered AFTER INSERT ON app.homes FOR EACH ROW EXECUTE FUNCTION app.enter();
        CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            NEW.changed := current_date; RETURN NEW; END $$;
        CREATE TRIGGER touched BEFORE UPDATE ON app.homes FOR EACH ROW EXECUTE FUNCTION app.touch();
        ALTER TABLE app.homes ENABLE ROW LEVEL SECURITY;
        CREATE POLICY looking ON app.homes FOR SELECT TO web USING (app.is_member(id));
        CREATE POLICY leaving ON app.homes FOR DELETE TO web USING (owner = current_user);
        """

    private func proven(_ test: String) async throws -> Set<String> {
        try await ProvenClaims.of(test, over: Self.schema)
    }

    // MARK: - Columns

    /// Rows of a table's own type follow the table: one value of them says nothing of the others.
    /// (PostgreSQL 15, without the column `seen`, passes the first and fails the other two.)
    @Test(arguments: [
        ("SELECT is((SELECT name FROM app.all_homes()), 'a');", false),
        ("SELECT is((SELECT name FROM app.told_homes()), 'a');", true),
        (
            "SELECT results_eq('SELECT * FROM app.all_homes()', 'SELECT 1, NULL, NULL, 2, NULL');",
            true
        ),
    ])
    func columnsOfRowsThatRoutinesGive(_ test: String, _ isProven: Bool) async throws {
        let routines = """
            CREATE FUNCTION app.all_homes() RETURNS SETOF app.homes LANGUAGE sql
                AS $$ SELECT * FROM app.homes $$;
            CREATE FUNCTION app.told_homes(OUT id int, OUT name text, OUT owner text, OUT seen int,
                OUT changed date) LANGUAGE sql AS $$ SELECT * FROM app.homes $$;
            """
        let proven = try await ProvenClaims.of(test, over: Self.schema + routines)
        #expect(proven.contains("column seen existence") == isProven, "\(test)")
        #expect(proven.contains("table homes existence"))
    }

    // MARK: - Extensions

    /// Each is dropped with its extension, or cannot run without it.
    @Test func whatExtensionsBringNeedsThem() async throws {
        let schema = """
            CREATE EXTENSION pgtap; CREATE EXTENSION citext; CREATE EXTENSION pgcrypto;
            CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION moddatetime; CREATE EXTENSION hstore;
            CREATE TABLE people (id uuid NOT NULL DEFAULT uuid_generate_v4(), name citext,
                secret text, born date);
            CREATE TRIGGER touched BEFORE UPDATE ON people FOR EACH ROW
                EXECUTE FUNCTION moddatetime(born);
            """
        func extensions(_ test: String) async throws -> Set<String> {
            let proven = try await ProvenClaims.of(test, over: schema)
            return Set(
                proven.filter { $0.hasPrefix("extension") }.map { $0.split(separator: " ")[1] }.map(
                    String.init))
        }
        for (test, expected) in [
            ("SELECT ok(true);", ["pgtap"]),
            ("SELECT has_column('people', 'name');", ["pgtap", "citext"]),
            ("SELECT has_trigger('people', 'touched');", ["pgtap", "moddatetime"]),
            ("SELECT is(crypt('a', 'b'), 'c');", ["pgtap", "pgcrypto"]),
            // The server has one of its own.
            ("SELECT isnt(gen_random_uuid(), NULL);", ["pgtap"]),
            (
                "INSERT INTO people (secret) VALUES ('a'); SELECT has_table('people');",
                ["pgtap", "uuid-ossp"]
            ),
            ("INSERT INTO people (id) VALUES (NULL);", []),
        ] {
            #expect(try await extensions(test) == Set(expected), "\(test)")
        }
    }

    // MARK: - Routines

    @Test func whoWantsNothingMayHaveLeftEarly() async throws {
        for test in [
            "SELECT is(app.level(NULL), NULL);", "SELECT ok(app.level(NULL) IS NULL);",
            "SELECT results_eq('SELECT app.level(NULL)', 'VALUES (NULL::int)');",
            "SELECT throws_ok('SELECT app.level(1)', 'P0001');",
        ] {
            let proven = try await proven(test)
            #expect(proven.contains("function level existence"), "\(test)")
            #expect(!proven.contains("column seen existence"), "\(test)")
        }
        let proven = try await proven("SELECT is(app.level(1), 3);")
        #expect(proven.contains("column seen existence"))
    }

    @Test func whereAnyErrorWillDoNothingIsProven() async throws {
        for test in [
            "SELECT throws_ok('DELETE FROM app.journal');",
            """
            DO $$ DECLARE raised boolean := false; BEGIN
                BEGIN DELETE FROM app.journal; EXCEPTION WHEN OTHERS THEN raised := true; END;
            END $$;
            """,
            """
            DO $$ BEGIN
                DELETE FROM app.journal; RAISE 'it went through';
            EXCEPTION WHEN OTHERS THEN NULL; END $$;
            """,
        ] {
            let proven = try await proven(test)
            #expect(!proven.contains("table journal existence"), "\(test)")
        }
        let named = try await proven("SELECT throws_ok('DELETE FROM app.journal', '42501');")
        #expect(named.contains("table journal existence"))
        let handled = try await proven(
            """
            DO $$ DECLARE done boolean; BEGIN
                DELETE FROM app.journal; done := true; EXCEPTION WHEN OTHERS THEN done := false;
            END $$;
            """)
        #expect(handled.contains("table journal existence"))
    }

    @Test func functionsNamedLikePgTAPsAreTheSchemasOwn() async throws {
        let schema =
            Self.schema + """
                CREATE FUNCTION app.can(home int) RETURNS boolean LANGUAGE sql
                    AS $$ SELECT seen > 0 FROM app.homes WHERE id = home $$;
                """
        let own = try await ProvenClaims.of("SELECT is(app.can(1), true);", over: schema)
        #expect(
            own.isSuperset(of: [
                "function can existence", "function can behavior", "column seen existence",
            ]))
        let twin = try await ProvenClaims.of(
            "SELECT app.can(1);\nSELECT extensions.has_table('app', 'homes', 'is there');",
            over: schema)
        #expect(twin.isSuperset(of: ["function can existence", "table homes existence"]))
    }

    @Test func migrationsMayMakeFunctionsThatAssert() async throws {
        let schema =
            Self.schema + """
                CREATE FUNCTION app.assert_column(the_table text, the_column text) RETURNS SETOF text
                    LANGUAGE plpgsql AS $$ BEGIN
                    RETURN NEXT has_column('app'::name, the_table::name, the_column::name, 'is there');
                END $$;
                """
        let proven = try await ProvenClaims.of(
            "SELECT app.assert_column('homes', 'changed');", over: schema)
        #expect(proven.isSuperset(of: ["column changed existence", "table homes existence"]))
        #expect(!proven.contains("column seen existence"))
    }

    // MARK: - Triggers

    @Test func triggersAreNoticedByTheColumnsThatTheySet() async throws {
        let update = "UPDATE app.homes SET name = 'x';"
        let other = try await proven(update + "SELECT is((SELECT name FROM app.homes), 'x');")
        #expect(!other.contains("trigger touched existence"))
        let own = try await proven(
            update + "SELECT is((SELECT changed FROM app.homes), current_date);")
        #expect(
            own.isSuperset(of: ["trigger touched existence", "function touch behavior"]))
    }

    @Test func triggersAreNoticedByTheTablesThatTheyWrite() async throws {
        let insert = "INSERT INTO app.homes (id, owner) VALUES (1, 'ann');"
        let other = try await proven(insert + "SELECT is((SELECT name FROM app.homes), NULL);")
        #expect(!other.contains("trigger entered existence"))
        let own = try await proven(
            insert + "SELECT is((SELECT count(*)::int FROM app.members), 1);")
        #expect(own.contains("trigger entered existence"))
        // Where the test is not superuser, policies read it.
        let policy = try await proven(
            insert + "SET ROLE web; SELECT is((SELECT count(*)::int FROM app.homes), 1);")
        #expect(policy.contains("trigger entered existence"))
    }

    @Test func errorsAreRaisedByTriggersThatRaise() async throws {
        let schema =
            Self.schema + """
                CREATE FUNCTION app.refuse() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
                CREATE FUNCTION app.guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF NEW.seen < 0 THEN PERFORM app.refuse(); END IF; RETURN NEW; END $$;
                CREATE TRIGGER guarded BEFORE UPDATE ON app.homes FOR EACH ROW EXECUTE FUNCTION app.guard();
                """
        let proven = try await ProvenClaims.of(
            "SELECT throws_ok('UPDATE app.homes SET seen = -1', 'P0001');", over: schema)
        #expect(proven.contains("trigger guarded existence"))
        #expect(!proven.contains("trigger touched existence"))
    }

    @Test func triggersOnThePlatformsTablesRunOurFunctions() async throws {
        let schema =
            Self.schema + """
                CREATE FUNCTION app.welcome() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO app.homes (id, owner) VALUES (1, NEW.email); RETURN NEW; END $$;
                CREATE TRIGGER welcomed AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION app.welcome();
                """
        let insert = "INSERT INTO auth.users (email) VALUES ('ann');"
        // By way of the trigger on the table that the function writes.
        let noticed = try await ProvenClaims.of(
            insert + "SELECT is((SELECT count(*)::int FROM app.members), 1);", over: schema)
        #expect(
            noticed.isSuperset(of: [
                "function welcome existence", "function welcome behavior",
                "trigger entered existence",
            ]))
        let dropped = try await ProvenClaims.of(
            insert + "SELECT is((SELECT count(*)::int FROM app.members), 1);",
            over: schema + "DROP TRIGGER welcomed ON auth.users;")
        #expect(!dropped.contains("function welcome existence"))
    }

    // MARK: - Policies

    @Test func policiesNeedWhatTheirConditionsName() async throws {
        let proven = try await proven(
            "SET ROLE web; SELECT results_eq('SELECT name FROM app.homes', ARRAY['x']);")
        #expect(
            proven.isSuperset(of: [
                "policy looking existence", "function is_member existence",
                "function is_member behavior", "column who existence",
            ]))
        let listed = try await self.proven(
            "SELECT policies_are('app', 'homes', ARRAY['looking', 'leaving']);")
        #expect(
            listed.isSuperset(of: ["function is_member existence", "column owner existence"]))
    }

    // MARK: - Definitions of the test's own

    @Test func definitionsNeedWhatTheyName() async throws {
        let proven = try await proven(
            """
            CREATE TABLE rooms (id int, home int REFERENCES app.homes (id));
            CREATE POLICY entering ON app.journal FOR SELECT USING (app.is_member(1));
            ALTER TABLE app.homes DISABLE TRIGGER touched;
            """)
        #expect(
            proven.isSuperset(of: [
                "primary_key homes_pkey existence", "table journal existence",
                "function is_member existence", "trigger touched existence",
            ]))
        // What is defined does not run.
        #expect(!proven.contains("table members existence"))
        #expect(!proven.contains("function is_member behavior"))
    }

    @Test func whatATestPutsOnATableHidesNoTable() async throws {
        let proven = try await proven(
            """
            SET search_path = app;
            CREATE INDEX ON journal (entry);
            CREATE TEMPORARY TABLE kept AS SELECT id FROM homes;
            SELECT is((SELECT count(*)::int FROM journal), 0);
            """)
        #expect(
            proven.isSuperset(of: [
                "table journal existence", "column entry existence", "column id existence",
            ]))
    }

    @Test func onConflictNeedsItsKey() async throws {
        let proven = try await proven(
            "INSERT INTO app.homes (id) VALUES (1) ON CONFLICT (id) DO NOTHING;")
        #expect(proven.contains("primary_key homes_pkey existence"))
        let other = try await self.proven("INSERT INTO app.homes (id) VALUES (1);")
        #expect(!other.contains("primary_key homes_pkey existence"))
    }

    // MARK: - Names in text

    @Test func objectsNamedInTextMustBeThere() async throws {
        let proven = try await proven(
            """
            SELECT ok(has_table_privilege('web', 'app.journal', 'SELECT'));
            SELECT ok(NOT has_function_privilege('web', 'app.is_member(int)', 'EXECUTE'));
            SELECT is(obj_description('app.members'::regclass), NULL);
            """)
        #expect(
            proven.isSuperset(of: [
                "table journal existence", "function is_member existence",
                "table members existence",
            ]))
    }

    // MARK: - Catalog queries

    @Test func catalogQueriesProveWhatTheirOutcomeHangsOn() async throws {
        let each = try await proven(
            """
            SELECT is((SELECT count(*)::int FROM pg_tables t WHERE t.schemaname = 'app' AND t.rowsecurity
                AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'app'
                    AND p.tablename = t.tablename AND p.cmd = 'SELECT')), 0);
            """)
        #expect(each.isSuperset(of: ["policy looking existence", "policy looking command"]))
        #expect(!each.contains("policy leaving existence"))
        // Of two rows either is enough.
        let any = try await proven(
            "SELECT ok(EXISTS (SELECT FROM pg_policies WHERE tablename = 'homes'));")
        #expect(!any.contains("policy looking existence"))
        #expect(!any.contains("policy leaving existence"))
        // Without a table there is nothing wrong with it.
        let none = try await proven(
            """
            SELECT is((SELECT count(*)::int FROM pg_tables WHERE tablename = 'homes'
                AND NOT rowsecurity), 0);
            """)
        #expect(none.contains("table homes row_security"))
        #expect(!none.contains("table homes existence"))
    }

    @Test func constraintsFoundByQueriesNeedTheirColumns() async throws {
        let proven = try await proven(
            "SELECT ok(EXISTS (SELECT FROM pg_constraint WHERE conname = 'whole'));")
        #expect(
            proven.isSuperset(of: ["check whole existence", "column who existence"]))
    }

    /// Keys are found by the numbers of their columns, and by the indexes behind them.
    @Test(arguments: [
        """
        EXISTS (SELECT FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
            WHERE k.conrelid = 'app.homes'::regclass AND k.contype = 'p' AND a.attname = 'id')
        """,
        """
        (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_index i
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
            WHERE i.indrelid = 'app.homes'::regclass AND i.indisprimary) = ARRAY['id']::name[]
        """,
        """
        (WITH keys AS (SELECT c.relname AS of, count(*) AS n FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
            WHERE i.indisprimary GROUP BY c.relname) SELECT n = 1 FROM keys WHERE of = 'homes')
        """,
    ])
    func keysAreFoundByTheirColumns(_ condition: String) async throws {
        let proven = try await proven("SELECT ok(\(condition));")
        #expect(
            proven.isSuperset(of: [
                "primary_key homes_pkey existence", "primary_key homes_pkey columns",
            ]))
    }

    /// Each says that a role sees no row.
    @Test(arguments: [
        "NOT EXISTS (SELECT FROM app.homes)", "(SELECT count(*) FROM app.homes) = 0",
        "(SELECT count(*) = 0 FROM app.homes WHERE id = 1)",
        "(SELECT count(*)::int = 0 FROM app.homes)",
    ])
    func nothingIsSaidInManyWays(_ condition: String) async throws {
        let proven = try await proven(
            "INSERT INTO app.homes DEFAULT VALUES; SET ROLE web; SELECT ok(\(condition));")
        #expect(proven.contains("table homes row_security"))
        #expect(!proven.contains("policy looking existence"))
    }

    /// A block that says which error it wants, and that nothing else will do.
    @Test(arguments: [
        (
            "INSERT INTO app.members (home_id, who) VALUES (1, ''); RAISE EXCEPTION 'accepted'",
            "check_violation", true
        ),
        (
            "INSERT INTO app.members (home_id, who) VALUES (1, ''); RAISE EXCEPTION 'accepted'",
            "SQLSTATE '23514'", true
        ),
        (
            "INSERT INTO app.members (home_id, who) VALUES (1, ''); RAISE EXCEPTION 'accepted'",
            "unique_violation", false
        ),
        (
            "INSERT INTO app.members (home_id, who) VALUES (1, ''); RAISE EXCEPTION 'accepted'",
            "check_violation OR not_null_violation", false
        ),
        // It may be what is caught, or there may be nothing to catch.
        (
            "INSERT INTO app.members (home_id, who) VALUES (1, ''); RAISE EXCEPTION 'accepted'",
            "raise_exception", false
        ),
        ("INSERT INTO app.members (home_id, who) VALUES (1, '')", "check_violation", false),
    ])
    func blocksSayWhichErrorTheyWant(_ steps: String, _ condition: String, _ isProven: Bool)
        async throws
    {
        let proven = try await proven(
            "DO $$ BEGIN BEGIN \(steps); EXCEPTION WHEN \(condition) THEN NULL; END; END $$;")
        #expect(proven.contains("check whole existence") == isProven)
    }

    @Test func flagsSayThatAnErrorWasCaught() async throws {
        let proven = try await proven(
            """
            DO $$ DECLARE caught boolean := false; BEGIN
                BEGIN INSERT INTO app.members (home_id, who) VALUES (1, '');
                EXCEPTION WHEN check_violation THEN caught := true; END;
                PERFORM set_config('test.caught', caught::text, true); END $$;
            SELECT is(current_setting('test.caught'), 'true');
            """)
        #expect(proven.contains("check whole existence"))
    }
}
