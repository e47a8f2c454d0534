import Foundation
import ParseTree
import QueryEvaluation
import SQLSyntax
import TestSupport
import Testing

/// What is told without a server is what the server says; what cannot be told is unknown, and an
/// expression that the server rejects is not told.
struct EvaluationTests {
    @Test func expressionsAreTheServers() throws {
        let text = try String(
            contentsOfFile: Repository.fixture("evaluation/expressions.sql"), encoding: .utf8)
        let expressions = text.split(separator: "\n").map(String.init)
        let outcome = try compare(expressions, database: "evaluation_table", isStrict: true)
        #expect(outcome.differences == [])
        #expect(outcome.told * 100 >= expressions.count * 65, "\(outcome.told) told")
    }

    @Test func randomExpressionsAreTheServers() throws {
        let seed = ProcessInfo.processInfo.environment["PGCOV_SEED"].flatMap(UInt64.init) ?? 1
        var generator = RandomExpression(seed: seed)
        let expressions = (0..<3_000).map { _ in generator.expression() }
        let outcome = try compare(expressions, database: "evaluation_random", isStrict: false)
        #expect(outcome.differences == [])
        #expect(outcome.told * 100 >= expressions.count * 50, "\(outcome.told) told")
    }

    /// Numbers at their limits must not end the program.
    @Test func extremesAreNoFaults() throws {
        let numbers = [
            "'-9223372036854775808'::bigint", "9223372036854775807", "-2147483648", "2147483647",
        ]
        for number in numbers {
            for form in [
                "- (N)", "left('abc', N)", "right('abc', N)", "repeat('abc', N)",
                "substr('abc', N)", "substr('abc', N, N)", "split_part('a', 'b', N)", "chr(N)",
                "(ARRAY[1])[N]", "N + N", "N * N", "N - 1", "(SELECT 1 LIMIT N)",
                "ARRAY(SELECT generate_series(N, N))", "ARRAY(SELECT generate_series(1, 2, N))",
                "date '2024-01-01' + N", "date '2024-01-01' - N", "N * interval '900000 weeks'",
            ] {
                _ = try evaluate(form.replacing("N", with: number))
            }
        }
    }

    /// Nor must times beyond what a server knows.
    @Test func extremeTimesAreNoFaults() throws {
        let weeks = Array(repeating: "900000 weeks", count: 40).joined(separator: " ")
        for expression in [
            "now() + interval '1e30 years'", "now() - interval '900000 centuries'",
            "now() + interval '\(weeks)'",
            "now()" + String(repeating: " + interval '500000 weeks'", count: 60),
            "interval '1 day'" + String(repeating: " * 999999", count: 8),
            "timestamp '2024-01-01 00:00:99999999999999999999999' > now()",
            "timestamptz 'infinity' + interval '500000 weeks' > timestamptz '-infinity'",
        ] {
            _ = try evaluate(expression)
        }
    }

    /// Each part of a chain is evaluated once: twice for each literal would never end.
    @Test func chainsAreEvaluatedOnce() throws {
        let chain = "lower('A')" + String(repeating: " || 'b' || lower('C')", count: 60)
        #expect(try evaluate(chain) == .text("a" + String(repeating: "bc", count: 60)))
    }

    // MARK: - Comparison

    private struct Outcome {
        /// `expression: told, server`.
        var differences: [String] = []
        var told = 0
    }

    /// - Parameter isStrict: Whether what the server reports an error for must not be told.
    private func compare(_ expressions: [String], database: String, isStrict: Bool) throws
        -> Outcome
    {
        var outcome = Outcome()
        for (expression, server) in zip(expressions, try answers(to: expressions, database)) {
            let value = try evaluate("(\(expression))::text")
            if value == .unknown { continue }
            outcome.told += 1
            // The server also evaluates what the result does not hang on.
            if server == "error", !isStrict { continue }
            let told = value == .null ? "null" : "=" + (value.text ?? "?")
            if told != server { outcome.differences.append("\(expression): \(told), \(server)") }
        }
        return outcome
    }

    /// `=text`, `null` or `error` for each.
    private func answers(to expressions: [String], _ database: String) throws -> [String] {
        let cluster = try PostgresCluster.shared.get()
        try cluster.createDatabase(database)
        let function = """
            CREATE FUNCTION answer(expression text) RETURNS text LANGUAGE plpgsql AS $$
            DECLARE result text;
            BEGIN
                EXECUTE 'SELECT (' || expression || ')::text' INTO result;
                RETURN encode(convert_to(coalesce('=' || result, 'null'), 'UTF8'), 'hex');
            EXCEPTION WHEN OTHERS THEN RETURN encode('error', 'hex');
            END $$;\n
            """
        let calls = expressions.map { "SELECT answer($answer$\($0)$answer$);\n" }.joined()
        let output = try cluster.psql(database, function + calls)
        #expect(output.status == 0, "\(output.error)")
        return output.out.split(separator: "\n").map { Self.decoded($0) }
    }

    private static func decoded(_ hex: Substring) -> String {
        let digits = Array(hex)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func evaluate(_ expression: String) throws -> Value {
        guard case .data(.query(let query))? = try StatementReader.read("SELECT \(expression)"),
            case .select(let core) = query.body, let target = core.targets.first
        else { return .unknown }
        var evaluator = Evaluator()
        return evaluator.evaluate(target.expression)
    }
}
