import SchemaCatalog
import Testing

/// What statements under another role prove: row security, policies, routines that run as their
/// owner.
struct RoleEvidenceTests {
    /// What lets every row through hides none, and makes other policies needless.
    @Test func openPoliciesHideNothing() async throws {
        let query = "SET LOCAL ROLE web; SELECT results_eq('SELECT name FROM things', ARRAY['x']);"
        let table = """
            CREATE TABLE things (name text); ALTER TABLE things ENABLE ROW LEVEL SECURITY;
            CREATE POLICY all_of_them ON things FOR SELECT TO web USING (true);
            """
        let open = try await ProvenClaims.of(query, over: table)
        #expect(open.contains("policy all_of_them existence"))
        #expect(!open.contains("table things row_security"))
        let more = "CREATE POLICY own ON things FOR SELECT TO web USING (name = current_user);"
        let two = try await ProvenClaims.of(query, over: table + more)
        #expect(two.contains("policy all_of_them existence"))
        #expect(!two.contains("policy own existence"))
        let closed = table.replacing("true", with: "name <> ''")
        #expect(
            try await ProvenClaims.of(query, over: closed).contains("table things row_security"))
    }

    /// More rows would do as well where it is enough that there is one.
    @Test(arguments: [
        ("ok(EXISTS (SELECT 1 FROM things))", false),
        ("is(EXISTS (SELECT 1 FROM things), true)", false),
        ("ok((SELECT count(*) > 0 FROM things))", false),
        ("cmp_ok((SELECT count(*) FROM things), '>=', 1::bigint)", false),
        ("isnt_empty('SELECT 1 FROM things')", false),
        ("ok((SELECT count(*) = 1 FROM things))", true),
        ("is((SELECT count(*) FROM things), 1::bigint)", true),
        ("cmp_ok((SELECT count(*) FROM things), '<', 2::bigint)", true),
    ])
    func someRowHidesNothing(_ assertion: String, _ isProof: Bool) async throws {
        let table = """
            CREATE TABLE things (name text); ALTER TABLE things ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON things FOR SELECT TO web USING (name = current_user);
            """
        let test = """
            INSERT INTO things VALUES ('web'), ('other'); SET ROLE web; SELECT \(assertion);
            """
        let found = try await ProvenClaims.of(test, over: table)
        #expect(found.contains("policy own existence"), "\(assertion)")
        #expect(found.contains("table things row_security") == isProof, "\(assertion)")
    }

    /// What asks nothing of a row shows all rows or none.
    @Test(arguments: [
        ("current_user = 'web'", "1", false), ("name = current_user", "1", true),
        ("current_user = 'web'", "NULL", true),
    ])
    func policiesThatAskNothingOfARow(
        _ condition: String, _ given: String, _ isProof: Bool
    ) async throws {
        let table = """
            CREATE TABLE things (name text, n int); ALTER TABLE things ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON things FOR SELECT TO web USING (\(condition));
            """
        let test = "SET ROLE web; SELECT is((SELECT max(n) FROM things), \(given));"
        let found = try await ProvenClaims.of(test, over: table)
        #expect(found.contains("table things row_security") == isProof, "\(condition)")
    }

    /// Without a policy SELECT, UPDATE and DELETE do nothing, which is no error.
    @Test func silentCommandsNeedALook() async throws {
        let table = """
            CREATE TABLE things (name text); ALTER TABLE things ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON things TO web USING (name = current_user);
            """
        for (statement, isProof) in [
            ("INSERT INTO things VALUES (''x'')", true),
            ("UPDATE things SET name = ''y''", false), ("DELETE FROM things", false),
            ("SELECT * FROM things", false),
        ] {
            let test = "SET ROLE web; SELECT lives_ok('\(statement)');"
            let alone = try await ProvenClaims.of(test, over: table)
            #expect(alone.contains("policy own existence") == isProof, "\(statement)")
        }
        let seen = try await ProvenClaims.of(
            """
            SET ROLE web; SELECT lives_ok($$ UPDATE things SET name = 'y' $$); RESET ROLE;
            SELECT is((SELECT name FROM things), 'y');
            """, over: table)
        #expect(seen.contains("policy own existence"))
    }

    /// What is refused for want of the privilege to write is not refused by what is read.
    @Test func writesWithoutThePrivilegeMeetNoPolicy() async throws {
        let table = """
            CREATE TABLE things (name text); ALTER TABLE things ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON things FOR SELECT TO web USING (name = current_user);
            CREATE POLICY mine ON things FOR UPDATE TO web USING (true) WITH CHECK (name <> '');
            """
        let test = """
            INSERT INTO things VALUES ('web'); SET ROLE web;
            SELECT throws_ok($$ UPDATE things SET name = '' $$, '42501');
            """
        for (grants, isProof) in [("SELECT", false), ("SELECT, UPDATE", true)] {
            let found = try await ProvenClaims.of(
                test, over: table + "GRANT \(grants) ON things TO web;")
            #expect(found.contains("policy own existence") == isProof, "\(grants)")
        }
    }

    /// What the caller may do himself needs no owner.
    @Test func definerIsNeededForWhatIsBarred() async throws {
        func isNeeded(_ grants: String) async throws -> Bool {
            let schema = """
                CREATE TABLE members (who text); \(grants)
                CREATE FUNCTION is_member() RETURNS boolean LANGUAGE sql SECURITY DEFINER
                    AS $$ SELECT EXISTS (SELECT FROM members WHERE who = current_user) $$;
                CREATE POLICY mine ON members FOR DELETE USING (is_member());
                """
            return try await ProvenClaims.of(
                "SET ROLE web; SELECT ok(is_member());", over: schema
            ).contains("function is_member security")
        }
        #expect(try await isNeeded(""))
        #expect(try await !isNeeded("GRANT SELECT ON members TO web;"))
        #expect(try await !isNeeded("GRANT SELECT ON members TO PUBLIC;"))
        #expect(try await isNeeded("GRANT INSERT ON members TO web;"))
        let secured =
            "GRANT SELECT ON members TO web; ALTER TABLE members ENABLE ROW LEVEL SECURITY;"
        #expect(try await isNeeded(secured))
        #expect(
            try await !isNeeded(
                secured + "CREATE POLICY own ON members USING (who = current_user);"))
        #expect(
            try await isNeeded(
                secured + "CREATE POLICY own ON members FOR INSERT WITH CHECK (true);"))
    }

    /// Within the policies of the table that it reads, it would call itself.
    @Test func definerKeepsPoliciesFromThemselves() async throws {
        let schema = """
            CREATE TABLE members (who text); GRANT SELECT ON members TO web;
            ALTER TABLE members ENABLE ROW LEVEL SECURITY;
            CREATE FUNCTION is_member() RETURNS boolean LANGUAGE sql SECURITY DEFINER
                AS $$ SELECT EXISTS (SELECT FROM members WHERE who = current_user) $$;
            CREATE POLICY fellows ON members FOR SELECT USING (is_member());
            """
        let found = try await ProvenClaims.of(
            "SET ROLE web; SELECT is((SELECT count(*) FROM members), 2);", over: schema)
        #expect(found.contains("function is_member security"))
    }

    /// A privilege that is missing is refused with the same SQLSTATE.
    @Test func missingPrivilegesAreNoRowSecurity() async throws {
        let table = """
            CREATE TABLE things (name text); ALTER TABLE things ENABLE ROW LEVEL SECURITY;
            GRANT INSERT ON things TO web;
            """
        for (test, isProof) in [
            ("throws_ok('INSERT INTO things VALUES (1)', '42501')", true),
            ("throws_ok('UPDATE things SET name = 1', '42501')", false),
            ("throws_like('INSERT INTO things VALUES (1)', '%row-level security%')", true),
            (
                "throws_ok('INSERT INTO things VALUES (1)', '42501', 'permission denied for table things')",
                false
            ),
        ] {
            let found = try await ProvenClaims.of("SET ROLE web; SELECT \(test);", over: table)
            #expect(found.contains("table things row_security") == isProof, "\(test)")
        }
    }

    /// A role has what the roles have that it is a member of, unless it does not inherit.
    @Test func membershipsGivePrivileges() async throws {
        let schema = """
            CREATE ROLE reader; CREATE ROLE editor IN ROLE reader; CREATE ROLE chief ROLE editor;
            CREATE ROLE loner NOINHERIT IN ROLE reader; CREATE ROLE gone IN ROLE reader;
            REVOKE reader FROM gone; ALTER ROLE editor RENAME TO author;
            ALTER ROLE author RENAME TO editor; CREATE TABLE books (id int);
            GRANT SELECT ON books TO reader; GRANT DELETE ON books TO chief;
            """
        for (role, privileges, isRight) in [
            ("reader", "'SELECT'", true), ("editor", "'SELECT', 'DELETE'", true),
            ("editor", "'SELECT'", false), ("loner", "'SELECT'", false),
            ("chief", "'DELETE'", true),
            ("gone", "'SELECT'", false),
        ] {
            let stale = try await ProvenClaims.diagnostics(
                "SELECT table_privs_are('books', '\(role)', ARRAY[\(privileges)]);", over: schema
            ).contains { $0.rule == "stale-assertion" }
            let found = try await ProvenClaims.of(
                "SELECT table_privs_are('books', '\(role)', ARRAY[\(privileges)]);", over: schema)
            #expect(found.contains("table books existence") == isRight, "\(role) \(privileges)")
            // What a role holds less than said is not told: superusers have it all.
            #expect(stale == (role == "editor" && !isRight), "\(role) \(privileges)")
        }
    }
}
