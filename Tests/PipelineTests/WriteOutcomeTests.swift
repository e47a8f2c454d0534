import Testing

/// Writes that row security may keep from doing anything, and what policies read: each case is one
/// that a mutation on a real server has shown.
struct WriteOutcomeTests {
    private static let schema = """
        CREATE TABLE seats (id int PRIMARY KEY, club int NOT NULL, who text);
        CREATE TABLE clubs (id int PRIMARY KEY, name text, owner text, size int);
        CREATE TABLE notes (id int PRIMARY KEY, body text, kind text, stamped text);
        ALTER TABLE seats ENABLE ROW LEVEL SECURITY;
        ALTER TABLE clubs ENABLE ROW LEVEL SECURITY;
        CREATE POLICY seated ON seats FOR SELECT TO web USING (who = current_user);
        CREATE POLICY listed ON clubs FOR SELECT TO web
            USING (EXISTS (SELECT FROM seats s WHERE s.club = clubs.id));
        CREATE POLICY owned ON clubs FOR UPDATE TO web USING (owner = current_user);
        CREATE POLICY ended ON clubs FOR DELETE TO web USING (owner = current_user);
        CREATE FUNCTION keep() RETURNS text LANGUAGE sql AS $$ SELECT 'kept' $$;
        CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.kind = 'kept' THEN NEW.stamped := keep(); END IF; RETURN NEW; END $$;
        CREATE TRIGGER stamped BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION stamp();
        """

    private func proven(_ test: String) async throws -> Set<String> {
        try await ProvenClaims.of(test, over: Self.schema)
    }

    /// Which of the policy for a write, and row security, a test of one proves.
    private func proves(_ write: String, _ look: String, _ policy: String) async throws
        -> (policy: Bool, rowSecurity: Bool)
    {
        let proven = try await proven("SET ROLE web; \(write); RESET ROLE; \(look);")
        return (
            proven.contains("policy \(policy) existence"),
            proven.contains("table clubs row_security")
        )
    }

    @Test(arguments: [
        ("UPDATE clubs SET name = 'x'", "SELECT is((SELECT name FROM clubs), 'x')", true),
        ("UPDATE clubs SET name = 'x'", "SELECT is((SELECT name FROM clubs), 'a')", false),
        (
            "UPDATE clubs SET name = 'x' WHERE id = 1",
            "SELECT is((SELECT name FROM clubs WHERE id = 1), 'x')", true
        ),
        (
            "UPDATE clubs SET name = 'x' WHERE id = 1",
            "SELECT is((SELECT name FROM clubs WHERE id = 1), 'a')", false
        ),
        (
            "UPDATE clubs SET name = 'x' WHERE id = 1",
            "SELECT results_eq('SELECT name FROM clubs WHERE id = 1', ARRAY['a'])", false
        ),
        (
            "UPDATE clubs SET name = 'x' WHERE id = 1",
            "SELECT results_eq('SELECT name FROM clubs WHERE id = 1', $$VALUES ('x')$$)", true
        ),
        (
            "UPDATE clubs SET name = 'x' WHERE id = 1",
            "SELECT is_empty($$SELECT FROM clubs WHERE id = 1 AND name = 'x'$$)", false
        ),
        (
            "UPDATE clubs SET name = 'x' WHERE id = 1",
            "SELECT isnt_empty($$SELECT FROM clubs WHERE id = 1 AND name = 'x'$$)", true
        ),
        // Whichever rows have it now.
        (
            "UPDATE clubs SET name = 'x' WHERE id = 1",
            "SELECT is((SELECT count(*) FROM clubs WHERE name = 'x'), 0::bigint)", false
        ),
        (
            "UPDATE clubs SET name = 'x' WHERE id = 1",
            "SELECT is((SELECT count(*) FROM clubs WHERE name = 'x'), 1::bigint)", true
        ),
    ])
    func updatesAreSeenOrRefused(_ write: String, _ look: String, _ isDone: Bool) async throws {
        let found = try await proves(write, look, "owned")
        #expect(found.policy == isDone)
        #expect(found.rowSecurity || isDone)
    }

    @Test(arguments: [
        ("SELECT is_empty('SELECT FROM clubs WHERE id = 1')", true),
        ("SELECT is((SELECT count(*) FROM clubs WHERE id = 1), 1::bigint)", false),
        // By then somebody else has done it.
        (
            "DELETE FROM clubs WHERE id = 1; SELECT is_empty('SELECT FROM clubs WHERE id = 1')",
            false
        ),
    ])
    func deletionsAreSeenOrRefused(_ look: String, _ isDone: Bool) async throws {
        for write in [
            "DELETE FROM clubs WHERE id = 1", "SELECT lives_ok('DELETE FROM clubs WHERE id = 1')",
        ] {
            #expect(try await proves(write, look, "ended").policy == isDone, "\(write); \(look)")
        }
    }

    /// A look at all rows tells by what somebody has seen before.
    @Test(arguments: [
        (
            "1", "DELETE FROM clubs WHERE id = 1",
            "SELECT is((SELECT count(*) FROM clubs), 1::bigint)", false
        ),
        (
            "2", "DELETE FROM clubs WHERE id = 1",
            "SELECT is((SELECT count(*) FROM clubs), 1::bigint)", true
        ),
        (
            "1", "UPDATE clubs SET name = 'x' WHERE id = 1",
            "SELECT is((SELECT name FROM clubs), 'a')", false
        ),
        (
            "1", "UPDATE clubs SET name = 'x' WHERE id = 1",
            "SELECT is((SELECT name FROM clubs), 'x')", true
        ),
    ])
    func looksAtAllRowsAreCompared(
        _ before: String, _ write: String, _ look: String, _ isDone: Bool
    ) async throws {
        let found = try await proven(
            """
            SELECT is((SELECT count(*) FROM clubs), \(before)::bigint);
            SET ROLE web; \(write); RESET ROLE; \(look);
            """)
        #expect(found.contains("policy owned existence") == (isDone && write.hasPrefix("UPDATE")))
        #expect(found.contains("policy ended existence") == (isDone && write.hasPrefix("DELETE")))
    }

    /// The only policy finds a row of another table only by way of that table's own.
    @Test func policiesReadAsTheRole() async throws {
        let proven = try await proven(
            "SET ROLE web; SELECT is((SELECT count(*) FROM clubs), 1::bigint);")
        #expect(proven.isSuperset(of: ["policy listed existence", "policy seated existence"]))
    }

    /// Without row security it would be there as well.
    @Test func oneRowSaysNothingOfOthers() async throws {
        for (look, isProven) in [
            ("SELECT is((SELECT count(*) FROM clubs), 1::bigint)", true),
            ("SELECT is((SELECT name FROM clubs WHERE id = 1), 'a')", false),
            ("SELECT isnt((SELECT name FROM clubs WHERE name = 'a'), NULL)", false),
            // All of them are the role's, or none; a row whose column is 0 is there.
            ("SELECT is((SELECT count(*) FROM clubs WHERE id = 1), 0::bigint)", true),
            ("SELECT is((SELECT size FROM clubs WHERE id = 1), 0)", false),
            ("SELECT is_empty('SELECT FROM clubs WHERE id = 1')", true),
        ] {
            let proven = try await proven("SELECT fill(); SET ROLE web; \(look);")
            #expect(proven.contains("table clubs row_security") == isProven, "\(look)")
        }
    }

    @Test(arguments: [
        ("'kept'", true), ("'lost'", false), ("NULL", false), ("current_user", false),
    ])
    func triggersKnowTheRow(_ kind: String, _ isCalled: Bool) async throws {
        let proven = try await proven("INSERT INTO notes (id, kind) VALUES (1, \(kind));")
        #expect(proven.contains("function keep existence") == isCalled)
    }

    @Test func rowsOfOneOwnerAreSeenOrNot() async throws {
        for (filter, isProven) in [("who = 'anna'", false), ("club = 1", true)] {
            let proven = try await proven(
                "SET ROLE web; SELECT is((SELECT count(*) FROM seats WHERE \(filter)), 2::bigint);")
            #expect(proven.contains("table seats row_security") == isProven)
            #expect(proven.contains("policy seated existence"))
        }
    }

    // MARK: - Functions that run what they are given

    @Test(arguments: [
        ("SELECT is(changed($$UPDATE clubs SET name = 'x' WHERE id = 1$$), 1);", true),
        ("SELECT is(changed($$UPDATE clubs SET name = 'x' WHERE id = 1$$), 0);", false),
        ("SELECT is(changed(statement => $$UPDATE clubs SET name = 'x' WHERE id = 1$$), 1);", true),
        ("SELECT passes($$UPDATE clubs SET name = 'x' WHERE id = 1 RETURNING id$$);", true),
    ])
    func testsOwnFunctionsRunTheirArguments(_ test: String, _ isDone: Bool) async throws {
        let functions = """
            CREATE FUNCTION changed(statement text) RETURNS int LANGUAGE plpgsql AS $f$
            DECLARE n int; BEGIN EXECUTE statement; GET DIAGNOSTICS n = ROW_COUNT; RETURN n; END $f$;
            CREATE FUNCTION passes(statement text) RETURNS text LANGUAGE sql AS $f$
            SELECT isnt_empty($1) $f$;
            """
        let proven = try await proven(functions + "SET ROLE web;" + test)
        #expect(proven.contains("column name existence"))
        #expect(proven.contains("policy owned existence") == isDone)
        #expect(proven.contains("table clubs row_security") || isDone)
    }

    @Test(arguments: [("23502", true), ("00000", false)])
    func testsOwnFunctionsSayWhatWentWrong(_ state: String, _ isProven: Bool) async throws {
        let function = """
            CREATE FUNCTION failure(statement text) RETURNS text LANGUAGE plpgsql AS $f$
            BEGIN EXECUTE statement; RETURN '00000'; EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE; END $f$;
            """
        let proven = try await proven(
            function + "SELECT is(failure('INSERT INTO seats (id) VALUES (1)'), '\(state)');")
        #expect(proven.contains("column club nullability") == isProven)
    }
}
