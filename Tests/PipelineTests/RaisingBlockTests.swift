import Testing

/// DO blocks that assert without pgTAP: a condition that raises an error.
struct RaisingBlockTests {
    private static let schema = """
        CREATE TABLE shelves (id int PRIMARY KEY, label text NOT NULL DEFAULT 'none');
        ALTER TABLE shelves ENABLE ROW LEVEL SECURITY;
        CREATE TABLE log (shelf int);
        CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN INSERT INTO log VALUES (NEW.id); RETURN NEW; END $$;
        CREATE TRIGGER noting AFTER INSERT ON shelves FOR EACH ROW EXECUTE FUNCTION noted();
        """

    private func proven(_ body: String) async throws -> Set<String> {
        try await ProvenClaims.of(
            "DO $$ DECLARE n int; b boolean; t text; BEGIN \(body) END $$;", over: Self.schema)
    }

    private static let rowSecurity =
        "SELECT relrowsecurity INTO b FROM pg_class WHERE oid = 'shelves'::regclass;"

    @Test(arguments: [
        (
            rowSecurity + "IF NOT b THEN RAISE EXCEPTION 'off'; END IF;",
            "table shelves row_security"
        ),
        (
            "IF NOT EXISTS (SELECT FROM pg_class WHERE oid = 'shelves'::regclass AND relrowsecurity) THEN RAISE EXCEPTION 'off'; END IF;",
            "table shelves row_security"
        ),
        (
            """
            SELECT is_nullable = 'YES', data_type INTO b, t FROM information_schema.columns
                WHERE table_name = 'shelves' AND column_name = 'label';
            IF b THEN RAISE EXCEPTION 'nullable'; END IF;
            """, "column label nullability"
        ),
        (
            """
            SELECT is_nullable = 'YES', data_type INTO b, t FROM information_schema.columns
                WHERE table_name = 'shelves' AND column_name = 'label';
            IF b THEN RAISE EXCEPTION 'nullable'; ELSIF t <> 'text' THEN RAISE EXCEPTION 'no text'; END IF;
            """, "column label type"
        ),
        (
            "INSERT INTO shelves VALUES (1); SELECT count(*) INTO n FROM log; IF n <> 1 THEN RAISE EXCEPTION 'lost'; END IF;",
            "trigger noting existence"
        ),
        (
            "ASSERT (SELECT relrowsecurity FROM pg_class WHERE oid = 'shelves'::regclass), 'off';",
            "table shelves row_security"
        ),
        (
            "ASSERT NOT EXISTS (SELECT FROM pg_class WHERE oid = 'shelves'::regclass AND NOT relrowsecurity);",
            "table shelves row_security"
        ),
        (rowSecurity + "ASSERT b;", "table shelves row_security"),
        (
            "INSERT INTO shelves VALUES (1); SELECT count(*) INTO n FROM log; ASSERT n = 1, 'lost';",
            "trigger noting existence"
        ),
        (
            "INSERT INTO shelves VALUES (1); PERFORM 1 FROM log WHERE shelf = 1; IF NOT FOUND THEN RAISE EXCEPTION 'lost'; END IF;",
            "trigger noting existence"
        ),
    ])
    func conditionsThatRaiseAreAsserted(_ body: String, _ claim: String) async throws {
        #expect(try await proven(body).contains(claim), "\(body)")
    }

    @Test(arguments: [
        // No error, or one that is caught.
        (rowSecurity + "IF NOT b THEN RAISE NOTICE 'off'; END IF;", "table shelves row_security"),
        (
            "BEGIN \(rowSecurity) IF NOT b THEN RAISE EXCEPTION 'off'; END IF; EXCEPTION WHEN OTHERS THEN NULL; END;",
            "table shelves row_security"
        ),
        // Another value by then.
        (
            rowSecurity + "b := true; IF NOT b THEN RAISE EXCEPTION 'off'; END IF;",
            "table shelves row_security"
        ),
    ])
    func othersAreNot(_ body: String, _ claim: String) async throws {
        #expect(try await !proven(body).contains(claim), "\(body)")
    }
}
