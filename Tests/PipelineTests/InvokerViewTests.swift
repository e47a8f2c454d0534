import Testing

/// What a view with `security_invoker` reads is read as whoever asks: row security of its tables
/// applies, and not where the view is read as its owner.
struct InvokerViewTests {
    private static let tables = """
        CREATE TABLE notes (id int PRIMARY KEY, owner text);
        GRANT ALL ON notes TO pg_monitor;
        ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON notes USING (owner = 'anna');
        """

    @Test(arguments: [
        ("CREATE VIEW v WITH (security_invoker) AS SELECT id FROM notes;", true),
        ("CREATE VIEW v WITH (security_invoker = off) AS SELECT id FROM notes;", false),
        ("CREATE VIEW v AS SELECT id FROM notes;", false),
        ("CREATE VIEW v AS SELECT id FROM notes; ALTER VIEW v SET (security_invoker = on);", true),
        (
            "CREATE VIEW v WITH (security_invoker) AS SELECT id FROM notes; ALTER VIEW v RESET (security_invoker);",
            false
        ),
        (
            "CREATE VIEW v WITH (security_invoker) AS SELECT id FROM notes; CREATE OR REPLACE VIEW v AS SELECT id FROM notes;",
            false
        ),
        // The inner one is read as the outer one's owner.
        (
            "CREATE VIEW w WITH (security_invoker) AS SELECT id FROM notes; CREATE VIEW v AS SELECT id FROM w;",
            false
        ),
        (
            "CREATE VIEW w WITH (security_invoker) AS SELECT id FROM notes; CREATE VIEW v WITH (security_invoker) AS SELECT id FROM w;",
            true
        ),
    ])
    func tablesBehindAreReadAsTheRole(_ view: String, _ isProof: Bool) async throws {
        let test = """
            INSERT INTO notes VALUES (1, 'anna'), (2, 'bert');
            SET ROLE pg_monitor;
            SELECT is((SELECT count(*)::int FROM v), 1);
            """
        let found = try await ProvenClaims.of(
            test, over: Self.tables + view + "GRANT SELECT ON v TO pg_monitor;")
        #expect(found.contains("policy own existence") == isProof, "\(view)")
        #expect(found.contains("table notes row_security") == isProof, "\(view)")
    }

    /// Of a row that is asked for by its key nothing is hidden.
    @Test(arguments: [("1", false), ("2", true)])
    func conditionsReachTheTable(_ id: String, _ isHidden: Bool) async throws {
        let test = """
            INSERT INTO notes VALUES (1, 'anna'), (2, 'bert');
            SET ROLE pg_monitor;
            SELECT is((SELECT count(*)::int FROM v WHERE id = \(id)), \(isHidden ? 0 : 1));
            """
        let found = try await ProvenClaims.of(
            test,
            over: Self.tables
                + "CREATE VIEW v WITH (security_invoker) AS SELECT id FROM notes; GRANT SELECT ON v TO pg_monitor;"
        )
        #expect(found.contains("table notes row_security") == isHidden)
    }

    /// Which of the notes are asked for tells another table: those of them that are hidden need not
    /// be among them.
    @Test(arguments: [
        ("WHERE topic = '1'", false), ("WHERE topic IN ('1', '2')", false), ("", true),
    ])
    func conditionsOnWhatIsJoined(_ condition: String, _ isProof: Bool) async throws {
        let test = """
            SET ROLE pg_monitor;
            SELECT is((SELECT count(*)::int FROM v \(condition)), 1);
            """
        let found = try await ProvenClaims.of(
            test,
            over: Self.tables + """
                CREATE TABLE topics (note int, topic text);
                CREATE VIEW v WITH (security_invoker) AS
                    SELECT n.owner, t.topic, t.note AS id FROM notes n JOIN topics t ON t.note = n.id;
                GRANT SELECT ON v, topics TO pg_monitor;
                """)
        #expect(found.contains("table notes row_security") == isProof)
    }
}
