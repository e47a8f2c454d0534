import Testing

/// Policies that ask for more of the token than whose it is.
struct TokenClaimTests {
    private static let schema = """
        CREATE SCHEMA IF NOT EXISTS auth;
        CREATE TABLE notes (id int PRIMARY KEY, tenant text);
        GRANT ALL ON notes TO pg_monitor;
        ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
        """
    private static let asksFor = [
        "auth.jwt() ->> 'tenant'", "(auth.jwt() -> 'app_metadata') ->> 'tenant'",
        "current_setting('request.jwt.claims', true)::jsonb ->> 'tenant'",
    ]

    /// Each of two policies lets one row through.
    @Test(arguments: asksFor)
    func claimsAreEvaluated(_ tenant: String) async throws {
        let schema =
            Self.schema + """
                CREATE POLICY mine ON notes USING (tenant = \(tenant));
                CREATE POLICY other ON notes USING (tenant = 'nobody''s');
                """
        let claims = #"{"sub": "1", "tenant": "a", "app_metadata": {"tenant": "a"}}"#
        let test = """
            INSERT INTO notes VALUES (1, 'a'), (2, 'b');
            SET ROLE pg_monitor;
            SET request.jwt.claims = '\(claims)';
            SELECT is((SELECT count(*)::int FROM notes), 1);
            """
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("policy mine existence"), "\(tenant)")
        #expect(!found.contains("policy other existence"), "\(tenant)")
        #expect(found.contains("table notes row_security"), "\(tenant)")
    }

    /// A helper puts the claims together from its arguments.
    @Test(arguments: [("a", true), ("b", false)])
    func helpersMakeClaims(_ tenant: String, _ isLetThrough: Bool) async throws {
        let schema =
            Self.schema + """
                CREATE POLICY mine ON notes USING (tenant = auth.jwt() ->> 'tenant');
                CREATE POLICY open ON notes USING (tenant = 'a');
                """
        let test = """
            CREATE FUNCTION act_as(who uuid, tenant text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                PERFORM set_config('request.jwt.claims',
                    json_build_object('sub', who, 'tenant', tenant)::text, true);
                PERFORM set_config('role', 'pg_monitor', true); END $$;
            INSERT INTO notes VALUES (1, 'a');
            SELECT act_as('a0000000-0000-0000-0000-000000000000', '\(tenant)');
            SELECT is((SELECT count(*)::int FROM notes), 1);
            """
        let found = try await ProvenClaims.of(test, over: schema)
        // Both let the row through, or one alone does.
        #expect(found.contains("policy open existence") == !isLetThrough)
        #expect(!found.contains("policy mine existence"))
    }

    /// Settings of the application's own: by SET, set_config() and helpers of the test.
    @Test(arguments: [
        ("SET app.tenant = 'a';", true), ("SELECT set_config('app.tenant', 'a', true);", true),
        ("SELECT act_for('a');", true), ("SELECT other(); SET LOCAL app.tenant TO 'a';", true),
        ("SELECT other(); SET app.tenant = 'b';", false), ("SELECT act_for('b');", false),
        ("SET app.tenant = 'a'; RESET app.tenant;", nil),
    ])
    func settingsAreEvaluated(_ setting: String, _ isLetThrough: Bool?) async throws {
        let schema =
            Self.schema + """
                CREATE FUNCTION tenant() RETURNS text LANGUAGE sql STABLE
                    AS $$ SELECT nullif(current_setting('app.tenant', true), '') $$;
                CREATE POLICY mine ON notes USING (tenant = tenant());
                CREATE POLICY every ON notes USING (tenant <> 'b');
                """
        let test = """
            CREATE FUNCTION act_for(tenant text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                PERFORM set_config('app.tenant', tenant, true); END $$;
            CREATE FUNCTION other() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
            INSERT INTO notes VALUES (1, 'b');
            \(setting)
            SET ROLE pg_monitor;
            SELECT is((SELECT count(*)::int FROM notes), \(isLetThrough == true ? 0 : 1));
            """
        let found = try await ProvenClaims.of(test, over: schema)
        // The row is the other tenant's, or the policy lets it through; unset, nobody knows.
        #expect(found.contains("policy mine existence") == (isLetThrough != true), "\(setting)")
        #expect(!found.contains("policy every existence"), "\(setting)")
    }
}
