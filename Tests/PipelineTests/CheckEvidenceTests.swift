import Testing

/// Which CHECK a row breaks: where it breaks two, the test would fail without neither.
struct CheckEvidenceTests {
    private static let schema = """
        CREATE TYPE stage AS ENUM ('draft', 'out');
        CREATE TABLE papers (
            id int, stage stage NOT NULL DEFAULT 'draft', number bigint, shown_at timestamptz,
            CONSTRAINT positive CHECK (number IS NULL OR number > 0),
            CONSTRAINT numbered CHECK (CASE stage
                WHEN 'draft' THEN number IS NULL AND shown_at IS NULL
                WHEN 'out' THEN number IS NOT NULL END));
        """

    /// What a row has by default may break another one.
    @Test(arguments: [
        ("(number) VALUES (0)", []), ("(number) VALUES (7)", ["numbered"]),
        ("(number, stage) VALUES (0, 'out')", ["positive"]),
        ("(shown_at) VALUES (now())", ["numbered"]), ("(id) VALUES (1)", []),
    ])
    func defaultsMayBreakAnother(_ row: String, _ expected: [String]) async throws {
        let found = try await ProvenClaims.of(
            "SELECT throws_ok($$ INSERT INTO papers \(row) $$, '23514');", over: Self.schema)
        let broken = ["positive", "numbered"].filter { found.contains("check \($0) existence") }
        #expect(broken == expected, "\(row)")
    }
}
