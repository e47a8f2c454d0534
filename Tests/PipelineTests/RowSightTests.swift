import Testing

/// What policies let somebody see of the rows that a test has made: each pair was shown by dropping
/// the policy, or switching row security off, on a real server.
struct RowSightTests {
    private static let schema = """
        CREATE SCHEMA IF NOT EXISTS auth;
        CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS
            $$ SELECT (current_setting('request.jwt.claims', true)::json ->> 'sub')::uuid $$;
        CREATE TABLE papers (id int PRIMARY KEY, owner text, is_open boolean NOT NULL DEFAULT false);
        CREATE TABLE readers (paper int, reader text);
        CREATE FUNCTION reads(id int) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS
            $$ BEGIN RETURN EXISTS (SELECT 1 FROM readers r
                WHERE r.paper = id AND r.reader = auth.uid()::text); END $$;
        ALTER TABLE papers ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON papers USING (owner = (SELECT auth.uid())::text);
        CREATE POLICY open ON papers FOR SELECT USING (is_open);
        CREATE POLICY lent ON papers FOR SELECT USING (reads(papers.id));
        """
    private static let anna = "a0000000-0000-0000-0000-000000000000"
    private static let bert = "b0000000-0000-0000-0000-000000000000"
    private static let signIn = """
        SET ROLE pg_monitor;
        SET request.jwt.claims = '{"role": "x", "sub": "\(anna)"}';
        """

    /// - Returns: Which policies the test proves, and `row security`.
    private func proven(_ test: String) async throws -> Set<String> {
        let found = try await ProvenClaims.of(test, over: Self.schema)
        var result = Set(
            ["own", "open", "lent"].filter { found.contains("policy \($0) existence") })
        if found.contains("table papers row_security") { result.insert("row security") }
        return result
    }

    @Test(arguments: [
        // Each sees a row that the other does not.
        ("(1, '\(anna)', false), (2, '\(bert)', true)", "2", ["own", "open"]),
        // Nothing is hidden, so that the result is the same without row security.
        ("(1, '\(anna)', false)", "1", ["own"]),
        ("(2, '\(bert)', true)", "1", ["open"]),
        // Bert's row is.
        ("(1, '\(anna)', false), (2, '\(bert)', false)", "1", ["own", "row security"]),
        // Either would do.
        ("(1, '\(anna)', true)", "1", []),
    ])
    func whatLetsTheRowsThroughIsProven(_ rows: String, _ count: String, _ expected: [String])
        async throws
    {
        let test = """
            INSERT INTO papers (id, owner, is_open) VALUES \(rows);
            \(Self.signIn)
            SELECT is((SELECT count(*)::int FROM papers), \(count));
            """
        // Nobody is lent a paper: the reading list is not known to have a row.
        #expect(try await proven(test).subtracting(["lent"]) == Set(expected), "\(test)")
    }

    /// A function that keeps a column in a variable, and returns what it says of it.
    @Test(arguments: [("chief", bert, "chief"), ("clerk", anna, "own")])
    func whatIsKeptOfARowIsKnown(_ kind: String, _ owner: String, _ expected: String) async throws {
        let schema = """
            CREATE TABLE staff (id text PRIMARY KEY, kind text);
            CREATE FUNCTION is_chief() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
            DECLARE mine text; BEGIN
                SELECT kind INTO mine FROM staff WHERE id = auth.uid()::text;
                IF mine IS NULL THEN RETURN false; END IF;
                RETURN mine = 'chief'; END $$;
            CREATE POLICY chief ON papers FOR SELECT USING (is_chief());
            """
        let test = """
            INSERT INTO staff (id, kind) VALUES ('\(Self.anna)', '\(kind)');
            INSERT INTO papers (id, owner) VALUES (1, '\(owner)');
            \(Self.signIn)
            SELECT is((SELECT count(*)::int FROM papers), 1);
            """
        let found = try await ProvenClaims.of(test, over: Self.schema + schema)
        let policies = ["own", "chief"].filter { found.contains("policy \($0) existence") }
        #expect(policies == [expected])
    }

    /// What a query shows may be a row that is known, so that the policies are told apart as before.
    @Test func rowsThatWereShownAreNoOthers() async throws {
        let test = """
            INSERT INTO papers (id, owner) VALUES (1, '\(Self.anna)'), (2, '\(Self.bert)');
            \(Self.signIn)
            SELECT results_eq('SELECT count(*)::int FROM papers WHERE id = ' || 1, ARRAY[1]);
            SELECT is((SELECT count(*)::int FROM papers), 1);
            """
        #expect(try await proven(test).subtracting(["lent"]) == ["own", "row security"])
    }

    /// Functions that only return a value are followed, with the rows that they read.
    @Test func functionsOfPoliciesAreFollowed() async throws {
        let test = """
            INSERT INTO papers (id, owner) VALUES (1, '\(Self.bert)'), (2, '\(Self.bert)');
            INSERT INTO readers VALUES (1, '\(Self.anna)');
            \(Self.signIn)
            SELECT is((SELECT count(*)::int FROM papers), 1);
            """
        #expect(try await proven(test) == ["lent", "row security"])
        let other = test.replacing("readers VALUES (1,", with: "readers VALUES (3,").replacing(
            "WHERE id", with: ""
        ).replacing("papers), 1)", with: "papers), 0)")
        #expect(try await proven(other) == ["row security"])
    }

    /// Who is signed in is said in many ways.
    @Test(arguments: [
        "SET LOCAL \"request.jwt.claims\" TO '{\"sub\":\"\(anna)\"}'",
        "SET request.jwt.claim.sub = '\(anna)'",
        "SELECT set_config('request.jwt.claims', json_build_object('sub', '\(anna)')::text, true)",
        "SELECT set_config('request.jwt.claims', format('{\"sub\":\"%s\"}', '\(anna)'), true)",
        "SELECT set_config('request.jwt.claims', format('{\"share\":\"1 %%\",\"sub\":\"%2$s\"}', 'x', '\(anna)'), true)",
        "SELECT set_config('request.jwt.claims', '{\"sub\": \"' || '\(anna)' || '\"}', true)",
        "SELECT enter('\(anna)')", "SELECT enter(who => '\(anna)')",
        "DO $$ BEGIN PERFORM set_config('request.jwt.claim.sub', '\(anna)', true); END $$",
    ])
    func tokensAreRead(_ signIn: String) async throws {
        let test = """
            CREATE FUNCTION enter(who text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                PERFORM set_config('request.jwt.claims',
                    jsonb_build_object('role', 'x', 'sub', who)::text, true); END $$;
            INSERT INTO papers (id, owner, is_open) VALUES (1, '\(Self.anna)', false);
            SET ROLE pg_monitor;
            \(signIn);
            SELECT is((SELECT count(*)::int FROM papers), 1);
            """
        #expect(try await proven(test).subtracting(["lent"]) == ["own"], "\(signIn)")
    }

    /// Where it cannot be told who is signed in, any policy may be the one.
    @Test func whoeverIsNotKnownMaySeeEverything() async throws {
        let test = """
            INSERT INTO papers (id, owner, is_open) VALUES (1, '\(Self.anna)', false);
            SET ROLE pg_monitor;
            SELECT set_config('request.jwt.claims', (SELECT claims FROM somewhere), true);
            SELECT is((SELECT count(*)::int FROM papers), 1);
            """
        #expect(try await proven(test).isSuperset(of: ["own", "open", "lent"]))
    }

    /// What a policy must find in another table is read as the role, where it comes to that.
    @Test(arguments: [true, false])
    func tablesBehindPoliciesAreReadAsTheRole(_ isLent: Bool) async throws {
        let schema =
            Self.schema + """
                CREATE TABLE pages (id int PRIMARY KEY, paper int, writer text);
                ALTER TABLE pages ENABLE ROW LEVEL SECURITY;
                CREATE POLICY shelved ON pages FOR SELECT USING (writer = auth.uid()::text
                    OR EXISTS (SELECT 1 FROM papers p WHERE p.id = paper AND p.owner = auth.uid()::text));
                """
        let writer = isLent ? Self.bert : Self.anna
        let found = try await ProvenClaims.of(
            """
            INSERT INTO papers (id, owner) VALUES (1, '\(Self.anna)');
            INSERT INTO pages VALUES (5, 1, '\(writer)');
            \(Self.signIn)
            SELECT is((SELECT count(*)::int FROM pages), 1);
            """, over: schema)
        #expect(found.contains("policy shelved existence"))
        #expect(found.contains("policy own existence") == isLent)
    }

    /// A row is put in by the policy that lets it in.
    @Test func newRowsAreLookedAtAsWell() async throws {
        let test = """
            \(Self.signIn)
            SELECT lives_ok('INSERT INTO papers (id, owner) VALUES (1, ''\(Self.anna)'')');
            """
        #expect(try await proven(test) == ["own"])
    }

    /// A row that may not become what it would is one that a policy lets somebody change; what is
    /// not let in at all needs no policy to be refused.
    @Test func rowsRefusedForWhatTheyBecomeNeedTheirPolicy() async throws {
        let schema = Self.schema + "GRANT INSERT, UPDATE ON papers TO pg_monitor;"
        let test =
            "INSERT INTO papers (id, owner) VALUES (1, '\(Self.anna)'); \(Self.signIn) SELECT "
        for (assertion, isProof) in [
            ("throws_ok('UPDATE papers SET owner = ''x'' WHERE id = 1', '42501')", true),
            ("throws_ok('INSERT INTO papers (id, owner) VALUES (2, ''x'')', '42501')", false),
            ("throws_ok('UPDATE papers SET owner = ''x'' WHERE id = 1', 'P0001')", false),
        ] {
            let found = try await ProvenClaims.of(test + assertion + ";", over: schema)
            #expect(found.contains("policy own existence") == isProof, "\(assertion)")
        }
        // Of a row that nobody finds no trigger says anything either.
        let raising = """
            CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                RAISE EXCEPTION 'papers are kept'; END $$;
            CREATE TRIGGER kept BEFORE UPDATE OR INSERT ON papers
                FOR EACH ROW EXECUTE FUNCTION keep();
            """
        for (statement, isProof) in [
            ("UPDATE papers SET owner = ''x'' WHERE id = 1", true),
            ("INSERT INTO papers (id) VALUES (2)", false),
        ] {
            let found = try await ProvenClaims.of(
                test + "throws_ok('\(statement)', 'P0001', 'papers are kept', 'no');",
                over: schema + raising)
            #expect(found.contains("policy own existence") == isProof, "\(statement)")
        }
    }

    /// Where what is known says that nobody may, and somebody may, more was done than is known.
    @Test func triggersMayMakeTheRowAnother() async throws {
        let schema =
            Self.schema + """
                CREATE FUNCTION sign() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    NEW.owner := auth.uid(); RETURN NEW; END $$;
                CREATE TRIGGER signed BEFORE INSERT ON papers FOR EACH ROW EXECUTE FUNCTION sign();
                """
        let found = try await ProvenClaims.of(
            """
            \(Self.signIn)
            SELECT lives_ok('INSERT INTO papers (id, owner) VALUES (1, ''nobody'')');
            """, over: schema)
        #expect(found.contains("policy own existence"))
    }

    /// A row that is looked up by its key is there for the role or is not, whoever gives the key.
    @Test(arguments: [("id = (SELECT max(paper) FROM readers)", false), ("id > 3", true)])
    func rowsThatAreLookedUpShowNoRowSecurity(_ filter: String, _ isProof: Bool) async throws {
        let found = try await proven(
            """
            \(Self.signIn)
            SELECT is((SELECT owner FROM papers WHERE \(filter)), 'x');
            """)
        #expect(found.contains("row security") == isProof)
    }

    /// What a test's own function gives for one name it does not give for another.
    @Test func valuesOfOwnFunctionsAreToldApart() async throws {
        let found = try await proven(
            """
            INSERT INTO papers (id, owner) VALUES (1, tests.id('anna')), (2, tests.id('bert'));
            DELETE FROM papers WHERE owner = tests.id('bert');
            SET ROLE pg_monitor;
            SELECT set_config('request.jwt.claim.sub', tests.id('anna'), true);
            SELECT is((SELECT count(*)::int FROM papers), 1);
            """)
        #expect(found.subtracting(["lent"]) == ["own"])
    }

    /// A refusal of whatever kind is row security's where nothing else refuses the row.
    @Test(arguments: [
        ("(1, ''\(bert)'')", ["row security"]), ("(NULL, ''\(bert)'')", []),
    ])
    func refusedRowsNeedRowSecurity(_ row: String, _ expected: [String]) async throws {
        let test = """
            \(Self.signIn)
            SELECT throws_ok('INSERT INTO papers (id, owner) VALUES \(row)', NULL, 'not mine');
            """
        let schema = Self.schema + "GRANT INSERT ON papers TO pg_monitor;"
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("table papers row_security") == !expected.isEmpty, "\(test)")
    }

    /// Of what a test cannot be known to put in any policy may be the one, but not one that must
    /// find a row in a table that nothing has put any in.
    @Test func policiesOverEmptyTablesLetNothingThrough() async throws {
        let schema = """
            CREATE TABLE bids (id int, who text);
            CREATE TABLE complaints (bid int);
            ALTER TABLE bids ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON bids FOR SELECT USING (who = current_user);
            CREATE POLICY watched ON bids FOR SELECT USING (
                EXISTS (SELECT 1 FROM complaints c WHERE c.bid = bids.id));
            CREATE FUNCTION complain() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
                INSERT INTO complaints SELECT id FROM bids; END $$;
            """
        let look = "SET ROLE pg_monitor; SELECT is((SELECT count(*) FROM bids), 1::bigint);"
        for (before, expected) in [("", ["own"]), ("SELECT complain();", ["own", "watched"])] {
            let found = try await ProvenClaims.of(
                "INSERT INTO bids SELECT 1, 'x'; \(before) \(look)", over: schema)
            let policies = ["own", "watched"].filter { found.contains("policy \($0) existence") }
            #expect(policies == expected)
        }
    }

    /// What a row is made of must be seen: of nothing no row is made, and NULL is refused.
    @Test(arguments: [
        (
            "INSERT INTO readers SELECT id, owner FROM papers",
            "SELECT is((SELECT reader FROM readers), 'x');", true
        ),
        ("INSERT INTO readers SELECT id, owner FROM papers", "", false),
        ("INSERT INTO marks (paper) VALUES ((SELECT id FROM papers))", "", true),
        ("INSERT INTO marks (paper, note) VALUES (1, (SELECT owner FROM papers))", "", false),
    ])
    func rowsMadeOfOthersNeedThem(_ insert: String, _ look: String, _ isProof: Bool) async throws {
        let schema =
            Self.schema + """
                CREATE TABLE marks (paper int NOT NULL, note text);
                GRANT ALL ON papers, readers, marks TO pg_monitor;
                """
        let test = """
            INSERT INTO papers (id, owner) VALUES (1, '\(Self.anna)');
            \(Self.signIn)
            \(insert);
            \(look)
            """
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("policy own existence") == isProof, "\(insert) \(look)")
    }

    /// Nothing is hidden where nobody else has put rows in, or nothing has yet.
    @Test(arguments: [
        ("", "INSERT INTO papers (id, owner) SELECT 1, auth.uid();", "1", false),
        (
            "INSERT INTO papers (id, owner) SELECT 2, 'b';",
            "INSERT INTO papers (id, owner) SELECT 1, auth.uid();", "1", true
        ),
        ("", "", "0", false),
    ])
    func whatNobodyElseHasMadeIsNotHidden(
        _ others: String, _ own: String, _ count: String, _ isProof: Bool
    ) async throws {
        let test = """
            \(others)
            \(Self.signIn)
            \(own)
            SELECT is((SELECT count(*)::int FROM papers), \(count));
            INSERT INTO papers (id, owner) VALUES (7, '\(Self.anna)');
            """
        #expect(try await proven(test).contains("row security") == isProof, "\(test)")
    }
}
