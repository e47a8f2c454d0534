import Testing

/// What a test's own functions call is judged where an assertion calls them.
struct FileFunctionTests {
    private static let schema = """
        CREATE FUNCTION more(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
        """

    @Test(arguments: [
        ("plpgsql", "BEGIN RETURN more(x); END", "SELECT is(pg_temp.own(1), 2);", true),
        (
            "plpgsql", "DECLARE v int; BEGIN SELECT more(x) INTO v; RETURN v; END",
            "SELECT ok(pg_temp.own(1) = 2);", true
        ),
        ("sql", "SELECT more(x)", "SELECT lives_ok('SELECT pg_temp.own(1)');", true),
        ("sql", "SELECT more(x)", "SELECT results_eq('SELECT pg_temp.outer(1)', ARRAY[2]);", true),
        // Nobody looks at what comes of it.
        ("sql", "SELECT more(x)", "SELECT pg_temp.own(1); SELECT pass();", false),
    ])
    func routinesBehindThem(
        _ language: String, _ body: String, _ assertion: String, _ isProof: Bool
    ) async throws {
        let test = """
            CREATE FUNCTION pg_temp.own(x int) RETURNS int LANGUAGE \(language) AS $$ \(body) $$;
            CREATE FUNCTION pg_temp.outer(x int) RETURNS int LANGUAGE sql AS
                $o$ SELECT pg_temp.own(x) $o$;
            \(assertion)
            """
        let found = try await ProvenClaims.of(test, over: Self.schema)
        #expect(found.contains("function more existence"))
        #expect(found.contains("function more behavior") == isProof, "\(body) \(assertion)")
    }
}
