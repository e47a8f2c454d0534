import SQLText
import TestSupport
import Testing

/// Our statements against libpg_query's splitters.
struct SplitDifferentialTests {
    private static let dialect = Dialect(psql: false, version: .postgres15)

    /// Statements that the grammar of PostgreSQL 15 accepts, with semicolons where they may stand.
    private static let statements: [String] = [
        "SELECT 1", "SELECT ';' AS \"a;b\"", "SELECT $$;$$, $x$ ; $$ $x$", "SELECT E'\\';'",
        "/* ; */ SELECT /* a ; /* b ; */ */ 2", "-- ;\nSELECT 3 -- ;\n", "SELECT (1), ((2))",
        "SELECT 'a'\n';b'", "INSERT INTO t VALUES (1, ';')", "DO $$BEGIN PERFORM 1; END$$",
        "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO u VALUES (1); DELETE FROM v)",
        "CREATE RULE s AS ON DELETE TO t DO INSTEAD NOTHING", "BEGIN", "END", "COMMIT",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END",
        "CREATE OR REPLACE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END",
        "CREATE FUNCTION begin() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2'",
        "CREATE TABLE a (b int DEFAULT 1, CHECK (b > 0))", "SELECT CASE WHEN true THEN 1 END",
        "CREATE VIEW v AS SELECT a[1:2], b::int, U&\"a\\0062\" FROM c",
    ]

    @Test func grammarSplitsAsWeDo() {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<3_000 {
            let bytes = script(Self.statements, using: &random)
            let theirs = LibPgQuery.split(bytes, byGrammar: true)
            let difference = theirs.map { self.difference(bytes, $0) } ?? "they reject it"
            #expect(difference == nil, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            if difference != nil { return }
        }
    }

    /// Their scanner knows no `BEGIN ATOMIC` body, passes over a statement without a keyword, and
    /// after a `)` too many never splits again; psql and we do.
    @Test func scannerSplitsAsWeDo() {
        var random = SeededGenerator(seed: 7)
        let statements = Self.statements.filter { !$0.contains("ATOMIC") }
        for _ in 0..<3_000 {
            let bytes = script(
                statements + ["SELECT FROM WHERE", "nonsense SELECT"], using: &random)
            let theirs = LibPgQuery.split(bytes, byGrammar: false)
            let difference = theirs.map { self.difference(bytes, $0) } ?? "they reject it"
            #expect(difference == nil, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            if difference != nil { return }
        }
    }

    @Test func fixtures() throws {
        var compared = 0
        for file in try Fixtures.sqlFiles() where !file.bytes.contains(0) {
            // Those with psql's own syntax, or broken on purpose, are none of the grammar's.
            guard let theirs = LibPgQuery.split(file.bytes, byGrammar: true) else { continue }
            compared += 1
            #expect(difference(file.bytes, theirs) == nil, "\(file.path)")
        }
        #expect(compared > 10)
    }

    private func script(
        _ statements: [String], using random: inout SeededGenerator
    ) -> [UInt8] {
        var text = ""
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            text += statements.randomElement(using: &random) ?? ""
            text += [";", " ;\n", ";;", "; -- ;\n", ";/* ; */"].randomElement(using: &random) ?? ""
        }
        return Array(text.utf8)
    }

    /// What differs, in words. Their ranges may begin and end with trivia; ours never do.
    private func difference(_ bytes: [UInt8], _ theirs: [Range<Int>]) -> String? {
        var splitter = StatementSplitter(Self.dialect)
        var ours: [Range<Int>] = []
        while case .statement(let statement)? = splitter.next(in: bytes.span) {
            ours.append(statement.range)
        }
        if ours.count != theirs.count { return "\(ours) against \(theirs)" }
        for (our, their) in zip(ours, theirs) where our != trimmed(their, bytes) {
            return "\(our) against \(their)"
        }
        return nil
    }

    private func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        let tokens = Lexer.tokens(Array(bytes[range]), Self.dialect).filter { !$0.kind.isTrivia }
        guard let first = tokens.first, let last = tokens.last else { return range }
        return range.lowerBound + Int(first.start)..<range.lowerBound + Int(last.end)
    }
}
