import Foundation
import Pipeline
import Reporting
import SQLText
import TestSupport
import Testing

/// pgTAP's own regression suite: every call found and resolved, and each outcome predicted is the
/// one in `test/expected`. A file's first statements make what it asserts about, and are read as
/// the migration. `PGCOV_PGTAP` names a clone; a small suite of the same form is always compared.
struct PgTAPSuiteTests {
    /// A folder with `sql` and `expected`.
    private static let suite: String = {
        let clone = ProcessInfo.processInfo.environment["PGCOV_PGTAP"]
        return clone.map { $0 + "/test" } ?? Repository.fixture("pgtap/suite")
    }()

    private static let isForeign = ProcessInfo.processInfo.environment["PGCOV_PGTAP"] != nil

    @Test func outcomesAreThoseExpected() async throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.suite + "/sql")
            .filter { $0.hasSuffix(".sql") }.sorted()
        #expect(!names.isEmpty)
        var total = Comparison()
        for name in names {
            let found = try await compare(String(name.dropLast(4)))
            if Self.isForeign { print("\(name): \(found.summary)") }
            total.add(found)
        }
        if Self.isForeign { print("in all: \(total.summary)") }
        #expect(total.contradictions == [], "\(total.contradictions.joined(separator: "\n"))")
        #expect(total.unresolved == [], "\(total.unresolved.joined(separator: "\n"))")
        #expect(total.miscounted == [] || Self.isForeign, "\(total.miscounted)")
        #expect(total.decided > 4)
    }

    /// What came of comparing.
    private struct Comparison {
        var decided = 0
        var unknown = 0
        var contradictions: [String] = []
        /// Calls that the server would reject.
        var unresolved: [String] = []
        /// Files whose lines cannot be told apart, and why.
        var miscounted: [String] = []

        mutating func add(_ other: Comparison) {
            decided += other.decided
            unknown += other.unknown
            contradictions += other.contradictions
            unresolved += other.unresolved
            miscounted += other.miscounted
        }

        mutating func note(
            _ assertion: InspectedAssertion, _ outcome: String, in name: String
        ) {
            guard assertion.predicted != "unknown" else {
                unknown += 1
                return
            }
            decided += 1
            if assertion.predicted != outcome {
                contradictions.append(
                    "\(name):\(assertion.line): \(assertion.function)(\(assertion.arguments))"
                        + " predicted \(assertion.predicted), expected \(outcome)")
            }
        }

        var summary: String {
            "\(decided) predicted, \(unknown) unknown, \(contradictions.count) contradicted,"
                + " \(unresolved.count) unresolved; \(miscounted.joined(separator: "; "))"
        }
    }

    private func compare(_ name: String) async throws -> Comparison {
        let file = "\(Self.suite)/sql/\(name).sql"
        let (setup, test) = Self.parts(of: try String(contentsOfFile: file, encoding: .utf8))
        let expected = try String(
            contentsOfFile: "\(Self.suite)/expected/\(name).out", encoding: .utf8)
        let inspected = try await inspect(setup, test)
        var result = Comparison()
        // What is no constant has a type that only the server can tell.
        for assertion in inspected.assertions
        where assertion.resolution != "resolved" && assertion.arguments.allSatisfy({ $0 != nil }) {
            result.unresolved.append(
                "\(name):\(assertion.line): \(assertion.function) \(assertion.resolution)")
        }
        let lines = Self.lines(expected)
        if let plan = inspected.plan, plan != lines.count {
            result.miscounted.append("\(name): plan \(plan), \(lines.count) lines")
        }
        let printing = inspected.assertions.filter { $0.state != "unreached" }
        let outcomes = lines.compactMap(Self.outcome)
        if outcomes.count == printing.count {
            for (assertion, outcome) in zip(printing, outcomes) {
                result.note(assertion, outcome, in: name)
            }
            return result
        }
        // Functions print as many lines as there are rows: each test that a statement of its own
        // checks is looked for by its name.
        result.miscounted.append(
            "\(name): \(outcomes.count) outcomes, \(printing.count) assertions")
        let checks = Self.checks(in: test, lines)
        for assertion in printing {
            guard let outcome = checks[assertion.line] else { continue }
            result.note(assertion, outcome, in: name)
        }
        return result
    }

    private func inspect(_ setup: String, _ test: String) async throws -> AssertionsFormat.File {
        try await TemporaryFolder.with(["migrations/1.sql": setup, "tests/1.sql": test]) { root in
            var flags = Flags()
            flags.folder = root
            let analysis = try await Analysis(root, flags.configuration())
            return try #require(analysis.inspectedAssertions.first)
        }
    }

    // MARK: - The test file

    /// What stands before the first assertion, without psql's commands and the plan, and the rest
    /// with the plan. Lines stay where they are.
    private static func parts(of text: String) -> (setup: String, test: String) {
        let bytes = Array(text.utf8)
        var splitter = StatementSplitter(.psql)
        var tokens: [Token] = []
        var (setup, test) = (bytes, bytes)
        var hasBegun = false
        // Functions of the file's own that make things and print nothing.
        var makers: [String] = []
        func blank(_ range: Range<Int>, _ part: inout [UInt8]) {
            for offset in range where part[offset] != UInt8(ascii: "\n") {
                part[offset] = UInt8(ascii: " ")
            }
        }
        while let element = splitter.next(in: bytes.span, tokens: &tokens) {
            switch element {
            case .statement(let statement):
                let range = statement.range
                let sql = String(decoding: bytes[range], as: UTF8.self).lowercased()
                let isPlan = sql.contains("plan(") && !sql.hasPrefix("create")
                if let maker = maker(sql) { makers.append(maker) }
                hasBegun =
                    hasBegun
                    || !isPlan && sql.hasPrefix("select")
                        && !makers.contains { sql.contains($0) }
                if isPlan || hasBegun {
                    blank(range, &setup)
                } else {
                    blank(range, &test)
                }
            case .directive(let token): blank(Int(token.start)..<Int(token.end), &setup)
            case .copyData: break
            }
        }
        return (String(decoding: setup, as: UTF8.self), String(decoding: test, as: UTF8.self))
    }

    /// `name(` of a function that asserts nothing.
    private static func maker(_ sql: String) -> String? {
        guard sql.hasPrefix("create"), let start = sql.firstRange(of: "function "),
            !printsLines(sql)
        else { return nil }
        return sql[start.upperBound...].prefix { $0 != "(" }.trimmingCharacters(in: .whitespaces)
            + "("
    }

    /// Whether the body of a function does.
    private static func printsLines(_ sql: String) -> Bool {
        sql.hasPrefix("create") && (sql.contains("check_test") || sql.contains("return next"))
    }

    // MARK: - What is expected

    /// By line, the outcome of the only test of each statement `SELECT * FROM check_test(…)`.
    private static func checks(in test: String, _ expected: [Substring]) -> [Int: String] {
        let bytes = Array(test.utf8)
        var splitter = StatementSplitter(.psql)
        var tokens: [Token] = []
        var result: [Int: String] = [:]
        let outcomes = Dictionary(
            expected.compactMap { line in
                outcome(line).map { (String(line.drop { $0 != "-" }.dropFirst(2)), $0) }
            }
        ) { first, _ in first }
        while let element = splitter.next(in: bytes.span, tokens: &tokens) {
            guard case .statement(let statement) = element else { continue }
            let sql = String(decoding: bytes[statement.range], as: UTF8.self)
            guard sql.lowercased().hasPrefix("select * from check_test("),
                let match = sql.firstMatch(of: /,\s*(true|false)\s*,\s*'([^']*)'\s*[,)]/)
            else { continue }
            let name = match.2 + (match.1 == "true" ? " should pass" : " should fail")
            let first = bytes[..<statement.range.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
            for line in first...(first + sql.count { $0 == "\n" }) {
                result[line] = outcomes[String(name)]
            }
        }
        return result
    }

    private static func lines(_ expected: String) -> [Substring] {
        expected.split(separator: "\n").filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
    }

    /// The outcome of an assertion; nil for the lines of `check_test()` about a description and
    /// diagnostics.
    private static func outcome(_ line: Substring) -> String? {
        if line.hasSuffix(" should have the proper description")
            || line.hasSuffix(" should have the proper diagnostics")
        {
            return nil
        }
        let isOK = line.hasPrefix("ok ")
        if line.hasSuffix(" should pass") { return isOK ? "pass" : "fail" }
        if line.hasSuffix(" should fail") { return isOK ? "fail" : "pass" }
        return isOK ? "pass" : "fail"
    }
}
