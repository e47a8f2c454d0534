import Testing

/// DO blocks that an assertion, or a test's own function, is given as text.
struct TextBlockTests {
    private static let schema = """
        CREATE TABLE crates (id int PRIMARY KEY, size int CHECK (size > 0), note text);
        CREATE TABLE shelves (id int PRIMARY KEY, name text);
        """
    private static let helper = """
        CREATE FUNCTION pg_temp.fails_with(command text, wanted text) RETURNS boolean
        LANGUAGE plpgsql AS $f$ DECLARE seen text; BEGIN
            BEGIN EXECUTE command; RAISE EXCEPTION USING errcode = 'ZX001';
            EXCEPTION WHEN OTHERS THEN seen := SQLSTATE; END;
            RETURN seen = wanted; END $f$;
        """
    private static let insert =
        "SET CONSTRAINTS ALL DEFERRED; INSERT INTO crates (id, size) VALUES (1, 0);"

    private func proven(_ test: String) async throws -> Set<String> {
        try await ProvenClaims.of(test, over: Self.schema)
    }

    @Test func whatRunsIsExercised() async throws {
        let found = try await proven(
            "SELECT lives_ok($$ DO $d$ BEGIN INSERT INTO shelves (name) VALUES ('a'); END $d$ $$);")
        #expect(found.contains("column name existence"))
    }

    @Test(arguments: [
        "SELECT throws_ok($$ DO $d$ BEGIN \(insert) END $d$ $$, '23514');",
        helper
            + "SELECT ok(pg_temp.fails_with($$ DO $d$ BEGIN \(insert) END $d$ $$, '23514'), 'x');",
        helper + "SELECT ok(pg_temp.fails_with('INSERT INTO crates VALUES (1, 0)', '23514'), 'x');",
    ])
    func theOnlyStatementIsWhatFails(_ test: String) async throws {
        #expect(try await proven(test).contains("check crates_size_check existence"))
    }

    /// Of several it cannot be told which.
    @Test func ofSeveralNoneIs() async throws {
        let found = try await proven(
            """
            SELECT throws_ok($$ DO $d$ BEGIN \(Self.insert)
                INSERT INTO shelves VALUES (1); END $d$ $$, '23514');
            """)
        #expect(!found.contains("check crates_size_check existence"))
        #expect(!found.contains("table shelves existence"))
    }
}
