import Testing

/// What the rows that a test makes say of keys and references: each case is one that a mutation on
/// a real server has shown.
struct FixtureRowTests {
    private static let schema = """
        CREATE TABLE firms (id int PRIMARY KEY, name text UNIQUE, code text);
        CREATE UNIQUE INDEX firms_code ON firms (lower(code)) WHERE code IS NOT NULL;
        CREATE TABLE teams (id int PRIMARY KEY, firm int CONSTRAINT team_firm REFERENCES firms ON DELETE CASCADE,
            lead int CONSTRAINT team_lead REFERENCES firms ON DELETE SET NULL, room int NOT NULL DEFAULT 1);
        CREATE TABLE people (id int PRIMARY KEY, team int CONSTRAINT person_team REFERENCES teams ON DELETE CASCADE,
            firm int CONSTRAINT person_firm REFERENCES firms);
        """
    private static let rows = """
        INSERT INTO firms (id, name) VALUES (1, 'a'), (2, 'b');
        INSERT INTO teams (id, firm, lead) VALUES (10, 1, 2);
        INSERT INTO people (id, team) VALUES (100, 10);
        """

    private static let references: Set = ["team_firm", "team_lead", "person_team", "person_firm"]

    /// Which of `keys` a test proves.
    private func proven(_ test: String, of keys: Set<String>) async throws -> Set<String> {
        let proven = try await ProvenClaims.of(Self.rows + test, over: Self.schema)
        return keys.filter { key in
            proven.contains { $0.hasSuffix(" \(key) existence") }
        }
    }

    @Test(
        arguments: [
            // Only by the key would the row be gone, or its value.
            (
                "DELETE FROM firms WHERE id = 1; SELECT is((SELECT count(*) FROM teams WHERE id = 10), 0::bigint);",
                ["team_firm"]
            ),
            (
                "DELETE FROM firms WHERE name = 'a'; SELECT is_empty('SELECT FROM teams WHERE firm = 1');",
                ["team_firm"]
            ),
            (
                "DELETE FROM firms WHERE id = 1; SELECT is_empty('SELECT FROM people WHERE id = 100');",
                ["team_firm", "person_team"]
            ),
            (
                "DELETE FROM firms WHERE id = 2; SELECT is((SELECT lead FROM teams WHERE id = 10), NULL);",
                ["team_lead"]
            ),
            (
                "SELECT lives_ok('DELETE FROM firms WHERE id = 1'); SELECT is_empty('SELECT FROM teams');",
                ["team_firm"]
            ),
            // Another firm's; nothing that was there; deleted by the test itself; hidden from a
            // role.
            (
                "DELETE FROM firms WHERE id = 2; SELECT is((SELECT count(*) FROM teams WHERE id = 11), 0::bigint);",
                []
            ),
            (
                "DELETE FROM firms WHERE id = 1; SELECT is_empty('SELECT FROM teams WHERE id = 12');",
                []
            ),
            (
                "DELETE FROM teams; DELETE FROM firms WHERE id = 1; SELECT is_empty('SELECT FROM teams WHERE id = 10');",
                []
            ),
            (
                "DELETE FROM firms WHERE id = 1; SET ROLE web; SELECT is_empty('SELECT FROM teams WHERE id = 10');",
                []
            ),
            ("SELECT is_empty('SELECT FROM teams WHERE id = 11');", []),
        ] as [(String, [String])])
    func rowsThatGoWithOthersNeedTheirKey(_ test: String, _ expected: [String]) async throws {
        #expect(try await proven(test, of: Self.references) == Set(expected))
    }

    /// Whoever made the row: it was seen.
    @Test func rowsThatWereSeenAreKnown() async throws {
        let schema = """
            CREATE TABLE logins (id int PRIMARY KEY);
            CREATE TABLE profiles (id int CONSTRAINT profile_login REFERENCES logins ON DELETE CASCADE);
            CREATE FUNCTION sign_up(int) RETURNS void LANGUAGE c AS 'x';
            """
        let seen = "SELECT is((SELECT count(*) FROM profiles WHERE id = 1), 1::bigint);"
        let rest = """
            DELETE FROM logins WHERE id = 1;
            SELECT is((SELECT count(*) FROM profiles WHERE id = 1), 0::bigint);
            """
        for (test, isProven) in [(seen + rest, true), (rest, false)] {
            let proven = try await ProvenClaims.of("SELECT sign_up(1);" + test, over: schema)
            #expect(proven.contains("foreign_key profile_login existence") == isProven)
        }
    }

    @Test(
        arguments: [
            ("INSERT INTO firms (id, name) VALUES (3, 'a')", "23505", ["firms_name_key"]),
            ("INSERT INTO firms (id, name) VALUES (1, 'c')", "23505", ["firms_pkey"]),
            ("INSERT INTO firms (id, name) VALUES (1, 'a')", "23505", []),
            ("INSERT INTO firms (code) VALUES ('x')", "23505", ["firms_code"]),
            ("INSERT INTO people (id, team, firm) VALUES (101, 10, 9)", "23503", ["person_firm"]),
            ("INSERT INTO people (id, team, firm) VALUES (101, 11, 9)", "23503", []),
            ("DELETE FROM firms WHERE id = 1", "23503", ["person_firm"]),
        ] as [(String, String, [String])])
    func refusedRowsBreakTheKeyThatOthersHold(
        _ statement: String, _ state: String, _ expected: [String]
    ) async throws {
        // A reference needs the key that it refers to.
        let keys =
            state == "23503" ? Self.references : ["firms_pkey", "firms_name_key", "firms_code"]
        let proven = try await proven(
            "SELECT throws_ok($$\(statement)$$, '\(state)', NULL, 'refused');", of: keys)
        #expect(proven == Set(expected))
    }

    /// A function's row is refused by the key that a row has which the test knows of.
    @Test(
        arguments: [
            ("INSERT INTO firms (id, name) VALUES (5, lower(p))", "'23505'", ["firms_name_key"]),
            (
                "IF p IS NULL THEN RAISE EXCEPTION 'none'; END IF; INSERT INTO firms (id, name) VALUES (5, p)",
                "'23505'", ["firms_name_key"]
            ),
            ("INSERT INTO firms (id, name) VALUES (1, p)", "'23505'", []),
            ("INSERT INTO firms (id, name) VALUES (5, p) ON CONFLICT DO NOTHING", "'23505'", []),
            (
                "IF random() < 1 THEN RAISE unique_violation; END IF; INSERT INTO firms (id, name) VALUES (5, p)",
                "'23505'", []
            ),
            (
                "IF random() < 1 THEN INSERT INTO firms (id) VALUES (1); END IF; INSERT INTO firms (id, name) VALUES (5, p)",
                "'23505'", []
            ),
            ("INSERT INTO firms (id, name) VALUES (5, p)", "'42501'", []),
        ] as [(String, String, [String])])
    func functionsBreakKeys(_ body: String, _ state: String, _ expected: [String]) async throws {
        let function =
            "CREATE FUNCTION found(p text) RETURNS void LANGUAGE plpgsql AS $f$ BEGIN \(body); END $f$;"
        let test = "SELECT throws_ok('SELECT found($$a$$)', \(state), NULL, 'refused');"
        let proven = try await ProvenClaims.of(
            Self.rows + test, over: Self.schema + function)
        let keys = ["firms_pkey", "firms_name_key"].filter { key in
            proven.contains { $0.hasSuffix(" \(key) existence") }
        }
        #expect(keys == expected)
    }

    // MARK: - What a refused row has needed

    @Test func refusedRowsNeedTheirDefaultsFirst() async throws {
        func proves(_ test: String) async throws -> Bool {
            try await ProvenClaims.of(test, over: Self.schema).contains("column room default")
        }
        let insert = "INSERT INTO teams (id, firm) VALUES (1, 9)"
        #expect(try await proves("SELECT throws_ok('\(insert)', '23503');"))
        #expect(try await proves("SELECT throws_ok('\(insert)', '23505');"))
        // Found before, or of whatever kind.
        #expect(try await !proves("SELECT throws_ok('\(insert)', '23502');"))
        #expect(try await !proves("SELECT throws_ok('\(insert)', '42501');"))
        #expect(try await !proves("SELECT throws_ok('\(insert)');"))
    }

    @Test func checksAndIndexesNeedTheFunctionsThatTheyCall() async throws {
        let schema = """
            CREATE FUNCTION is_code(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1 ~ '^[A-Z]+$' $$;
            CREATE FUNCTION bare(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT trim($1) $$;
            CREATE FUNCTION next_code() RETURNS text LANGUAGE sql AS $$ SELECT 'A' $$;
            CREATE TABLE goods (code text NOT NULL DEFAULT next_code() CONSTRAINT coded CHECK (is_code(code)), name text);
            CREATE UNIQUE INDEX named ON goods (bare(name));
            """
        for (test, function) in [
            ("SELECT throws_ok($$INSERT INTO goods (code) VALUES ('1')$$, '23514');", "is_code"),
            ("SELECT has_index('goods', 'named');", "bare"),
            ("INSERT INTO goods (name) VALUES ('x');", "next_code"),
        ] {
            let proven = try await ProvenClaims.of(test, over: schema)
            #expect(proven.contains("function \(function) existence"), "\(test)")
        }
    }

    // MARK: - SQL that is put together

    @Test(arguments: [
        "SELECT lives_ok(format('INSERT INTO teams (id, room) VALUES (%L, 5)', (SELECT id FROM firms)));",
        "SELECT lives_ok(format('INSERT INTO teams (id, room) VALUES (''%s'', 5)', current_setting('a.b')));",
        "SELECT lives_ok('INSERT INTO teams (id, room) VALUES (' || quote_literal(current_setting('a.b')) || ', 5)');",
        "SELECT lives_ok('INSERT INTO teams (id, room) VALUES (' || (SELECT id FROM firms) || ', 5)');",
        "SELECT id AS who FROM firms LIMIT 1 \\gset\nINSERT INTO teams (id, room) VALUES (:who, 5);",
        "SELECT id AS who FROM firms LIMIT 1 \\gset\nSELECT lives_ok(format('INSERT INTO teams (id, room) VALUES (%L, 5)', :'who'));",
    ])
    func valuesOfTheRunStandInStatements(_ test: String) async throws {
        let proven = try await ProvenClaims.of(test, over: Self.schema)
        #expect(proven.contains("column room existence"))
    }

    /// A piece of SQL is no value.
    @Test func namesOfTheRunAreNotRead() async throws {
        let proven = try await ProvenClaims.of(
            "SELECT lives_ok(format('INSERT INTO %I (id, room) VALUES (1, 5)', current_setting('a.b')));",
            over: Self.schema)
        #expect(!proven.contains("column room existence"))
    }

    /// Where a sequence may give what another row has, the primary key refuses the row as well.
    @Test(arguments: [("1", false), ("100", true), ("current_setting('n')::int", true)])
    func sequencesMayComeUponGivenNumbers(_ number: String, _ isProof: Bool) async throws {
        let schema = "CREATE TABLE tags (id serial PRIMARY KEY, name text UNIQUE);"
        let test = """
            INSERT INTO tags (id, name) VALUES (\(number), 'a');
            SELECT throws_ok('INSERT INTO tags (name) VALUES (''a'')', '23505');
            """
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("unique tags_name_key existence") == isProof)
        #expect(!found.contains("primary key tags_pkey existence"))
    }

    /// Which of several exclusions refuses a row.
    @Test(arguments: [
        ("2, 1, '[1,5)', true", ["one_guest"]), ("1, 2, '[1,5)', false", ["one_room"]),
        ("1, 1, '[1,5)', true", []), ("2, 1, '[1,5)', false", []),
    ])
    func exclusionsThatCannotBeMetAreNone(_ row: String, _ expected: [String]) async throws {
        let schema = """
            CREATE EXTENSION btree_gist;
            CREATE TABLE stays (room int, guest int, during int4range, is_sure boolean NOT NULL,
                CONSTRAINT one_room EXCLUDE USING gist (room WITH =, during WITH &&),
                CONSTRAINT one_guest EXCLUDE USING gist (guest WITH =, during WITH &&) WHERE (is_sure));
            """
        let test = """
            INSERT INTO stays VALUES (1, 1, '[1,5)', true);
            SELECT throws_ok($$INSERT INTO stays VALUES (\(row))$$, '23P01');
            """
        let found = try await ProvenClaims.of(test, over: schema)
        let proven = ["one_room", "one_guest"].filter {
            found.contains("exclusion \($0) existence")
        }
        #expect(proven == expected)
    }

    /// What a domain keeps from being NULL needs its default where an INSERT leaves it out.
    @Test(arguments: [(" NOT NULL", true), ("", false)])
    func domainsNeedDefaults(_ nullability: String, _ isProof: Bool) async throws {
        let schema = """
            CREATE SCHEMA shop; CREATE DOMAIN shop.amount AS int\(nullability);
            CREATE TABLE parts (name text, stock shop.amount DEFAULT 0);
            """
        let test = "SELECT lives_ok($$INSERT INTO parts (name) VALUES ('a')$$);"
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("column stock default") == isProof)
    }
}
