import Testing

/// What is asserted of a child, a partition or a key's index, where the requirement is its parent's,
/// or the key's.
struct InheritedEvidenceTests {
    private static let schema = """
        CREATE TABLE items (id bigserial PRIMARY KEY, title text NOT NULL,
            acquired date NOT NULL DEFAULT current_date, state text DEFAULT 'new',
            CONSTRAINT titled CHECK (title <> ''));
        CREATE TABLE books (isbn text, state text DEFAULT 'bound') INHERITS (items);
        CREATE TABLE novels (mood text) INHERITS (books);
        CREATE TABLE logs (id int, day date, note text NOT NULL, PRIMARY KEY (id, day))
            PARTITION BY RANGE (day);
        CREATE TABLE logs_2020 PARTITION OF logs FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
        CREATE TABLE codes (code text CONSTRAINT one_code UNIQUE, old text);
        """

    private func proven(_ test: String) async throws -> Set<String> {
        try await ProvenClaims.of(test, over: Self.schema)
    }

    @Test func columnsOfChildren() async throws {
        let proven = try await proven(
            """
            SELECT col_type_is('books', 'title', 'text');
            SELECT col_not_null('novels', 'title');
            SELECT col_has_default('books', 'state');
            """)
        #expect(
            proven.isSuperset(of: [
                "table items existence", "column title existence", "column title type",
                "column title nullability",
            ]))
        // The child has a default of its own.
        #expect(!proven.contains("column acquired existence"))
    }

    @Test func defaultsThatAreInherited() async throws {
        let left = try await proven(
            "SELECT lives_ok($$INSERT INTO books (title) VALUES ('Dune')$$, 'acquired today');")
        #expect(left.isSuperset(of: ["column acquired default", "column title existence"]))
        #expect(!left.contains("column state default"))
    }

    @Test func checksOfChildren() async throws {
        let proven = try await proven(
            "SELECT throws_ok($$INSERT INTO novels (title) VALUES ('')$$, '23514', NULL, 'untitled');"
        )
        #expect(proven.contains("check titled existence"))
    }

    @Test func partitions() async throws {
        let proven = try await proven(
            """
            SELECT col_is_pk('logs_2020', ARRAY['id', 'day']);
            SELECT col_not_null('logs_2020', 'note');
            """)
        #expect(
            proven.isSuperset(of: [
                "table logs existence", "primary_key logs_pkey existence",
                "primary_key logs_pkey columns", "column note nullability",
            ]))
    }

    /// Without the key its index would be gone.
    @Test func indexesOfKeys() async throws {
        #expect(
            try await proven("SELECT has_index('codes', 'one_code', ARRAY['code']);").isSuperset(
                of: ["unique one_code existence", "unique one_code columns"]))
        #expect(
            try await proven("SELECT indexes_are('codes', ARRAY['one_code']);").contains(
                "unique one_code existence"))
    }
}
