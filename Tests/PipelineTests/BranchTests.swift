import SchemaCatalog
import Testing

/// Which parts of a routine's body a call executes, as far as its constants say.
struct BranchTests {
    private static let schema = """
        CREATE TABLE parents (id int PRIMARY KEY, name text, ends date);
        CREATE TABLE children (id int PRIMARY KEY, name text);
        CREATE TABLE journal (entry text);
        CREATE FUNCTION store(parent text DEFAULT NULL, child text DEFAULT NULL) RETURNS int LANGUAGE plpgsql AS $$
        BEGIN
            IF parent IS NOT NULL THEN INSERT INTO parents (id, name) VALUES (1, parent); END IF;
            IF child IS NOT NULL THEN INSERT INTO children (id, name) VALUES (1, child); END IF;
            RETURN 1; END $$;
        CREATE FUNCTION leave(kind text) RETURNS int LANGUAGE plpgsql AS $$
        BEGIN
            IF kind = 'none' THEN RETURN NULL;
            ELSIF kind = 'many' THEN DELETE FROM parents WHERE name = kind;
            ELSE DELETE FROM children WHERE name = kind; END IF;
            INSERT INTO journal (entry) VALUES (kind); RETURN 1; END $$;
        CREATE FUNCTION reset(kind text) RETURNS int LANGUAGE plpgsql AS $$
        BEGIN
            kind := (SELECT entry FROM journal);
            IF kind = 'none' THEN DELETE FROM parents; END IF; RETURN 1; END $$;
        CREATE FUNCTION log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF TG_OP = 'INSERT' THEN INSERT INTO journal (entry) VALUES ('new');
            ELSE DELETE FROM children; END IF; RETURN NEW; END $$;
        CREATE FUNCTION is_over() RETURNS boolean LANGUAGE plpgsql AS $$ DECLARE r parents%ROWTYPE; BEGIN
            SELECT * INTO r FROM parents WHERE id = 1;
            IF r.ends < current_date THEN RETURN true; END IF; RETURN false; END $$;
        """

    private func tables(_ call: String, _ more: String = "") async throws -> Set<String> {
        let found = try await ProvenClaims.of(call, over: Self.schema + more)
        return Set(
            ["parents", "children", "journal"].filter { found.contains("table \($0) existence") })
    }

    @Test(arguments: [
        ("store('a', 'b')", ["parents", "children"]), ("store('a')", ["parents"]),
        ("store(child => 'b')", ["children"]), ("store('a', NULL)", ["parents"]),
        ("store(current_user, 'b')", ["children"]), ("store()", []),
        ("leave('none')", []), ("leave('many')", ["parents", "journal"]),
        ("leave('one')", ["children", "journal"]),
        // Which branch runs hangs on the data.
        ("leave(current_user)", ["journal"]), ("reset('none')", ["journal"]),
    ])
    func constantsChooseBranches(_ call: String, _ expected: [String]) async throws {
        #expect(try await tables("SELECT is(\(call), 1);") == Set(expected))
    }

    @Test func commandsChooseBranches() async throws {
        let trigger =
            "CREATE TABLE t (id int); CREATE TRIGGER l AFTER INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION log();"
        #expect(try await tables("INSERT INTO t VALUES (1);", trigger) == ["journal"])
        #expect(try await tables("UPDATE t SET id = 2;", trigger) == ["children"])
    }

    @Test func fieldsOfRecordsAreColumns() async throws {
        let found = try await ProvenClaims.of("SELECT ok(NOT is_over());", over: Self.schema)
        #expect(found.contains("column ends existence"))
        #expect(!found.contains("column name existence"))
    }

    /// Of several CHECKs the one that the row breaks.
    @Test(arguments: [
        ("(name, size) VALUES ('', 1)", ["named"]), ("(name, size) VALUES ('x', 0)", ["sized"]),
        ("(name, size) SELECT 'x', -1", ["sized"]), ("(name, size) VALUES ('', 0)", []),
        ("(name, size) SELECT 'x', id FROM parents", ["sized"]),
        ("(name, size) SELECT entry, 1 FROM journal", ["named"]),
        ("(name, size) SELECT entry, id FROM journal, parents", []),
    ])
    func valuesTellWhichCheckIsBroken(_ row: String, _ expected: [String]) async throws {
        let table = """
            CREATE TABLE boxes (name text CONSTRAINT named CHECK (name <> ''),
                size int, CONSTRAINT sized CHECK (size > 0));
            """
        let found = try await ProvenClaims.of(
            "SELECT throws_ok($$ INSERT INTO boxes \(row) $$, '23514');", over: Self.schema + table)
        let checks = ["named", "sized"].filter { found.contains("check \($0) existence") }
        #expect(checks == expected)
    }

    /// Any error will do; but of a row with nothing else wrong there is only one.
    @Test func whateverErrorNamesTheCheckThatIsBroken() async throws {
        let table = """
            CREATE TABLE boxes (name text CONSTRAINT named CHECK (name <> ''),
                size int, CONSTRAINT sized CHECK (size > 0));
            """
        for (row, expected) in [
            ("(name, size) VALUES ('x', 0)", ["sized"]), ("(name, size) VALUES ('', 0)", []),
            ("(name, size) SELECT 'x', id FROM parents", []),
        ] {
            let found = try await ProvenClaims.of(
                "SELECT throws_ok($$ INSERT INTO boxes \(row) $$);", over: Self.schema + table)
            let checks = ["named", "sized"].filter { found.contains("check \($0) existence") }
            #expect(checks == expected, "\(row)")
            #expect(!found.contains("table boxes existence"))
        }
    }

    /// Of a CASE around assertions one branch runs, and nobody knows which: none proves anything,
    /// and each counts as the others do.
    @Test(arguments: [
        ("ELSE skip('old', 1)", 2, true), ("ELSE skip('old', 2)", 2, nil), ("", 2, nil),
        ("WHEN random() < 0.1 THEN has_table('children') ELSE fail('x')", 3, false),
    ])
    func branchesOfCaseCountOnce(_ rest: String, _ plan: Int, _ isRight: Bool?) async throws {
        let test = """
            SELECT plan(\(plan));
            SELECT CASE WHEN version() ~ '15' THEN has_column('parents', 'name') \(rest) END;
            SELECT has_column('parents', 'ends');
            """
        let found = try await ProvenClaims.of(test, over: Self.schema)
        #expect(!found.contains("column name existence"))
        #expect(found.contains("column ends existence"))
        let rules = try await ProvenClaims.diagnostics(test, over: Self.schema).map(\.rule)
        #expect(rules.contains("plan-mismatch") == (isRight == false))
    }

    /// Where only one statement can have made the rows that are seen, its branch was taken.
    @Test(arguments: [
        ("SELECT award(1);", "SELECT isnt_empty('SELECT 1 FROM badges');", true),
        ("SELECT award(1);", "SELECT is((SELECT count(*)::int FROM badges), 1);", true),
        ("SELECT award(1);", "SELECT is((SELECT count(*)::int FROM badges), 0);", false),
        ("SELECT award(1);", "SELECT pass();", false),
        (
            "SELECT award(1); INSERT INTO badges VALUES (2, now());",
            "SELECT isnt_empty('SELECT 1 FROM badges');", false
        ),
        (
            "SELECT award(1); SELECT award_all();", "SELECT isnt_empty('SELECT 1 FROM badges');",
            false
        ),
    ])
    func onlySourcesOfRowsAreReached(_ call: String, _ look: String, _ isReached: Bool)
        async throws
    {
        let schema = """
            CREATE TABLE players (id int PRIMARY KEY, points int);
            CREATE TABLE badges (player int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
            CREATE FUNCTION award(who int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE total int; BEGIN
                SELECT points INTO total FROM players WHERE id = who;
                IF total > 10 THEN
                    INSERT INTO badges (player) VALUES (who) ON CONFLICT (player) DO NOTHING;
                END IF; END $$;
            CREATE FUNCTION award_all() RETURNS void LANGUAGE sql AS $$
                INSERT INTO badges SELECT id, now() FROM players $$;
            """
        let test = "INSERT INTO players SELECT 1, 5 + random()::int * 20; \(call)\n\(look)"
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("column at default") == isReached, "\(call) \(look)")
    }
}
