import CoverageAnalysis
import Pipeline
import Reporting
import SchemaCatalog
import TestSupport
import Testing

/// What the SQL of a test proves of a schema, beyond the assertions that name it.
struct EvidenceTests {
    private static let schema = """
        CREATE SCHEMA app;
        CREATE TYPE app.mood AS ENUM ('sad', 'glad');
        CREATE TABLE app.people (
            id int PRIMARY KEY, email text NOT NULL, mood app.mood, born date DEFAULT current_date NOT NULL,
            CONSTRAINT people_email UNIQUE (email), CONSTRAINT grown CHECK (born < '2020-01-01'));
        CREATE TABLE app.pets (id int PRIMARY KEY, owner_id int CONSTRAINT owned REFERENCES app.people);
        CREATE VIEW app.owners AS SELECT p.email FROM app.people p JOIN app.pets t ON t.owner_id = p.id;
        CREATE FUNCTION app.adopt(pet int, owner int) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS
            $$ BEGIN INSERT INTO app.pets (id, owner_id) VALUES (pet, owner); END $$;
        CREATE FUNCTION app.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.born := current_date; RETURN NEW; END $$;
        CREATE TRIGGER stamped BEFORE UPDATE ON app.people FOR EACH ROW EXECUTE FUNCTION app.stamp();
        ALTER TABLE app.people ENABLE ROW LEVEL SECURITY;
        CREATE POLICY readers ON app.people FOR SELECT TO web USING (email <> '');
        CREATE POLICY writers ON app.people FOR INSERT TO web WITH CHECK (true);
        """

    /// Claims with evidence, as `kind name facet`, of a test file alone.
    private func proven(_ test: String, level: String = "standard") async throws -> Set<String> {
        try await ProvenClaims.of(test, over: Self.schema, level: level)
    }

    @Test func queriesNeedRelationsColumnsAndTypes() async throws {
        let proven = try await proven(
            "SELECT results_eq($$ SELECT email FROM app.people WHERE mood = 'sad'::app.mood $$, ARRAY['x']);"
        )
        #expect(
            proven.isSuperset(of: [
                "schema app existence", "table people existence", "column email existence",
                "column mood existence", "enum mood existence",
            ]))
        #expect(!proven.contains("column born existence"))
        #expect(!proven.contains("table pets existence"))
    }

    @Test func viewsNeedWhatTheyRead() async throws {
        let proven = try await proven("SELECT is_empty('SELECT * FROM app.owners');")
        #expect(
            proven.isSuperset(of: [
                "view owners existence", "column owner_id existence", "column email existence",
                "table pets existence",
            ]))
    }

    @Test func callsAreFollowedIntoBodies() async throws {
        let proven = try await proven("SELECT lives_ok('SELECT app.adopt(1, 2)');")
        #expect(
            proven.isSuperset(of: [
                "function adopt existence", "function adopt behavior", "table pets existence",
                "column owner_id existence",
            ]))
        #expect(!proven.contains("function adopt security"))
    }

    @Test func definerIsNoticedByWhoMayNot() async throws {
        for call in ["SELECT lives_ok('SELECT app.adopt(1, 2)');", "SELECT app.adopt(1, 2);"] {
            let proven = try await proven("SET ROLE web; \(call)")
            #expect(proven.contains("function adopt security"), "\(call)")
        }
    }

    @Test(arguments: [
        (
            "$$ INSERT INTO app.people (id, email) VALUES (1, 'x') $$, '23505', 'duplicate key value violates unique constraint \"people_email\"'",
            "unique people_email existence"
        ),
        (
            "$$ INSERT INTO app.people (id, email, born) VALUES (1, 'x', '2021-01-01') $$, '23514'",
            "check grown existence"
        ),
        (
            "$$ INSERT INTO app.pets (id, owner_id) VALUES (1, 7) $$, '23503'",
            "foreign_key owned existence"
        ),
        (
            "$$ INSERT INTO app.people (id, email) VALUES (1, NULL) $$, '23502'",
            "column email nullability"
        ),
    ])
    func failuresNameTheirConstraint(_ arguments: String, _ expected: String) async throws {
        #expect(try await proven("SELECT throws_ok(\(arguments));").contains(expected))
    }

    @Test func ofSeveralConstraintsNoneIsProven() async throws {
        let proven = try await proven(
            "SELECT throws_ok($$ INSERT INTO app.people (id, email) VALUES (1, 'x') $$, '23505');")
        #expect(!proven.contains("unique people_email existence"))
        #expect(!proven.contains("primary_key people_pkey existence"))
    }

    @Test func rowSecurityNeedsAnotherRole() async throws {
        let query = "SELECT results_eq('SELECT email FROM app.people', ARRAY['x']);"
        #expect(!(try await proven(query)).contains("table people row_security"))
        let proven = try await proven("SET LOCAL ROLE web; \(query)")
        #expect(
            proven.isSuperset(of: [
                "table people row_security", "policy readers existence", "policy readers command",
            ]))
        #expect(!proven.contains("policy writers existence"))
    }

    @Test func emptinessProvesNoPolicy() async throws {
        let look = "SET ROLE web; SELECT is_empty('SELECT email FROM app.people');"
        let proven = try await proven("INSERT INTO app.people VALUES (1, 'x'); " + look)
        #expect(proven.contains("table people row_security"))
        #expect(!proven.contains("policy readers existence"))
        // Where nobody has put anything in there is nothing to hide.
        #expect(!(try await self.proven(look)).contains("table people row_security"))
    }

    @Test func triggersAreNoticedByALaterLook() async throws {
        let update = "UPDATE app.people SET email = 'y';"
        #expect(!(try await proven(update)).contains("trigger stamped existence"))
        let proven = try await proven(
            "\(update) SELECT is((SELECT born FROM app.people), current_date);")
        #expect(
            proven.isSuperset(of: [
                "trigger stamped existence", "trigger stamped function", "function stamp behavior",
            ]))
        // The trigger is for updates.
        #expect(
            !(try await self.proven(
                "INSERT INTO app.people (id, email) VALUES (1, 'x'); SELECT is((SELECT born FROM app.people), current_date);"
            ))
            .contains("trigger stamped existence"))
    }

    @Test func insertsNeedTheDefaultsThatTheyRelyOn() async throws {
        #expect(
            try await proven("INSERT INTO app.people (id, email) VALUES (1, 'x');").contains(
                "column born default"))
        #expect(
            !(try await proven("INSERT INTO app.people (id, email, born) VALUES (1, 'x', now());"))
                .contains("column born default"))
    }

    @Test func catalogQueriesProveWhatTheyCompare() async throws {
        let one = try await proven(
            "SELECT is((SELECT relrowsecurity FROM pg_class WHERE oid = 'app.people'::regclass), true);"
        )
        #expect(one.contains("table people row_security"))
        let all = try await proven(
            "SELECT ok(EXISTS (SELECT 1 FROM pg_policies WHERE schemaname = 'app' AND tablename = 'people' AND policyname = 'readers' AND cmd = 'SELECT'));"
        )
        #expect(all.isSuperset(of: ["policy readers existence", "policy readers command"]))
        #expect(!all.contains("policy writers command"))
        // It would fail.
        #expect(
            !(try await proven(
                "SELECT is((SELECT relrowsecurity FROM pg_class WHERE oid = 'app.people'::regclass), false);"
            ))
            .contains("table people row_security"))
    }

    @Test func rowsOfTheCatalogAreAssertionsEach() async throws {
        let proven = try await proven(
            "SELECT has_pk(schemaname, tablename, 'has a key') FROM pg_tables WHERE schemaname = 'app';"
        )
        #expect(
            proven.isSuperset(of: [
                "primary_key people_pkey existence", "primary_key pets_pkey existence",
            ]))
    }

    @Test func wrappersAreEvaluatedWithTheirArguments() async throws {
        let proven = try await proven(
            """
            CREATE FUNCTION tests.looks_like_a_table(s name, t name) RETURNS SETOF text LANGUAGE plpgsql AS $$
            BEGIN
                RETURN NEXT has_table(s, t);
                RETURN NEXT has_pk(s, t);
            END $$;
            SELECT * FROM tests.looks_like_a_table('app', 'people');
            SELECT tests.rls_enabled('app', 'people');
            """)
        #expect(
            proven.isSuperset(of: [
                "table people existence", "primary_key people_pkey existence",
                "table people row_security",
            ]))
        #expect(!proven.contains("table pets existence"))
    }

    /// What others may have put into the schema is not what a helper's test is about, wherever its
    /// query names the parameter.
    @Test func wrappersAskForTheirParametersAnywhere() async throws {
        let proven = try await proven(
            """
            CREATE FUNCTION tests.all_guarded(s text) RETURNS text LANGUAGE sql AS $$
                SELECT is((SELECT count(*)::int FROM pg_class c
                    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = all_guarded.s
                    JOIN pg_type t ON t.oid = c.reltype
                    WHERE NOT relrowsecurity AND relname = 'people'), 0, 'all guarded') $$;
            SELECT tests.all_guarded('app');
            """)
        #expect(proven.contains("table people row_security"))
    }

    @Test func preparedStatementsAndIncludedFilesAreTheTests() async throws {
        #expect(
            try await proven("PREPARE q AS SELECT email FROM app.people; SELECT is_empty('q');")
                .contains("column email existence"))
        #expect(
            try await proven(
                "SELECT todo_start('later'); SELECT is_empty('SELECT email FROM app.people'); SELECT todo_end();"
            ).isEmpty)
    }

    @Test func whatIsExpectedToFailProvesNothing() async throws {
        let failing = try await proven(
            "SELECT * FROM check_test(has_table('app', 'people', ''), false, 'no table', '', '');")
        #expect(failing == [])
        let passing = try await proven(
            "SELECT * FROM check_test(has_table('app', 'people', ''), true, 'a table');")
        #expect(passing.contains("table people existence"))
    }

    @Test func testsOfTestsAreCounted() async throws {
        let check =
            "SELECT * FROM check_test(has_table('app', 'people', ''), true, 'a table', NULL, 'said');"
        let test =
            "SELECT plan(4);\n\(check)\nSELECT collect_tap(pass('a'), pass('b'));\nSELECT * FROM finish();\n"
        for (plan, isKept) in [("plan(4)", true), ("plan(3)", false)] {
            let text = test.replacing("plan(4)", with: plan)
            try await TemporaryFolder.with(["migrations/1.sql": Self.schema, "tests/1.sql": text]) {
                root in
                var flags = Flags()
                flags.folder = root
                let rules = try await Analysis(root, flags.configuration()).diagnostics.map(\.rule)
                #expect(rules.contains("plan-mismatch") != isKept)
            }
        }
    }

    /// How often a function asserts is for its callers to say.
    @Test func whatFunctionsAssertIsNoExactNumber() async throws {
        let test = """
            CREATE FUNCTION pg_temp.there(t text) RETURNS text LANGUAGE sql AS $$ SELECT has_table(t) $$;
            SELECT plan(2);
            SELECT pass(), pass();
            SELECT pg_temp.there('people'), pg_temp.there('people');
            """
        try await TemporaryFolder.with(["migrations/1.sql": Self.schema, "tests/1.sql": test]) {
            root in
            var flags = Flags()
            flags.folder = root
            let found = try await Analysis(root, flags.configuration()).diagnostics
            let message = found.first { $0.rule == "plan-mismatch" }?.message
            #expect(message?.hasPrefix("plan(2) but at least 3 ") ?? false, "\(message ?? "")")
        }
    }

    /// Its lines are printed where it is called, from other files.
    @Test func whatAssertsForOthersIsNotTheFilesOwn() async throws {
        let helper = """
            CREATE FUNCTION tests.there(t text) RETURNS text LANGUAGE sql AS $$ SELECT isnt_empty('TABLE ' || t) $$;
            SELECT plan(1); SELECT pass('defined');
            """
        try await TemporaryFolder.with([
            "migrations/1.sql": Self.schema, "tests/0.sql": helper,
            "tests/1.sql": "SELECT plan(1); SELECT tests.there('app.people');",
        ]) { root in
            var flags = Flags()
            flags.folder = root
            let files = try await Analysis(root, flags.configuration()).inspectedAssertions
            let counts = files.map { file in file.assertions.count { $0.state != "unreached" } }
            #expect(counts == [1, 1])
        }
    }

    /// What is checked may be a function that asserts: one line, whatever it is.
    @Test func checksOfWrappersAreTests() async throws {
        let test = """
            SELECT plan(3);
            SELECT check_test(tests.rls_enabled('app'), true);
            SELECT check_test(tests.unheard_of('app'), true);
            SELECT check_test(has_table('app', 'people', ''), true);
            """
        try await TemporaryFolder.with(["migrations/1.sql": Self.schema, "tests/1.sql": test]) {
            root in
            var flags = Flags()
            flags.folder = root
            let analysis = try await Analysis(root, flags.configuration())
            let found = analysis.inspectedAssertions.flatMap(\.assertions).map(\.function)
            #expect(found == ["is", "check_test", "has_table"])
            #expect(!analysis.diagnostics.contains { $0.rule == "plan-mismatch" })
        }
    }

    @Test(arguments: [" WHERE false", " WHERE 1 = 0", " LIMIT 0", " FROM generate_series(1, 0)"])
    func whatGivesNoRowProvesNothing(_ end: String) async throws {
        let proven = try await proven("SELECT has_table('app', 'people', '')\(end);")
        #expect(proven == [])
    }

    @Test(arguments: [
        "ALTER TABLE app.people DROP COLUMN mood; SELECT hasnt_column('app', 'people', 'mood', '');",
        "SELECT lives_ok('DROP TABLE app.pets'); SELECT hasnt_table('app', 'pets', '');",
        "DO $$ BEGIN EXECUTE 'CREATE TABLE scratch (id int)'; END $$; SELECT has_table('scratch');",
        "CREATE TABLE scratch (id int PRIMARY KEY); SELECT has_index('scratch', 'scratch_pkey'::name);",
    ])
    func whatTheTestChangesIsNotStale(_ test: String) async throws {
        try await TemporaryFolder.with(["migrations/1.sql": Self.schema, "tests/1.sql": test]) {
            root in
            var flags = Flags()
            flags.folder = root
            let stale = try await Analysis(root, flags.configuration()).diagnostics.filter {
                $0.rule == "stale-assertion"
            }
            #expect(stale == [])
        }
    }

    @Test func rowsAreNeededWhateverIsComparedInThem() async throws {
        let proven = try await proven(
            """
            SELECT ok((SELECT pg_get_functiondef(oid) ~* 'insert +into' FROM pg_proc WHERE proname = 'adopt'), 'inserts');
            SELECT ok((SELECT count(*) = 0 FROM pg_proc WHERE proname = 'stamp' AND prosrc ~* 'x+'), 'none');
            """)
        #expect(proven.contains("function adopt existence"))
        #expect(!proven.contains("function stamp existence"))
    }

    @Test func indexesNeedTheColumnsOfTheirPredicates() async throws {
        let index =
            "CREATE INDEX young ON app.people (id) WHERE born > '2010-01-01' AND lower(email) <> ''"
        try await TemporaryFolder.with([
            "migrations/1.sql": Self.schema + index,
            "tests/1.sql": "SELECT no_plan(); SELECT has_index('app', 'people', 'young', 'there');",
        ]) { root in
            var flags = Flags()
            flags.folder = root
            let covered = try await Analysis(root, flags.configuration()).results.filter {
                $0.state == .covered
            }
            let columns = Set(
                covered.filter { $0.requirement.claim.object.kind == .column }.map(
                    \.requirement.claim.object.name))
            #expect(columns == ["id", "born", "email"])
        }
    }
}
