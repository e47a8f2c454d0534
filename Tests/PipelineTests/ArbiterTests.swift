import Testing

/// ON CONFLICT means a unique index over its columns: without one, or with one that is not unique,
/// the server rejects the statement (`infer_arbiter_indexes`).
struct ArbiterTests {
    private static let schema = """
        CREATE TABLE jobs (queue int, dedupe text, state text, mail text, place int);
        CREATE UNIQUE INDEX once ON jobs (queue, dedupe) WHERE state = 'ready';
        CREATE UNIQUE INDEX one_mail ON jobs (mail);
        CREATE UNIQUE INDEX one_place ON jobs (place) WHERE state = 'ready';
        CREATE UNIQUE INDEX one_place_at_all ON jobs (place);
        CREATE FUNCTION add(d text) RETURNS void LANGUAGE sql AS $$ INSERT INTO jobs (queue, dedupe)
            VALUES (1, d) ON CONFLICT (queue, dedupe) WHERE state = 'ready' DO NOTHING $$;
        """

    @Test(arguments: [
        ("INSERT INTO jobs (mail) VALUES ('a') ON CONFLICT (mail) DO NOTHING", ["one_mail"]),
        ("SELECT add('a')", ["once"]),
        // Without a condition no partial index is meant; with one, either may be.
        (
            "INSERT INTO jobs (place) VALUES (1) ON CONFLICT (place) DO NOTHING",
            ["one_place_at_all"]
        ),
        (
            "INSERT INTO jobs (place) VALUES (1) ON CONFLICT (place) WHERE state = 'ready' DO NOTHING",
            []
        ),
        ("INSERT INTO jobs (mail) VALUES ('a') ON CONFLICT DO NOTHING", []),
    ])
    func indexes(_ statement: String, _ expected: [String]) async throws {
        let proven = try await ProvenClaims.of(
            "SELECT lives_ok($q$ \(statement) $q$);", over: Self.schema)
        for facet in ["existence", "uniqueness"] {
            #expect(
                proven.filter { $0.hasPrefix("index ") && $0.hasSuffix(facet) }
                    == Set(expected.map { "index \($0) \(facet)" }))
        }
    }
}
