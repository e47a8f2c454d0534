import Testing

/// Defaults of columns that may be null, which a test compares: each case was shown by dropping the
/// default on a real server.
struct ComparedDefaultTests {
    private static let schema = """
        CREATE TABLE tickets (id int PRIMARY KEY, state text DEFAULT 'open', weight int DEFAULT 0,
            urgent boolean DEFAULT false, stamped text DEFAULT 'no');
        CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            NEW.stamped := 'no'; RETURN NEW; END $$;
        CREATE TRIGGER stamped BEFORE UPDATE ON tickets FOR EACH ROW EXECUTE FUNCTION stamp();
        """

    private func isProven(_ column: String, _ test: String) async throws -> Bool {
        try await ProvenClaims.of(test, over: Self.schema).contains("column \(column) default")
    }

    @Test(arguments: [
        ("state", "SELECT is((SELECT state FROM tickets WHERE id = 1), 'open');"),
        ("state", "SELECT is(state, 'open') FROM tickets;"),
        ("urgent", "SELECT is((SELECT urgent FROM tickets), false);"),
        ("weight", "SELECT is((SELECT weight FROM tickets), 0);"),
        (
            "weight",
            "SELECT results_eq('SELECT state, weight FROM tickets', $$VALUES ('open', 0)$$);"
        ),
        (
            "state",
            "SELECT results_eq('INSERT INTO tickets (id) VALUES (2) RETURNING state', ARRAY['open']);"
        ),
    ])
    func comparedDefaultsAreProven(_ column: String, _ look: String) async throws {
        #expect(try await isProven(column, "INSERT INTO tickets (id) VALUES (1);\n" + look))
    }

    @Test(arguments: [
        // The value was given.
        (
            "state", "INSERT INTO tickets (id, state) VALUES (1, 'open');",
            "SELECT is((SELECT state FROM tickets), 'open');"
        ),
        (
            "state",
            "INSERT INTO tickets (id) VALUES (1); UPDATE tickets SET state = lower('OPEN');",
            "SELECT is((SELECT state FROM tickets), 'open');"
        ),
        // Another row may be the one.
        (
            "state",
            "INSERT INTO tickets (id) VALUES (1); INSERT INTO tickets (id, state) VALUES (2, 'open');",
            "SELECT is((SELECT state FROM tickets LIMIT 1), 'open');"
        ),
        // Without it there would be the same.
        (
            "weight", "INSERT INTO tickets (id) VALUES (1);",
            "SELECT is((SELECT coalesce(weight, 0) FROM tickets), 0);"
        ),
        (
            "stamped", "INSERT INTO tickets (id) VALUES (1); UPDATE tickets SET weight = 1;",
            "SELECT is((SELECT stamped FROM tickets), 'no');"
        ),
        // Nobody knows the rows.
        ("state", "", "SELECT is((SELECT state FROM tickets), 'open');"),
    ])
    func othersAreNot(_ column: String, _ rows: String, _ look: String) async throws {
        #expect(try await !isProven(column, rows + "\n" + look))
    }
}
