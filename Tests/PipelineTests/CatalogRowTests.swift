import Testing

/// Rows of the server's catalogs, compared with those of another query.
struct CatalogRowTests {
    private static let schema = """
        CREATE TABLE shelves (id int PRIMARY KEY, label text NOT NULL);
        CREATE TABLE books (id int PRIMARY KEY,
            shelf int CONSTRAINT on_shelf REFERENCES shelves DEFERRABLE,
            CONSTRAINT counted CHECK (id > 0));
        CREATE INDEX by_shelf ON books (shelf);
        """

    private func proven(_ test: String) async throws -> Set<String> {
        try await ProvenClaims.of(test, over: Self.schema)
    }

    @Test(arguments: [
        (
            """
            SELECT results_eq(
              $$ SELECT conname::text COLLATE "C" FROM pg_constraint WHERE contype = 'f'
                 AND conrelid IN ('books'::regclass, 'shelves'::regclass) ORDER BY conname $$,
              $$ SELECT name::text COLLATE "C" FROM (VALUES ('on_shelf')) AS wanted (name) $$);
            """, "foreign_key on_shelf existence"
        ),
        (
            """
            SELECT set_eq('SELECT indexname FROM pg_indexes WHERE tablename = $$books$$',
                          'VALUES ($$books_pkey$$::name), ($$by_shelf$$)');
            """, "index by_shelf existence"
        ),
        (
            """
            SELECT set_has('SELECT indexname FROM pg_indexes WHERE tablename = $$books$$',
                           'VALUES ($$by_shelf$$::name)');
            """, "index by_shelf existence"
        ),
        // Rows of several columns.
        (
            """
            SELECT results_eq(
              $$ SELECT column_name::text, is_nullable::text FROM information_schema.columns
                 WHERE table_name = 'shelves' ORDER BY 1 $$,
              $$ VALUES ('id', 'NO'), ('label', 'NO') $$);
            """, "column label nullability"
        ),
        // That the definition's text is not known takes nothing from there being the row.
        (
            """
            SELECT results_eq(
              $$ SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint
                 WHERE contype = 'c' $$,
              $$ VALUES ('counted', 'CHECK ((id > 0))') $$);
            """, "check counted existence"
        ),
    ])
    func rowsThatMustBeThereAreProven(_ test: String, _ claim: String) async throws {
        #expect(try await proven(test).contains(claim), "\(test)")
    }

    /// Lines may be put into a table before they are printed.
    @Test func assertionsMayStandInInserts() async throws {
        let keep = "CREATE TEMP TABLE lines (line text); INSERT INTO lines SELECT "
        let found = try await proven(
            """
            \(keep) ok((SELECT condeferrable FROM pg_constraint WHERE conname = 'on_shelf'));
            INSERT INTO lines SELECT is((SELECT label FROM shelves WHERE id = 1), 'a');
            """)
        #expect(found.contains("foreign_key on_shelf existence"))
        #expect(found.contains("column label existence"))
        let other = try await proven("\(keep) conname FROM pg_constraint;")
        #expect(!other.contains("foreign_key on_shelf existence"))
    }

    /// Of what cannot be told the objects are needed without which it would be known to fail.
    @Test(arguments: [
        (
            "EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'by_size' AND indexdef LIKE '%size%')",
            true
        ),
        ("(SELECT indexdef LIKE '%size%' FROM pg_indexes WHERE indexname = 'by_size')", true),
        ("EXISTS (SELECT 1 FROM pg_indexes WHERE indexdef LIKE '%size%')", false),
        (
            "NOT EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'by_size' AND indexdef LIKE '%name%')",
            false
        ),
        (
            "EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'by_size' AND indexdef LIKE '%size%') AND 1 = 2",
            false
        ),
    ])
    func whatIsNotToldNeedsItsObject(_ condition: String, _ isProof: Bool) async throws {
        let schema = """
            CREATE TABLE boxes (id int, size int, name text);
            CREATE INDEX by_size ON boxes (size);
            CREATE INDEX by_name ON boxes (name);
            """
        let found = try await ProvenClaims.of("SELECT ok(\(condition), 'x');", over: schema)
        #expect(found.contains("index by_size existence") == isProof, "\(condition)")
        #expect(!found.contains("index by_name existence"), "\(condition)")
    }

    /// That no table be without a thing holds as well where the table goes with it.
    @Test func assertionsOverAllTablesNeedNone() async throws {
        let schema = """
            CREATE TABLE drafts (id int);
            ALTER TABLE drafts ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON drafts FOR SELECT USING (id = 1);
            """
        let test = """
            SELECT is((SELECT count(*)::int FROM pg_tables t WHERE t.schemaname = 'public'
                AND NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.tablename = t.tablename
                    AND p.cmd = 'SELECT')), 0);
            """
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("policy own existence"))
        #expect(found.contains("policy own command"))
        #expect(!found.contains("table drafts existence"))
    }

    /// A table made of a query runs it, with all that it calls.
    @Test func tablesOfQueriesRunThem() async throws {
        let schema =
            Self.schema + """
                CREATE FUNCTION stock(name text) RETURNS int LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO shelves (id, label) VALUES (1, name); RETURN 1; END $$;
                """
        let made = "CREATE TEMP TABLE made AS SELECT stock('a') AS id;"
        let found = try await ProvenClaims.of(made, over: schema)
        #expect(found.contains("function stock existence"))
        #expect(found.contains("column label existence"))
        let view = try await ProvenClaims.of(
            "CREATE TEMP VIEW made AS SELECT stock('a') AS id;", over: schema)
        #expect(!view.contains("column label existence"))
    }

    /// That one label is there says nothing of the others.
    @Test func labelsAreProvenAllOrNone() async throws {
        let schema = "CREATE TYPE mood AS ENUM ('sad', 'happy');"
        for (assertion, isProof) in [
            (
                """
                ok(EXISTS (SELECT 1 FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
                    WHERE t.typname = 'mood' AND e.enumlabel = 'sad'))
                """, false
            ),
            (
                """
                set_eq('SELECT enumlabel::text FROM pg_enum WHERE enumtypid = ''mood''::regtype',
                    ARRAY['happy', 'sad'])
                """, true
            ),
            (
                """
                is((SELECT jsonb_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum
                    WHERE enumtypid = 'mood'::regtype), '["sad", "happy"]'::jsonb)
                """, true
            ),
        ] {
            let found = try await ProvenClaims.of("SELECT \(assertion);", over: schema)
            #expect(found.contains("enum mood existence"), "\(assertion)")
            #expect(found.contains("enum mood labels") == isProof, "\(assertion)")
        }
    }

    @Test(arguments: [
        // The row is not the one that is there: such a test fails.
        (
            """
            SELECT results_eq('SELECT conname::text FROM pg_constraint WHERE contype = $$f$$',
                              'VALUES ($$of_shelf$$)');
            """, "foreign_key on_shelf existence"
        ),
        // Only the second column is the same.
        (
            """
            SELECT results_eq(
              $$ SELECT table_name::text, column_name::text FROM information_schema.columns
                 WHERE column_name = 'label' $$,
              $$ VALUES ('books', 'label') $$);
            """, "column label existence"
        ),
        // The set may have others.
        (
            """
            SELECT set_has('SELECT indexname FROM pg_indexes WHERE tablename = $$books$$',
                           'VALUES ($$books_pkey$$::name)');
            """, "index by_shelf existence"
        ),
        (
            "SELECT results_eq('SELECT 1 FROM pg_indexes LIMIT 1', 'VALUES (1)');",
            "index by_shelf existence"
        ),
    ])
    func rowsThatNobodyWantsAreNot(_ test: String, _ claim: String) async throws {
        #expect(try await !proven(test).contains(claim), "\(test)")
    }
}
