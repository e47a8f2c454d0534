import Testing

/// Policies AS RESTRICTIVE let nothing through, but keep back what others do: each case was shown
/// by dropping the policy on a real server.
struct RestrictivePolicyTests {
    private static let schema = """
        CREATE TABLE notes (id int PRIMARY KEY, owner text, is_secret boolean NOT NULL);
        GRANT ALL ON notes TO pg_monitor;
        ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON notes USING (owner = 'anna') WITH CHECK (owner = 'anna');
        CREATE POLICY plain ON notes AS RESTRICTIVE USING (NOT is_secret);
        """

    private func proven(_ test: String) async throws -> Set<String> {
        let found = try await ProvenClaims.of(test, over: Self.schema)
        var result = Set(["own", "plain"].filter { found.contains("policy \($0) existence") })
        if found.contains("table notes row_security") { result.insert("row security") }
        return result
    }

    @Test(arguments: [
        // Nothing is kept back: without it the result would be the same.
        ("(1, 'anna', false)", "1", ["own"]),
        ("(1, 'anna', false), (2, 'anna', true)", "1", ["own", "plain", "row security"]),
        // Kept back by both.
        ("(1, 'anna', false), (2, 'bert', true)", "1", ["own", "row security"]),
        ("(2, 'anna', true)", "0", ["plain", "row security"]),
    ])
    func whatKeepsARowBackIsProven(_ rows: String, _ count: String, _ expected: [String])
        async throws
    {
        let test = """
            INSERT INTO notes VALUES \(rows);
            SET ROLE pg_monitor;
            SELECT is((SELECT count(*)::int FROM notes), \(count));
            """
        #expect(try await proven(test) == Set(expected), "\(test)")
    }

    @Test(arguments: [
        ("'anna', true", ["plain", "row security"]), ("'bert', false", ["row security"]),
    ])
    func whatRefusesARowIsProven(_ row: String, _ expected: [String]) async throws {
        let test = """
            SET ROLE pg_monitor;
            SELECT throws_ok('INSERT INTO notes VALUES (1, \(row.replacing("'", with: "''")))', '42501');
            """
        #expect(try await proven(test) == Set(expected), "\(test)")
    }

    /// The server names the restrictive policy that refuses a row; one of several is needed.
    @Test func messagesNameThePolicy() async throws {
        let schema =
            Self.schema + """
                CREATE POLICY short ON notes AS RESTRICTIVE FOR INSERT WITH CHECK (unknowable(owner));
                """
        let test = """
            SET ROLE pg_monitor;
            SELECT throws_ok('INSERT INTO notes VALUES (1, ''anna'', false)', '42501',
                'new row violates row-level security policy "short" for table "notes"');
            """
        let found = try await ProvenClaims.of(test, over: schema, level: "strict")
        #expect(found.contains("policy short existence") && found.contains("policy short roles"))
        #expect(!found.contains("policy plain existence"))
    }

    /// A policy for a role is one for its members; beside one that surely lets a row through, what
    /// another does cannot be told.
    @Test func policiesOfARoleAreForItsMembers() async throws {
        let schema = """
            CREATE ROLE reader; CREATE ROLE editor IN ROLE reader;
            CREATE TABLE pages (id int PRIMARY KEY, is_open boolean NOT NULL);
            GRANT SELECT ON pages TO reader;
            ALTER TABLE pages ENABLE ROW LEVEL SECURITY;
            CREATE POLICY opened ON pages TO reader USING (is_open);
            CREATE POLICY chosen ON pages TO editor USING (unknowable(id));
            INSERT INTO pages VALUES (1, true), (2, false);
            """
        let rows = "INSERT INTO pages VALUES (3, true), (4, false);"
        let look = " SELECT is((SELECT count(*)::int FROM pages), 1);"
        let found = try await ProvenClaims.of(rows + "SET ROLE editor;" + look, over: schema)
        #expect(found.contains("policy opened existence"))
        #expect(!found.contains("policy chosen existence"))
    }

    /// The catalogs tell the two apart.
    @Test(arguments: [("plain", true), ("own", false)])
    func catalogsTellWhichIsWhich(_ name: String, _ isProof: Bool) async throws {
        let test = """
            SELECT is((SELECT permissive FROM pg_policies
                WHERE tablename = 'notes' AND policyname = '\(name)'), 'RESTRICTIVE');
            """
        #expect(try await proven(test).contains(name) == isProof)
    }
}
