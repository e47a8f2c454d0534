import Testing

/// Statements that must fail, with whatever error, prove the one thing that refuses them.
struct AnyErrorTests {
    private static let schema = """
        CREATE TABLE clubs (id int PRIMARY KEY, name text NOT NULL, seats int DEFAULT 1,
            CONSTRAINT seated CHECK (seats > 0));
        CREATE UNIQUE INDEX club_names ON clubs (lower(name));
        CREATE TABLE members (id int PRIMARY KEY, club int CONSTRAINT of_club REFERENCES clubs);
        CREATE TABLE log (line text);
        CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE EXCEPTION 'the log is only written to'; END $$;
        CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON log FOR EACH ROW EXECUTE FUNCTION keep();
        INSERT INTO log VALUES ('first');
        """

    @Test(arguments: [
        ("SELECT throws_ok('INSERT INTO clubs VALUES (2, $$b$$, 0)');", "check seated existence"),
        // The third of three arguments is a description where the second is NULL.
        (
            "SELECT throws_ok('INSERT INTO clubs VALUES (2, $$b$$, 0)', NULL, 'no seats');",
            "check seated existence"
        ),
        (
            "SELECT throws_ok('INSERT INTO clubs (id, name) VALUES (2, NULL)');",
            "column name nullability"
        ),
        (
            """
            INSERT INTO clubs VALUES (1, 'a');
            SELECT throws_ok('INSERT INTO clubs VALUES (1, $$c$$)', NULL, 'once');
            """, "primary_key clubs_pkey existence"
        ),
        (
            """
            INSERT INTO clubs VALUES (1, 'a');
            SELECT throws_ok('INSERT INTO clubs VALUES (2, $$A$$)');
            """, "index club_names uniqueness"
        ),
        (
            """
            INSERT INTO clubs VALUES (1, 'a');
            SELECT throws_ok('INSERT INTO members VALUES (1, 7)');
            """, "foreign_key of_club existence"
        ),
        ("SELECT throws_ok('UPDATE log SET line = $$x$$');", "trigger kept existence"),
        ("SELECT throws_ok('DELETE FROM log', NULL, 'kept');", "function keep existence"),
    ])
    func theOnlyThingThatRefusesIsProven(_ test: String, _ claim: String) async throws {
        #expect(try await ProvenClaims.of(test, over: Self.schema).contains(claim), "\(test)")
    }

    @Test(arguments: [
        // Both would refuse it: without either the other does.
        (
            "SELECT throws_ok('INSERT INTO clubs VALUES (2, NULL, 0)');",
            ["check seated existence", "column name nullability"]
        ),
        (
            """
            INSERT INTO clubs VALUES (1, 'a');
            SELECT throws_ok('INSERT INTO clubs VALUES (1, $$A$$)');
            """, ["primary_key clubs_pkey existence", "index club_names uniqueness"]
        ),
        // Nobody raises here: the table may be missing as well.
        ("SELECT throws_ok('INSERT INTO log VALUES ($$x$$)');", ["trigger kept existence"]),
        // Row security or a privilege may be what refuses it.
        (
            "SET ROLE pg_monitor; SELECT throws_ok('UPDATE log SET line = $$x$$');",
            ["trigger kept existence"]
        ),
    ])
    func whatMayBeAnotherThingIsNot(_ test: String, _ claims: [String]) async throws {
        let found = try await ProvenClaims.of(test, over: Self.schema)
        #expect(found.isDisjoint(with: claims), "\(test)")
    }

    /// A pattern may name a constraint without the quotes of the server's message.
    @Test func patternsNameConstraints() async throws {
        let named = "SELECT throws_like('INSERT INTO clubs SELECT 1, name FROM clubs', "
        for (pattern, isProof) in [
            ("'%clubs_pkey%'", true), ("'%club\\_names%'", false), ("'%clubs%'", false),
        ] {
            let found = try await ProvenClaims.of(named + pattern + ");", over: Self.schema)
            #expect(found.contains("primary_key clubs_pkey existence") == isProof, "\(pattern)")
        }
        let index = try await ProvenClaims.of(named + "'%club\\_names%');", over: Self.schema)
        #expect(index.contains("index club_names uniqueness"))
    }
}
