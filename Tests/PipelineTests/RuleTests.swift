import Pipeline
import SQLText
import SchemaCatalog
import TestSupport
import Testing

/// Each rule finds its fault, at its line, and nothing where there is none.
struct RuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var test: String
        /// Lines at which the rule speaks.
        var lines: [Int]
        var testDescription: String { "\(rule): \(test.prefix(60))" }
    }

    static let cases = [
        Case(rule: "no-plan", test: "BEGIN;\nSELECT has_table('users');\nSELECT * FROM finish();", lines: [2]),
        Case(rule: "no-plan", test: "SELECT plan(1);\nSELECT has_table('users');\nSELECT * FROM finish();", lines: []),
        Case(rule: "missing-finish", test: "SELECT plan(1);\nSELECT has_table('users');", lines: [1]),
        Case(rule: "missing-finish", test: "SELECT plan(1);\nSELECT has_table('users');\nSELECT * FROM finish();", lines: []),
        Case(
            rule: "never-run",
            test: "CREATE FUNCTION check_it() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN\nRETURN NEXT has_table('users'); END $$;\nSELECT * FROM runtests('^test');",
            lines: [2]),
        Case(
            rule: "never-run",
            test: "CREATE FUNCTION test_it() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN\nRETURN NEXT has_table('users'); END $$;\nSELECT * FROM runtests('^test');",
            lines: []),
        Case(rule: "lost-output", test: "SELECT plan(1);\nDO $$ BEGIN\nPERFORM has_table('users'); END $$;\nSELECT * FROM finish();", lines: [3]),
        Case(rule: "always-true", test: "SELECT plan(4);\nSELECT ok(true);\nSELECT is(1, 1);\nSELECT pass();\nSELECT is('a', 'b');\nSELECT * FROM finish();", lines: [2, 3, 4]),
        Case(
            rule: "duplicate-assertion",
            test: "SELECT plan(3);\nSELECT has_table('users', 'one');\nSELECT has_column('users', 'id');\nSELECT has_table('users', 'two');\nSELECT * FROM finish();",
            lines: [4]),
        Case(rule: "missing-transaction", test: "SELECT plan(1);\nINSERT INTO users VALUES (1);\nSELECT has_table('users');\nSELECT * FROM finish();", lines: [2]),
        Case(
            rule: "missing-transaction",
            test: "BEGIN;\nSELECT plan(1);\nINSERT INTO users VALUES (1);\nSELECT has_table('users');\nSELECT * FROM finish();\nROLLBACK;", lines: []),
        Case(rule: "unknown-pgtap-function", test: "SELECT plan(1);\nSELECT has_tabel('users');\nSELECT helper('users');\nSELECT * FROM finish();", lines: [2]),
        Case(rule: "stale-assertion", test: "SELECT plan(1);\nSELECT has_table('user');\nSELECT * FROM finish();", lines: [2]),
    ]

    @Test(arguments: cases)
    func ruleSpeaksWhereItShould(_ example: Case) async throws {
        try await TemporaryFolder.with(["migrations/1.sql": "CREATE TABLE users (id int);", "tests/1.sql": example.test]) { root in
            var flags = Flags()
            flags.folder = root
            let found = try await Analysis(root, flags.configuration()).diagnostics.filter { $0.rule == example.rule }
            #expect(found.map { $0.location?.line ?? 0 } == example.lines)
        }
    }

    @Test(arguments: ["bookings", "library", "invoicing", "everything-wrong"])
    func everyDiagnosticHasAPage(_ project: String) async throws {
        var flags = Flags()
        flags.folder = Repository.fixture("projects/\(project)")
        let rules = Set(try await Analysis(flags.folder, flags.configuration()).diagnostics.map(\.rule))
        #expect(rules.subtracting(Rules.pages.map(\.rule)) == [])
    }

    @Test func everyRuleOfTheCasesHasAPage() {
        let names = Set(Rules.pages.map(\.rule))
        #expect(names.count == Rules.pages.count)
        #expect(Set(Self.cases.map(\.rule)).isSubset(of: names))
    }
}
