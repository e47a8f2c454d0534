import Testing

/// Which constraint refuses a statement that sets off others, in functions that it calls and triggers
/// that it fires: each case was shown by taking the constraint away on a real server.
struct RefusedBodyTests {
    private static let schema = """
        CREATE TABLE debits (amount int CONSTRAINT debit_positive CHECK (amount > 0));
        CREATE TABLE credits (amount int CONSTRAINT credit_positive CHECK (amount > 0),
            day date CONSTRAINT not_later CHECK (day <= current_date), slot int4range,
            CONSTRAINT one_slot EXCLUDE USING gist (slot WITH &&));
        CREATE TABLE trail (op text CONSTRAINT known_op CHECK (op IN ('INSERT', 'UPDATE')));
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO trail (op) VALUES (tg_op); RETURN NULL; END $$;
        CREATE TRIGGER noted AFTER INSERT ON credits FOR EACH ROW EXECUTE FUNCTION note();
        CREATE FUNCTION book(debit int, credit int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO debits (amount) VALUES (debit);
            INSERT INTO credits (amount) VALUES (credit); END $$;
        CREATE FUNCTION give(credit int) RETURNS void LANGUAGE sql AS
            $$ INSERT INTO credits (amount) VALUES (credit) $$;
        CREATE FUNCTION credit_all(note text, VARIADIC amounts int[]) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO credits (amount) SELECT unnest(amounts); RETURN array_length(amounts, 1); END $$;
        """

    private func proven(_ test: String) async throws -> Set<String> {
        try await ProvenClaims.of(test, over: Self.schema)
    }

    private func refusing(_ statement: String, _ message: String = "NULL") async throws -> Set<
        String
    > {
        try await proven("SELECT throws_ok($q$ \(statement) $q$, '23514', \(message), 'refused');")
            .filter { $0.hasPrefix("check ") && $0.hasSuffix(" existence") }
    }

    /// Of what two writes of a function check nobody knows which it was, unless the message says so.
    @Test func severalWritesOfAFunction() async throws {
        #expect(try await refusing("SELECT book(1, -1)") == [])
        let message = """
            'new row for relation "credits" violates check constraint "credit_positive"'
            """
        #expect(
            try await refusing("SELECT book(1, -1)", message) == ["check credit_positive existence"]
        )
    }

    /// What the function itself writes comes before what triggers write for it.
    @Test func triggersComeLast() async throws {
        #expect(try await refusing("SELECT give(-1)") == ["check credit_positive existence"])
        #expect(
            try await refusing("INSERT INTO credits (day) VALUES ('infinity')")
                == ["check not_later existence"])
    }

    /// The server takes `' EXECUTE …'` for SQL, and a prepared statement's name for that.
    @Test(arguments: ["EXECUTE book_slot('[1,3)')", " EXECUTE book_slot('[1,3)')"])
    func preparedStatementsAreExecuted(_ sql: String) async throws {
        let proven = try await proven(
            """
            PREPARE book_slot(int4range) AS INSERT INTO credits (slot) VALUES ($1);
            SELECT lives_ok($$\(sql)$$, 'free');
            SELECT throws_ok($$\(sql)$$, '23P01', NULL, 'taken');
            """)
        #expect(
            proven.isSuperset(of: ["exclusion one_slot existence", "column slot existence"]))
    }

    /// Each of the elements of VARIADIC is an argument of its own.
    @Test func variadicFunctionsAreFollowed() async throws {
        let proven = try await proven("SELECT is(credit_all('all', 1, 2, 3), 3::bigint);")
        #expect(
            proven.isSuperset(of: ["function credit_all behavior", "table credits existence"]))
    }

    /// Columns that an INSERT leaves out are null where they have no default.
    @Test func whatIsLeftOutIsCounted() async throws {
        let proven = try await ProvenClaims.of(
            "SELECT throws_ok('INSERT INTO rules (on_off) VALUES (true)', '23514');",
            over: """
                CREATE TABLE rules (on_off boolean CHECK (on_off IS NOT NULL), above int, below int,
                    CONSTRAINT some_limit CHECK (num_nonnulls(above, below) > 0));
                """)
        #expect(proven.contains("check some_limit existence"))
    }

    /// The keyword needs the column's default as leaving the column out does.
    @Test(arguments: ["(1, DEFAULT)", "(1, 2), (2, DEFAULT)"])
    func defaultKeywords(_ rows: String) async throws {
        let proven = try await ProvenClaims.of(
            "SELECT lives_ok('INSERT INTO scales VALUES \(rows)');",
            over: "CREATE TABLE scales (id int PRIMARY KEY, scale int NOT NULL DEFAULT 1);")
        #expect(proven.contains("column scale default"))
        let given = try await ProvenClaims.of(
            "SELECT lives_ok('INSERT INTO scales VALUES (1, 2)');",
            over: "CREATE TABLE scales (id int PRIMARY KEY, scale int NOT NULL DEFAULT 1);")
        #expect(!given.contains("column scale default"))
    }

    /// What is made with a function goes with it.
    @Test func functionsBehindOtherObjects() async throws {
        let schema = """
            CREATE FUNCTION near(a int, b int) RETURNS boolean LANGUAGE sql AS $$ SELECT abs(a - b) < 3 $$;
            CREATE OPERATOR ~= (LEFTARG = int, RIGHTARG = int, FUNCTION = near);
            CREATE FUNCTION step(a int, b int) RETURNS int LANGUAGE sql AS $$ SELECT a + b $$;
            CREATE FUNCTION last(a int) RETURNS text LANGUAGE sql AS $$ SELECT a || '!' $$;
            CREATE AGGREGATE shout(int) (SFUNC = step, STYPE = int, FINALFUNC = last, INITCOND = '0');
            """
        let named = try await ProvenClaims.of(
            """
            SELECT has_operator('integer', '~=', 'integer', 'boolean', 'near');
            SELECT is_aggregate('public', 'shout', ARRAY['integer'], 'shout');
            """, over: schema)
        #expect(
            named.isSuperset(of: [
                "function near existence", "function step existence", "function last existence",
            ]))
        #expect(!named.contains("function step behavior"))
        let used = try await ProvenClaims.of(
            "SELECT is((SELECT shout(v) FROM (VALUES (1), (2)) AS t (v)), '3!');", over: schema)
        #expect(used.isSuperset(of: ["function step behavior", "function last behavior"]))
    }

    /// A row that breaks two rules tells of neither, also where a trigger may mend one of them.
    @Test func severalRulesOfOneRow() async throws {
        let schema = """
            CREATE TABLE shirts (id int PRIMARY KEY, number int CONSTRAINT in_range CHECK (number BETWEEN 1 AND 99),
                name text NOT NULL CONSTRAINT named CHECK (name <> ''), code text NOT NULL);
            CREATE FUNCTION clean() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                NEW.name := btrim(NEW.name); RETURN NEW; END $$;
            CREATE TRIGGER cleaned BEFORE UPDATE ON shirts FOR EACH ROW EXECUTE FUNCTION clean();
            """
        func proven(_ statement: String, _ state: String) async throws -> Set<String> {
            try await ProvenClaims.of(
                "SELECT throws_ok($$ \(statement) $$, '\(state)', NULL, 'refused');", over: schema)
        }
        let both = try await proven("UPDATE shirts SET number = 0, name = ''", "23514")
        #expect(
            !both.contains("check in_range existence") && !both.contains("check named existence"))
        #expect(
            try await proven("UPDATE shirts SET number = 0, name = 'x'", "23514")
                .contains("check in_range existence"))
        #expect(
            try await proven("UPDATE shirts SET number = 1, name = ''", "23514")
                .contains("check named existence"))
        #expect(
            try await !proven("INSERT INTO shirts (id, name) VALUES (1, NULL)", "23502")
                .contains("column name nullability"))
        #expect(
            try await proven("INSERT INTO shirts (id, name, code) VALUES (1, NULL, 'x')", "23502")
                .contains("column name nullability"))
    }
}
