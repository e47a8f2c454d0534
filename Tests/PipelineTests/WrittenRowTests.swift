import Testing

/// The rows that triggers and functions write for a test: what row security makes of them was shown
/// by dropping policies, keys and columns on a real server.
struct WrittenRowTests {
    private static let schema = """
        CREATE SCHEMA IF NOT EXISTS auth;
        CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS
            $$ SELECT (current_setting('request.jwt.claims', true)::json ->> 'sub')::uuid $$;
        CREATE TABLE logins (id uuid PRIMARY KEY, mail text);
        CREATE TABLE profiles (id uuid PRIMARY KEY CONSTRAINT of_login REFERENCES logins ON DELETE CASCADE,
            mail text, is_open boolean NOT NULL DEFAULT false);
        CREATE FUNCTION welcome() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
            INSERT INTO profiles (id, mail) VALUES (NEW.id, lower(NEW.mail)) ON CONFLICT (id) DO NOTHING;
            RETURN NEW; END $$;
        CREATE TRIGGER welcomed AFTER INSERT ON logins FOR EACH ROW EXECUTE FUNCTION welcome();
        CREATE FUNCTION open_up(who uuid, note text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
            IF EXISTS (SELECT 1 FROM profiles WHERE id = who AND mail = 'a@x') THEN
                UPDATE profiles SET is_open = true WHERE id = who;
                INSERT INTO notes (line) VALUES (note);
            ELSE
                INSERT INTO others (line) VALUES (note);
            END IF; END $$;
        CREATE TABLE notes (line text);
        CREATE TABLE others (line text);
        ALTER TABLE profiles ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON profiles FOR SELECT USING (id = auth.uid());
        CREATE POLICY open ON profiles FOR SELECT USING (is_open);
        """
    private static let anna = "a0000000-0000-0000-0000-000000000000"
    private static let bert = "b0000000-0000-0000-0000-000000000000"

    private func proven(_ test: String) async throws -> Set<String> {
        try await ProvenClaims.of(
            """
            INSERT INTO logins VALUES ('\(Self.anna)', 'A@x'), ('\(Self.bert)', 'b@x');
            \(test)
            """, over: Self.schema)
    }

    /// Each sees her own profile; what is opened all see.
    @Test(arguments: [
        ("", ["own"]), ("SELECT open_up('\(bert)', 'n');", ["own"]),
        ("SELECT open_up('\(anna)', 'n');", ["own", "open"]),
    ])
    func whatTriggersHaveWrittenIsSeen(_ before: String, _ expected: [String]) async throws {
        let found = try await proven(
            """
            \(before)
            SET ROLE pg_monitor;
            SET request.jwt.claims = '{"sub": "\(Self.bert)"}';
            SELECT isnt((SELECT count(*) FROM profiles), 5::bigint);
            """)
        let policies = ["own", "open"].filter { found.contains("policy \($0) existence") }
        #expect(policies == expected)
    }

    /// Which branch a function takes is told by the rows that are there.
    @Test func branchesAreTakenByRows() async throws {
        let found = try await proven("SELECT lives_ok($$ SELECT open_up('\(Self.anna)', 'n') $$);")
        #expect(found.contains("table notes existence"))
        #expect(!found.contains("table others existence"))
    }

    /// A row that a trigger has made is gone by its key alone.
    @Test func whatTriggersHaveWrittenGoesWithItsKey() async throws {
        let found = try await proven(
            """
            DELETE FROM logins WHERE id = '\(Self.anna)';
            SELECT is_empty($$ SELECT FROM profiles WHERE id = '\(Self.anna)' $$);
            """)
        #expect(found.contains("foreign_key of_login existence"))
    }
}
