import Testing

/// A test's own functions that become somebody, run what they are given, and go back.
struct RunAsTests {
    private static let schema = """
        CREATE TABLE notes (id int PRIMARY KEY, owner text);
        ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON notes TO web
            USING (owner = current_setting('request.jwt.claims', true)::jsonb ->> 'sub');
        CREATE TABLE log (id int);
        GRANT ALL ON notes, log TO web;
        CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
            AS $$ BEGIN INSERT INTO log VALUES (NEW.id); RETURN NEW; END $$;
        ALTER TABLE log ENABLE ROW LEVEL SECURITY;
        CREATE TRIGGER noting AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION noted();
        """

    /// Of the caller's role and person, by `become` and `leave`.
    private static func helper(_ become: String, _ leave: String) -> String {
        """
        CREATE FUNCTION pg_temp.ask(r text, who text, q text) RETURNS int LANGUAGE plpgsql AS $f$
        DECLARE found int;
        BEGIN
            \(become)
            EXECUTE format('SELECT count(*) FROM (%s) AS x', q) INTO found;
            \(leave)
            RETURN found;
        END $f$;
        INSERT INTO notes VALUES (1, 'ann'), (2, 'bob');

        """
    }

    private static let claims = """
        PERFORM set_config('request.jwt.claims', CASE WHEN who IS NULL THEN ''
            ELSE json_build_object('sub', who)::text END, true);
        """

    @Test(arguments: [
        ("PERFORM set_config('role', r, true);", "PERFORM set_config('role', 'none', true);"),
        ("EXECUTE format('SET LOCAL ROLE %I', r);", "RESET ROLE;"),
        ("EXECUTE 'SET ROLE ' || r;", "EXECUTE 'RESET ROLE';"),
        ("PERFORM set_config('role', 'web', true);", "SET ROLE NONE;"),
    ])
    func whatTheyAreGivenRunsAsWhomTheyBecame(_ become: String, _ leave: String) async throws {
        let test = Self.helper(Self.claims + become, leave)
        let found = try await ProvenClaims.of(
            test + "SELECT is(pg_temp.ask('web', 'ann', 'SELECT id FROM notes'), 1);",
            over: Self.schema)
        #expect(found.contains("policy own existence"), "\(become)")
        #expect(found.contains("policy own roles"), "\(become)")
        #expect(found.contains("table notes row_security"), "\(become)")
        // Nobody's token.
        let nobody = try await ProvenClaims.of(
            test + "SELECT is(pg_temp.ask('web', NULL, 'SELECT id FROM notes'), 0);",
            over: Self.schema)
        #expect(nobody.contains("table notes row_security"), "\(become)")
        #expect(!nobody.contains("policy own existence"), "\(become)")
    }

    /// Behind them the test is who it was.
    @Test func theyGoBack() async throws {
        let test =
            Self.helper(
                "PERFORM set_config('role', 'web', true);",
                "PERFORM set_config('role', 'none', true);")
                + """
                SELECT is(pg_temp.ask('web', 'ann', 'SELECT id FROM log'), 0);
                INSERT INTO notes VALUES (3, 'ann');
                SELECT is((SELECT count(*) FROM log)::int, 3);
                """
        let found = try await ProvenClaims.of(test, over: Self.schema)
        #expect(found.contains("trigger noting existence"))
        #expect(!found.contains("function noted security"))
    }

    /// Branches that end alike leave nothing open.
    @Test func branchesMayAgree() async throws {
        func found(_ other: String) async throws -> Set<String> {
            let test = Self.helper(
                """
                IF who IS NULL THEN PERFORM set_config('role', 'web', true);
                ELSE \(Self.claims) PERFORM set_config('role', '\(other)', true); END IF;
                """, "RESET ROLE;")
            return try await ProvenClaims.of(
                test + "SELECT is(pg_temp.ask('web', 'ann', 'SELECT id FROM log'), 0);",
                over: Self.schema + "CREATE POLICY all_log ON log TO admin USING (false);")
        }
        #expect(try await found("web").contains("table log row_security"))
        #expect(try await !found("web").contains("policy all_log existence"))
    }
}
