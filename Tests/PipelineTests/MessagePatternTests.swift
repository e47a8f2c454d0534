import Testing

/// Patterns for the server's messages that hold a few words of them: each case was shown by taking
/// the constraint away on a real server.
struct MessagePatternTests {
    private static let schema = """
        CREATE DOMAIN even AS int CHECK (VALUE % 2 = 0);
        CREATE TABLE readers (id int PRIMARY KEY);
        CREATE TABLE copies (id int PRIMARY KEY);
        CREATE TABLE loans (copy_id int REFERENCES copies, reader_id int REFERENCES readers,
            days int CONSTRAINT few_days CHECK (days < 30), fee even,
            lent date NOT NULL DEFAULT current_date);
        """

    private func proven(_ test: String) async throws -> Set<String> {
        try await ProvenClaims.of(test, over: Self.schema)
    }

    @Test(arguments: [
        "throws_matching($$INSERT INTO loans (days) VALUES (31)$$, 'violates check')",
        "throws_imatching($$INSERT INTO loans (days) VALUES (31)$$, 'Violates Check')",
        "throws_like($$INSERT INTO loans (days) VALUES (31)$$, '%check%')",
        "throws_like($$INSERT INTO loans (days) VALUES (31)$$, '%loans%check%few%')",
    ])
    func fewWords(_ assertion: String) async throws {
        let proven = try await proven("SELECT \(assertion);")
        #expect(proven.isSuperset(of: ["check few_days existence", "column lent default"]))
    }

    /// What else the pattern holds tells which of several it is.
    @Test func wordsOfNames() async throws {
        let write = "INSERT INTO loans (copy_id, reader_id) VALUES (1, 2)"
        let reader = try await proven("SELECT throws_like($$\(write)$$, '%foreign key%reader%');")
        #expect(reader.contains("foreign_key loans_reader_id_fkey existence"))
        #expect(!reader.contains("foreign_key loans_copy_id_fkey existence"))
        for pattern in [
            "%foreign key%", "%foreign key%book%", "%reader%foreign key%", "%violates%",
        ] {
            let proven = try await proven("SELECT throws_like($$\(write)$$, '\(pattern)');")
            #expect(!proven.contains { $0.hasPrefix("foreign_key") }, "\(pattern)")
        }
    }

    /// A domain refuses its value before the row is put together.
    @Test func domainsRefuseBeforeDefaultsAreMissed() async throws {
        let write = "$$INSERT INTO loans (fee) VALUES (3)$$"
        for test in [
            "throws_ok(\(write), '23514', NULL, 'odd')",
            "throws_ok(\(write), 'value for domain even violates check constraint \"even_check\"')",
        ] {
            #expect(
                try await !proven("SELECT \(test);").contains("column lent default"), "\(test)")
        }
    }
}
