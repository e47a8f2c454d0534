import Testing

/// Functions that assert for their callers: what they check comes out as claims of each call.
struct WrapperTests {
    private static let schema = """
        CREATE SCHEMA app;
        CREATE TABLE app.people (id int PRIMARY KEY, name text NOT NULL);
        CREATE TABLE app.pets (id int PRIMARY KEY, name text NOT NULL);
        CREATE TABLE app.homes (id int PRIMARY KEY, name text NOT NULL);
        CREATE FUNCTION app.assert_key(t text, s text DEFAULT 'app') RETURNS text LANGUAGE sql
            AS $$ SELECT has_pk(s::name, t::name, 'has a key') $$;
        CREATE FUNCTION app.assert_spaced(t text) RETURNS SETOF text LANGUAGE sql
            AS $$ SELECT Has_PK ('app', t::name, 'has a key') $$;
        """

    private func proven(_ test: String) async throws -> Set<String> {
        try await ProvenClaims.of(test, over: Self.schema)
    }

    /// A wrapper of the test file: its header and body, and a call.
    struct Case: Sendable, CustomTestStringConvertible {
        var header: String
        var body: String
        var call: String
        /// Tables whose primary keys it proves.
        var keys: [String]
        var testDescription: String { "\(call): \(header)" }
    }

    static let cases = [
        Case(
            header: "f(t text DEFAULT 'people')", body: "RETURN NEXT has_pk('app', t, 'key');",
            call: "f()", keys: ["people"]),
        Case(
            header: "f(t text DEFAULT 'people')", body: "RETURN NEXT has_pk('app', t, 'key');",
            call: "f('pets')", keys: ["pets"]),
        Case(
            header: "f(s text, t text DEFAULT 'people', d text = 'key')",
            body: "RETURN NEXT has_pk(s, t, d);", call: "f('app', d => 'it')", keys: ["people"]),
        Case(
            header: "f(s text, t text)", body: "RETURN NEXT has_pk(s, t, 'key');",
            call: "f(t => 'homes', s => 'app')", keys: ["homes"]),
        Case(
            header: "f(text, text)", body: "RETURN NEXT has_pk($1, $2, 'key');",
            call: "f('app', 'homes')", keys: ["homes"]),
        Case(
            header: "f(many text[])",
            body: "FOR i IN 1..2 LOOP RETURN NEXT has_pk('app', many[i], 'key'); END LOOP;",
            call: "f(ARRAY['pets', 'homes', 'people'])", keys: ["pets", "homes"]),
        Case(
            header: "f(VARIADIC many text[])",
            body: "x := 'people'; RETURN NEXT has_pk('app', x, 'key');",
            call: "f(VARIADIC ARRAY['x'])", keys: ["people"]),
        Case(
            header: "f(which int)",
            body:
                "IF which = 1 THEN x := 'people'; ELSE x := 'pets'; END IF; RETURN NEXT has_pk('app', x, 'key');",
            call: "f(2)", keys: ["pets"]),
        // Which branch runs hangs on the data.
        Case(
            header: "f(which int)",
            body:
                "x := 'pets'; IF (SELECT count(*) > 1 FROM app.people) THEN x := 'people'; END IF; RETURN NEXT has_pk('app', x, 'key');",
            call: "f(2)", keys: []),
        Case(
            header: "f(t text)", body: "RETURN QUERY SELECT app.assert_key(t);",
            call: "f('pets')", keys: ["pets"]),
        Case(
            header: "f(t text)", body: "RETURN QUERY SELECT app.assert_spaced(t);",
            call: "f('homes')", keys: ["homes"]),
        // Nothing calls it.
        Case(
            header: "f(t text)", body: "RETURN NEXT has_pk('app', t, 'key');", call: "now()",
            keys: []),
    ]

    @Test(arguments: cases)
    func bodiesAreFollowedWithTheirArguments(_ example: Case) async throws {
        let found = try await proven(
            """
            CREATE FUNCTION pg_temp.\(example.header) RETURNS SETOF text LANGUAGE plpgsql AS $$
            DECLARE x text; BEGIN \(example.body) END $$;
            SELECT * FROM \(example.call == "now()" ? "" : "pg_temp.")\(example.call);
            """)
        for table in ["people", "pets", "homes"] {
            #expect(
                found.contains("primary_key \(table)_pkey existence")
                    == example.keys.contains(table), "\(table)")
        }
    }

    @Test func eachRowIsACall() async throws {
        let found = try await proven(
            "SELECT app.assert_key(t) FROM unnest(ARRAY['people', 'pets']) AS t;")
        #expect(found.contains("primary_key people_pkey existence"))
        #expect(found.contains("primary_key pets_pkey existence"))
        #expect(!found.contains("primary_key homes_pkey existence"))
    }

    @Test func migrationsMayDeployThem() async throws {
        for (call, table) in [
            ("app.assert_key('homes')", "homes"), ("app.assert_key('pets', 'app')", "pets"),
            ("app.assert_key(s => 'app', t => 'people')", "people"),
            ("check_test(app.assert_key('homes'), true)", "homes"),
            ("collect_tap(app.assert_key('homes'), pass())", "homes"),
        ] {
            let found = try await proven("SELECT \(call);")
            #expect(found.contains("primary_key \(table)_pkey existence"), "\(call)")
        }
        #expect(
            !(try await proven("SELECT app.assert_key('homes', 'other');")).contains(
                "primary_key homes_pkey existence"))
    }
}
