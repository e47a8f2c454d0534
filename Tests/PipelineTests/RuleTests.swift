import Pipeline
import Reporting
import SQLText
import SchemaCatalog
import TestSupport
import Testing

/// Each rule finds its fault, at its line, and nothing where there is none.
struct RuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var test: String
        /// Lines at which the rule speaks.
        var lines: [Int]
        var testDescription: String { "\(rule): \(test.prefix(60))" }
    }

    static let cases = [
        Case(
            rule: "ambiguous-call",
            test: "SELECT plan(1);\nSELECT is(private.can('a'::uuid, 'b', 1), true);", lines: []),
        Case(
            rule: "plan-mismatch",
            test: "SELECT plan(1);\nSELECT is(private.can('a', 'b', 'c'), true);", lines: []),
        Case(
            rule: "no-plan", test: "BEGIN;\nSELECT has_table('users');\nSELECT * FROM finish();",
            lines: [2]),
        Case(
            rule: "no-plan",
            test: "SELECT plan(1);\nSELECT has_table('users');\nSELECT * FROM finish();", lines: []),
        Case(
            rule: "missing-finish", test: "SELECT plan(1);\nSELECT has_table('users');", lines: [1]),
        Case(
            rule: "missing-finish",
            test: "SELECT plan(1);\nSELECT has_table('users');\nSELECT * FROM finish();", lines: []),
        Case(
            rule: "never-run",
            test:
                "CREATE FUNCTION check_it() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN\nRETURN NEXT has_table('users'); END $$;\nSELECT * FROM runtests('^test');",
            lines: [2]),
        Case(
            rule: "never-run",
            test:
                "CREATE FUNCTION test_it() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN\nRETURN NEXT has_table('users'); END $$;\nSELECT * FROM runtests('^test');",
            lines: []),
        Case(
            // Called by a function that is called; and a helper that nobody needs.
            rule: "never-run",
            test: """
                CREATE FUNCTION inner_one() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN
                RETURN NEXT has_table('users'); END $$;
                CREATE FUNCTION outer_one(n int) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN
                RETURN QUERY SELECT * FROM inner_one(); END $$;
                CREATE FUNCTION helper(t name) RETURNS text LANGUAGE sql AS $$
                SELECT has_table(t) $$;
                CREATE FUNCTION forgotten() RETURNS text LANGUAGE sql AS $$
                SELECT has_table('users') $$;
                SELECT plan(1);
                SELECT * FROM outer_one(1);
                SELECT * FROM finish();
                """,
            lines: [8]),
        Case(
            rule: "lost-output",
            test:
                "SELECT plan(1);\nDO $$ BEGIN\nPERFORM has_table('users'); END $$;\nSELECT * FROM finish();",
            lines: [3]),
        Case(
            rule: "syntax-error",
            test:
                "SELECT plan(1);\nPERFORM set_config('a.b', 'c', true);\nRAISE NOTICE 'x';\nSELECT has_table('users');\nSELECT * FROM finish();",
            lines: [2]),
        Case(
            rule: "syntax-error",
            test:
                "BEGIN;\nSELECT plan(1);\nDO $$ BEGIN PERFORM 1; END $$;\nWITH a AS (SELECT 1) SELECT * FROM a;\n(SELECT 1);\nSELECT has_table('users');\nSELECT * FROM finish();\nROLLBACK;",
            lines: []),
        Case(
            rule: "syntax-error",
            test:
                "SELECT plan(9);\nSELECT ok(mine())\nSELECT ok(mine());\nSELECT has_table('users');\nSELECT * FROM finish(;",
            lines: [3]),
        Case(
            rule: "syntax-error",
            test:
                "SELECT plan(1);\nSELECT ok(mine(:what)) :rest;\nSELECT * FROM finish();",
            lines: []),
        Case(
            rule: "always-true",
            test:
                "SELECT plan(4);\nSELECT ok(true);\nSELECT is(1, 1);\nSELECT pass();\nSELECT is('a', 'b');\nSELECT * FROM finish();",
            lines: [2, 3, 4]),
        Case(
            rule: "duplicate-assertion",
            test:
                "SELECT plan(3);\nSELECT has_table('users', 'one');\nSELECT has_column('users', 'id');\nSELECT has_table('users', 'two');\nSELECT * FROM finish();",
            lines: [4]),
        Case(
            rule: "duplicate-assertion",
            test:
                "SELECT plan(2);\nSELECT hasnt_table('tmp');\nCREATE TABLE tmp ();\nDROP TABLE tmp;\nSELECT hasnt_table('tmp');\nSELECT * FROM finish();",
            lines: []),
        Case(
            rule: "duplicate-assertion",
            test:
                "CREATE FUNCTION test_a() RETURNS SETOF text LANGUAGE sql AS $$ SELECT has_table('users') $$;\nCREATE FUNCTION test_b() RETURNS SETOF text LANGUAGE sql AS $$ SELECT has_table('users') $$;\nSELECT * FROM runtests();",
            lines: []),
        Case(
            rule: "plan-mismatch",
            test:
                "SELECT plan(1);\nSELECT is(fail((SELECT 1::bigint), 'late'), 'late');\nSELECT * FROM finish();",
            lines: []),
        Case(
            rule: "missing-transaction",
            test:
                "SELECT plan(1);\nINSERT INTO users VALUES (1);\nSELECT has_table('users');\nSELECT * FROM finish();",
            lines: [2]),
        Case(
            rule: "missing-transaction",
            test:
                "BEGIN;\nSELECT plan(1);\nINSERT INTO users VALUES (1);\nSELECT has_table('users');\nSELECT * FROM finish();\nROLLBACK;",
            lines: []),
        Case(
            rule: "unknown-pgtap-function",
            test:
                "SELECT plan(1);\nSELECT has_tabel('users');\nSELECT helper('users');\nSELECT * FROM finish();",
            lines: [2]),
        Case(
            rule: "never-run",
            test:
                "SELECT plan(1);\nSELECT has_table('users');\nSELECT * FROM finish();\n\\q\nSELECT has_table('users');\nSELECT has_table('users');",
            lines: [5]),
        Case(
            rule: "lost-output",
            test:
                "CREATE FUNCTION test_it() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN\nPERFORM has_table('users');\nRETURN NEXT has_table('users'); END $$;\nSELECT * FROM runtests('^test');",
            lines: [2]),
        Case(
            rule: "lost-output",
            test:
                "CREATE FUNCTION test_it() RETURNS SETOF text LANGUAGE sql AS $$\nSELECT has_table('users');\nSELECT has_table('users') $$;\nSELECT * FROM runtests('^test');",
            lines: [2]),
        Case(
            rule: "always-true",
            test:
                "SELECT plan(3);\nSELECT isnt(1, 2);\nSELECT ok('t');\nSELECT isnt(1, 1);\nSELECT is(NULL, NULL);\nSELECT is(NULL::price, NULL);\nSELECT is('1'::price::text, '1');\nSELECT is('1'::int::text, '1');",
            lines: [2, 3, 5, 8]),
        Case(
            rule: "missing-transaction",
            test:
                "SELECT plan(1);\nCREATE TABLE more (id int);\nSELECT has_table('users');\nSELECT * FROM finish();",
            lines: [2]),
        Case(
            rule: "missing-transaction",
            test:
                "CREATE EXTENSION IF NOT EXISTS pgtap;\nCREATE TEMP TABLE t (id int);\nSELECT plan(1);\nSELECT has_table('users');\nSELECT * FROM finish();",
            lines: []),
        Case(
            rule: "missing-transaction",
            test:
                "CREATE TEMP TABLE t (id int);\nINSERT INTO t VALUES (1);\nDELETE FROM pg_temp.t;\nINSERT INTO users VALUES (1);\nSELECT has_table('users');",
            lines: [4]),
        Case(
            rule: "missing-transaction",
            test:
                "\\i begin.sql\nINSERT INTO users VALUES (1);\nCREATE TABLE more (id int);\nSELECT has_table('users');",
            lines: []),
        Case(
            rule: "missing-transaction",
            test:
                "BEGIN;\nSELECT plan(1);\nCREATE TABLE more (id int);\nSELECT has_table('users');\nSELECT * FROM finish();\nROLLBACK;",
            lines: []),
        Case(
            rule: "misread-description",
            test:
                "SELECT plan(2);\nSELECT has_table('app', 'users');\nSELECT has_table('app'::name, 'users'::name);",
            lines: [2]),
        Case(
            rule: "misread-description",
            test: "SELECT plan(1);\nSELECT hasnt_table('app', 'users');", lines: [2]),
        Case(
            rule: "misread-description",
            test:
                "SELECT plan(2);\nSELECT index_is_unique('users', 'users_email', 'differ');\nSELECT index_is_unique('public', 'users', 'users_email', 'differ');",
            lines: [2]),
        Case(
            rule: "misread-description",
            test:
                "SELECT plan(2);\nSELECT has_schema('app', 'ours');\nSELECT has_role('app', 'ours');",
            lines: []),
        Case(
            rule: "ambiguous-call",
            test:
                "SELECT plan(2);\nSELECT tables_are('app', '{users}');\nSELECT tables_are('app', ARRAY['users']);",
            lines: [2]),
        Case(
            rule: "plan-mismatch",
            test: "SELECT plan(3);\nSELECT pass();\nSELECT pass();\nSELECT * FROM finish();",
            lines: [1]),
        Case(
            rule: "plan-mismatch",
            test:
                "SELECT plan(3);\nSELECT pass();\nSELECT skip('later', 2);\nSELECT * FROM finish();",
            lines: []),
        // Aggregates take rows together, the schema's own perhaps as well.
        Case(
            rule: "plan-mismatch",
            test:
                "SELECT plan(4);\nSELECT is(sum(n), 6::bigint) FROM (VALUES (1), (2), (3)) AS t(n);\nSELECT ok(bool_or(n > 1) FILTER (WHERE n > 0)) FROM generate_series(1, 3) AS n;\nSELECT ok(n > (SELECT count(*) FROM pg_roles) - 99) FROM generate_series(1, 2) AS n;",
            lines: []),
        Case(
            rule: "plan-mismatch",
            test:
                "SELECT plan(1);\nSELECT is(app.total(n), 6) FROM (VALUES (1), (2), (3)) AS t(n);",
            lines: []),
        Case(
            rule: "plan-mismatch",
            test:
                "SELECT plan(1);\nSELECT is(app.half(n), m) FROM (VALUES (2, 1), (4, 2)) AS t(n, m);\nSELECT ok(count(*) OVER () = 2) FROM (VALUES (1), (2)) AS t(n);",
            lines: [1]),
        // Each side of UNION has rows of its own.
        Case(
            rule: "plan-mismatch",
            test:
                "SELECT plan(4);\nSELECT pass() WHERE false UNION ALL SELECT pass();\nSELECT pass() WHERE 1 < 2\nUNION SELECT pass() FROM generate_series(1, 2) ORDER BY 1;",
            lines: []),
        Case(
            rule: "plan-mismatch",
            test: "SELECT plan(2);\nSELECT pass() WHERE NOT true UNION ALL SELECT pass();",
            lines: [1]),
        Case(
            rule: "plan-mismatch",
            test:
                "SELECT plan(1);\nSELECT pass() WHERE EXISTS (SELECT FROM pg_roles)\nUNION ALL SELECT pass() WHERE NOT EXISTS (SELECT FROM pg_roles);",
            lines: []),
        // A table may have the name of a pgTAP function.
        Case(
            rule: "plan-mismatch",
            test:
                "SELECT plan(1);\nINSERT INTO app.matches (id) VALUES (1);\nINSERT INTO \"matches\" (id) VALUES (2);\nSELECT pass();",
            lines: []),
        Case(
            rule: "unchecked-argument",
            test:
                "SELECT plan(4);\nSELECT has_index('users', 'users_email', 'email');\nSELECT has_index('public', 'users', 'users_email', 'email');\nSELECT has_index('users', 'users_email', ARRAY['email']);\nSELECT has_index('users', 'users_email', 'is there');",
            lines: [2, 3]),
        Case(
            rule: "unchecked-argument",
            test:
                "SELECT plan(6);\nSELECT has_pk('users', 'id');\nSELECT function_returns('total', 'integer');\nSELECT function_returns('total', ARRAY['integer'], 'integer');\nSELECT has_function('total');\nSELECT domain_type_is('price', 'numeric(10,2)');\nSELECT domain_type_is('price', 'numeric');",
            lines: [2, 3, 6]),
        Case(
            rule: "unchecked-argument",
            test:
                "SELECT plan(5);\nSELECT col_isnt_pk('user', 'id');\nSELECT col_isnt_pk('users', 'email');\nSELECT policy_roles_are('users', 'nobodys', ARRAY[]::name[]);\nSELECT triggers_are('users', ARRAY['stamp']);\nSELECT triggers_are('public', 'users', ARRAY['stamp']);\nSELECT triggers_are('pets', ARRAY['feed']);",
            lines: [2, 4, 5]),
        Case(
            rule: "stale-assertion",
            test:
                "SELECT plan(2);\nSELECT has_column('users', 'emial');\nSELECT hasnt_table('users');",
            lines: [2, 3]),
        Case(
            rule: "stale-assertion",
            test: "SELECT plan(1);\nCREATE TEMP TABLE mine (id int);\nSELECT has_table('mine');",
            lines: []),
        Case(
            rule: "stale-assertion",
            test: "SELECT plan(1);\nSELECT has_table('user');\nSELECT * FROM finish();", lines: [2]),
    ]

    /// Who deploys, and what a platform grants of its own accord, is in no file.
    @Test(arguments: [
        ("migrations", "table_owner_is('users', 'deployer')", false),
        ("migrations", "table_owner_is('users', 'postgres')", false),
        ("migrations", "table_owner_is('pets', 'deployer')", true),
        ("supabase/migrations", "table_owner_is('users', 'deployer')", true),
        ("supabase/migrations", "table_privs_are('users', 'anon', '{}')", false),
        ("supabase/migrations", "table_privs_are('users', 'clerk', '{}')", true),
        ("migrations", "has_type('_users')", false), ("migrations", "hasnt_type('_users')", true),
        ("migrations", "has_type('_nobody')", true),
    ])
    func whatNoFileSaysIsNotStale(_ folder: String, _ call: String, _ isStale: Bool) async throws {
        let schema = """
            CREATE ROLE keeper; CREATE ROLE clerk; CREATE TABLE users (); CREATE TABLE pets ();
            ALTER TABLE pets OWNER TO keeper; GRANT SELECT ON users TO clerk;
            """
        try await TemporaryFolder.with([
            "\(folder)/20240101000000_a.sql": schema,
            "supabase/tests/a.sql": "SELECT plan(1); SELECT \(call);",
        ]) { root in
            var flags = Flags()
            flags.folder = root
            let found = try await Analysis(root, flags.configuration()).diagnostics
            #expect(found.contains { $0.rule == "stale-assertion" } == isStale)
        }
    }

    private static let schema = """
        CREATE SCHEMA app;
        CREATE TABLE users (id int PRIMARY KEY, email text);
        CREATE TABLE gone (id int);
        DROP TABLE gone;
        CREATE TABLE pals (id int, nick text);
        ALTER TABLE pals RENAME TO friends;
        ALTER TABLE friends RENAME nick TO name;
        CREATE UNIQUE INDEX users_email ON users (email);
        CREATE DOMAIN price AS numeric(10, 2);
        CREATE FUNCTION total(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION total(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
        CREATE TRIGGER stamp BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION stamp();
        CREATE TABLE pets (id int);
        CREATE TRIGGER stamp BEFORE INSERT ON pets FOR EACH ROW EXECUTE FUNCTION stamp();
        CREATE TRIGGER feed BEFORE INSERT ON pets FOR EACH ROW EXECUTE FUNCTION stamp();
        """

    @Test(arguments: cases)
    func ruleSpeaksWhereItShould(_ example: Case) async throws {
        try await TemporaryFolder.with([
            "migrations/1.sql": Self.schema, "tests/1.sql": example.test,
        ]) { root in
            var flags = Flags()
            flags.folder = root
            let found = try await Analysis(root, flags.configuration()).diagnostics.filter {
                $0.rule == example.rule
            }
            #expect(found.map { $0.location?.line ?? 0 } == example.lines)
        }
    }

    @Test(arguments: ["bookings", "library", "invoicing", "everything-wrong"])
    func everyDiagnosticHasAPage(_ project: String) async throws {
        var flags = Flags()
        flags.folder = Repository.fixture("projects/\(project)")
        let rules = Set(
            try await Analysis(flags.folder, flags.configuration()).diagnostics.map(\.rule))
        #expect(rules.subtracting(Rules.pages.map(\.rule)) == [])
    }

    @Test func staleAssertionsNameTheDropAndTheNearest() async throws {
        let test =
            "SELECT plan(2);\nSELECT has_table('gone');\nSELECT has_column('users', 'emial');\nSELECT has_table('pals');\nSELECT has_column('friends', 'nick');"
        try await TemporaryFolder.with(["migrations/1.sql": Self.schema, "tests/1.sql": test]) {
            root in
            var flags = Flags()
            flags.folder = root
            let messages = try await Analysis(root, flags.configuration()).diagnostics.filter {
                $0.rule == "stale-assertion"
            }.map(\.message)
            #expect(messages.count == 4)
            #expect(
                messages[2].contains("; renamed to \"friends\" at migrations/1.sql:6")
                    && messages[3].contains("; renamed to \"name\" at migrations/1.sql:7"))
            #expect(
                messages[0].contains("; dropped at migrations/1.sql:4")
                    && messages[1].contains("did you mean \"email\"?"))
        }
    }

    /// What the schema's own routines make when a test calls them is not in the migrations.
    @Test(arguments: [
        ("SELECT make_room();", false), ("SELECT lives_ok('SELECT furnish()');", false),
        ("SELECT note();", true), ("SELECT 1;", true),
    ])
    func whatATestHasMadeIsNotStale(_ call: String, _ isStale: Bool) async throws {
        let schema = """
            CREATE FUNCTION make_room() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                EXECUTE 'CREATE TABLE ' || 'room' || ' (id int)'; END $$;
            CREATE FUNCTION furnish() RETURNS void LANGUAGE sql AS $$ SELECT make_room() $$;
            CREATE FUNCTION note() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                CREATE TEMP TABLE notes (id int); RAISE NOTICE 'nothing to create'; END $$;
            """
        let found = try await ProvenClaims.diagnostics(
            call + "SELECT has_table('room');", over: schema)
        #expect(found.contains { $0.rule == "stale-assertion" } == isStale)
    }

    /// Parts of a test stand among the tests, and have no plan of their own.
    @Test func whatATestIncludesIsNoTestOfItsOwn() async throws {
        try await TemporaryFolder.with([
            "migrations/1.sql": "CREATE TABLE users ();",
            "tests/all.sql":
                "SELECT plan(2);\n\\ir parts/a.sql\n\\ir whole.sql\nSELECT * FROM finish();",
            "tests/parts/a.sql": "SELECT has_table('users');\n",
            "tests/whole.sql":
                "SELECT plan(1);\nSELECT has_table('users');\nSELECT * FROM finish();",
        ]) { root in
            var flags = Flags()
            flags.folder = root
            let analysis = try await Analysis(root, flags.configuration())
            #expect(analysis.diagnostics.map(\.rule) == [])
            let report = analysis.report(version: "1")
            #expect(report.tests == ["tests/all.sql", "tests/whole.sql"])
            #expect(report.assertions == 2)
        }
    }

    /// Files that no runner picks up, unless a test includes them.
    @Test(arguments: [
        (["tests/old.psql"], "", ["tests/old.psql"]), (["tests/old.psql"], "\\ir old.psql\n", []),
        (["tests/more/b.sql", "tests/old.sql"], "", []),
    ])
    func filesThatNobodyRunsAreNamed(_ files: [String], _ head: String, _ expected: [String])
        async throws
    {
        let test = "SELECT no_plan();\nSELECT has_table('users');\nSELECT * FROM finish();\n"
        var tree = ["migrations/1.sql": Self.schema, "tests/1.sql": head + test]
        for file in files { tree[file] = test }
        try await TemporaryFolder.with(tree) { root in
            var flags = Flags()
            flags.folder = root
            let found = try await Analysis(root, flags.configuration()).diagnostics.filter {
                $0.rule == "never-run"
            }
            #expect(found.compactMap(\.location?.file) == expected)
        }
    }

    @Test func testsThatTheConfigurationLeavesOutAreNamed() async throws {
        let test = "SELECT no_plan();\nSELECT has_table('users');\nSELECT * FROM finish();\n"
        try await TemporaryFolder.with([
            "migrations/1.sql": Self.schema, "tests/a/1.sql": test, "tests/b/2.sql": test,
            ".pgcov.yml": "tests: [tests/a]\n",
        ]) { root in
            var flags = Flags()
            flags.folder = root
            let found = try await Analysis(root, flags.configuration()).diagnostics.filter {
                $0.rule == "never-run"
            }
            #expect(found.compactMap(\.location?.file) == ["tests/b/2.sql"])
            // Named for one run, they are not all that there are.
            flags.tests = ["tests/a"]
            let other = try await Analysis(root, flags.configuration()).diagnostics
            #expect(!other.contains { $0.rule == "never-run" })
        }
    }

    @Test func everyRuleOfTheCasesHasAPage() {
        let names = Set(Rules.pages.map(\.rule))
        #expect(names.count == Rules.pages.count)
        #expect(Set(Self.cases.map(\.rule)).isSubset(of: names))
    }
}
