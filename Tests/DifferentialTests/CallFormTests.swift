import Pipeline
import Reporting
import TestSupport
import Testing

/// Every form in which a test file calls pgTAP: as many assertions are found as the server prints
/// lines, and each is predicted as it comes out.
@Suite(.serialized)
struct CallFormTests {
    private static let schema = """
        CREATE SCHEMA app;
        CREATE TABLE app.people (id int PRIMARY KEY, name text NOT NULL);
        CREATE TABLE app.pets (id int PRIMARY KEY, owner int REFERENCES app.people);
        CREATE FUNCTION app.assert_table(s text, t text DEFAULT 'people') RETURNS text LANGUAGE sql
            AS $$ SELECT public.has_table(s::name, t::name) $$;
        CREATE FUNCTION app.nothing() RETURNS int LANGUAGE sql AS 'SELECT 1';
        """

    private static let forms = [
        // Calls.
        "SELECT has_table('app', 'people', 'plain');",
        "SELECT has_table('app', 'people', 'a') AS a, has_column('app', 'people', 'id', 'b') b;",
        "SELECT collect_tap(has_table('app', 'people', 'a'), has_table('app', 'pets', 'b'));",
        "SELECT collect_tap(ARRAY[has_table('app', 'people', 'a'), has_table('app', 'pets', 'b')]);",
        "SELECT * FROM has_table('app', 'people', 'from');",
        "SELECT t FROM has_table('app', 'people', 'from') AS t;",
        "SELECT CASE WHEN 1 = 1 THEN has_table('app', 'people', 'case') ELSE NULL END;",
        "WITH w AS (SELECT has_table('app', 'people', 'with') AS r) SELECT r FROM w;",
        "SELECT has_table('app', 'people', 'a') UNION ALL SELECT has_table('app', 'pets', 'b');",
        "SELECT public.has_table('app', 'people', 'qualified');",
        "SELECT \"has_table\"('app', 'people', 'quoted'), HAS_TABLE('app', 'people', 'upper');",
        "VALUES (has_table('app', 'people', 'a')), (has_table('app', 'pets', 'b'));",
        "PREPARE p AS SELECT has_table('app', 'people', 'prepared');\nEXECUTE p;",
        "SELECT has_table('app', 'people', 'sent') \\g",
        "SELECT has_table('app', 'people', 'kept') AS line \\gset\n\\echo :line",
        "SELECT format('SELECT has_table(%L, %L, %L)', 'app', t, 'run') FROM unnest(ARRAY['people', 'pets']) AS t \\gexec",
        "DO $$ BEGIN PERFORM has_table('app', 'people', 'silent'); END $$;",
        "/* SELECT has_table('x'); */ SELECT has_table('app', 'people', 'it''s -- /* no comment');",
        "CREATE TEMP TABLE t (x text);\nCOPY t FROM stdin;\nSELECT has_table('x');\n\\.\n",
        // Constants.
        "SELECT has_table(E'\\x61pp', U&'p\\0065ople', $x$dollar$x$);",
        "SELECT has_table('ap' || 'p', concat('peo', 'ple'), format('%s %L', 'a', 'b'));",
        "SELECT has_table(quote_ident('app'), chr(112) || 'ets', 'x');",
        "SELECT has_table('app'::name, CAST('people' AS name), N'national'::text);",
        "SELECT has_table('app', 'peo'\n'ple', 'continued');",
        "\\set s app\n\\set who 'people'\nSELECT has_table(:'s', :'who', 'variables');",
        "SELECT columns_are('app', 'people', '{id,name}'::name[], 'text of an array');",
        "SELECT columns_are('app', 'people', ARRAY['id', 'name'], 'an array');",
        "SET search_path = app, public;\nSELECT has_table('people');\nSELECT has_table(current_schema(), 'pets'::name);",
        // NULL is no argument.
        "SELECT has_function('app', 'nothing', ARRAY[NULL], 'none');",
        "SELECT has_function('app', 'assert_table', ARRAY['text', NULL, 'text'], 'two');",
        "SELECT function_returns('app', 'nothing', '{NULL}'::name[], 'integer', 'a number');",
        // Rows.
        "SELECT has_table('app', t, 'x') FROM unnest(ARRAY['people', 'pets']) AS t;",
        "SELECT has_table('app', t, 'x') FROM (VALUES ('people'), ('pets')) AS v(t);",
        "SELECT has_table('app', t, 'x') FROM unnest(string_to_array('people,pets', ',')) AS t;",
        "SELECT has_table('app', 'people', 'n' || n) FROM generate_series(1, 3) AS n;",
        "SELECT has_table('app', g.t, 'x') FROM (SELECT unnest(ARRAY['people', 'pets']) AS t) g;",
        "SELECT has_column('app', t, c, 'x') FROM (VALUES ('people'), ('pets')) AS a(t) CROSS JOIN (VALUES ('id')) AS b(c);",
        "SELECT has_table('app', t, 'x') FROM (VALUES ('people', 1), ('pets', 2)) AS v(t, n) WHERE n > 1;",
        "SELECT has_pk(schemaname, tablename, 'a key') FROM pg_tables WHERE schemaname = 'app';",
        "SELECT has_table('app', 'people', 'none') WHERE false;",
        "WITH v AS (VALUES ('people'), ('pets')) SELECT has_table('app', column1, 'x') FROM v;",
        """
        WITH v AS (SELECT * FROM (VALUES ('people', NULL), ('pets', 'id')) AS s(t, c))
        SELECT CASE WHEN c IS NULL THEN has_table('app', t, 'x')
            ELSE has_column('app', t, c, 'y') END FROM v;
        """,
        """
        SELECT CASE v.c WHEN 'a' THEN CASE WHEN true THEN has_table('app', t, 'x') END
            WHEN 'b' THEN has_pk('app', t, 'y') END
        FROM (VALUES ('people', 'a'), ('pets', 'b'), ('nothing', 'c')) AS v(t, c);
        """,
        """
        WITH t AS (SELECT tablename, schemaname FROM pg_tables), own AS (
            SELECT * FROM t WHERE schemaname = 'app')
        SELECT has_pk(s, n, 'a key') FROM own AS f(n, s);
        """,
        // Wrappers.
        "SELECT app.assert_table('app', 'pets');",
        "SELECT app.assert_table('app');",
        "SELECT app.assert_table('app', t) FROM unnest(ARRAY['people', 'pets']) AS t;",
        """
        CREATE FUNCTION pg_temp.w(t text DEFAULT 'people', c text DEFAULT 'id') RETURNS SETOF text LANGUAGE plpgsql AS $$
        DECLARE s constant text := 'app'; d text DEFAULT 'there';
        BEGIN
            RETURN NEXT has_column(s, t, c, d);
            RETURN QUERY SELECT has_pk(s, t, 'key');
        END $$;
        SELECT * FROM pg_temp.w();
        SELECT * FROM pg_temp.w('pets');
        SELECT * FROM pg_temp.w(c => 'name');
        """,
        """
        CREATE FUNCTION pg_temp.each() RETURNS SETOF text LANGUAGE plpgsql AS $$
        DECLARE t text;
        BEGIN
            FOREACH t IN ARRAY ARRAY['people', 'pets'] LOOP RETURN NEXT has_table('app', t, 'x'); END LOOP;
        END $$;
        SELECT * FROM pg_temp.each();
        """,
        // What does not run.
        "\\if false\nSELECT has_table('app', 'nothing', 'skipped');\n\\else\nSELECT has_table('app', 'people', 'run');\n\\endif",
        "SELECT has_table('app', 'people', 'before');\n\\q\nSELECT has_table('app', 'people', 'behind');",
    ]

    /// What asserts of values, once for each row.
    private static let rows = [
        "SELECT ok(rowsecurity = false, tablename) FROM pg_tables WHERE schemaname = 'app';",
        """
        WITH t AS (SELECT table_name FROM information_schema.tables WHERE table_schema = 'app')
        SELECT matches(t.table_name::text, '.', 'named'), ok(true) FROM t;
        """,
        "SELECT ok(false, tablename) FROM pg_tables WHERE schemaname = 'none';",
        """
        CREATE TABLE own (id int);
        SELECT is(tablename, 'own') FROM pg_tables WHERE tablename = 'own';
        """,
    ]

    @Test func everyFormIsFoundAsTheServerRunsIt() async throws {
        try await compare(Self.forms, as: "call_forms") { form, running in
            #expect(
                running.allSatisfy { $0.predicted == "pass" && !$0.claims.isEmpty }, "\(form)")
        }
    }

    @Test func rowsAreCounted() async throws { try await compare(Self.rows, as: "call_rows") }

    private func compare(
        _ forms: [String], as database: String,
        _ check: (String, [InspectedAssertion]) -> Void = { _, _ in }
    ) async throws {
        let cluster = try PostgresCluster.shared.get()
        try cluster.createDatabase(database)
        let made = try cluster.psql(database, "CREATE EXTENSION pgtap;\n" + Self.schema)
        #expect(made.status == 0, "\(made.error)")
        var files = ["migrations/1.sql": Self.schema]
        for (number, form) in forms.enumerated() {
            files["tests/\(100 + number).sql"] =
                "BEGIN;\nSELECT no_plan();\n\(form)\nROLLBACK;\n"
        }
        let found = try await TemporaryFolder.with(files) { root in
            var flags = Flags()
            flags.folder = root
            return try await Analysis(root, flags.configuration()).inspectedAssertions
        }
        #expect(found.count == forms.count)
        for (form, file) in zip(forms, found) {
            let output = try cluster.psql(database, files[file.path] ?? "")
            let lines = output.out.split { $0 == "\n" || $0 == "|" }.filter {
                $0.hasPrefix("ok ") || $0.hasPrefix("not ok ")
            }
            let running = file.assertions.filter { $0.state != "unreached" }
            #expect(running.count == lines.count, "\(form)\n\(output.out)\(output.error)")
            check(form, running)
            #expect(lines.allSatisfy { $0.hasPrefix("ok ") }, "\(form)\n\(output.out)")
        }
    }
}
