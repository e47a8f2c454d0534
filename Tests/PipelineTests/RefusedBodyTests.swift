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
}
