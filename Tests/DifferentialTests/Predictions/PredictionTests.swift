import Foundation
import LiveIntrospection
import PgTAPScanning
import SchemaCatalog
import SQLText
import TestSupport
import Testing

/// What pgcov predicts of each schema assertion, against the line that the server prints: of every
/// signature, with arguments that are right and arguments that are not.
@Suite(.serialized)
struct PredictionTests {
    @Test(arguments: ["", "SET search_path = shop, public;"])
    func predictionsHold(_ setup: String) throws {
        let cluster = try PostgresCluster.shared.get()
        let database = setup.isEmpty ? "predictions" : "predictions_path"
        try cluster.createDatabase(database)
        let schema = try String(
            contentsOfFile: Repository.fixture("predictions/schema.sql"), encoding: .utf8)
        let roles =
            "DROP ROLE IF EXISTS prediction_editor, prediction_loner, prediction_reader, prediction_owner;"
        _ = try cluster.psql("postgres", setup.isEmpty ? roles : "")
        _ = try cluster.psql(database, schema, stopOnError: setup.isEmpty)
        _ = try cluster.psql(database, "CREATE SCHEMA tap; CREATE EXTENSION pgtap SCHEMA tap")
        let catalog = try LiveDatabase.read(cluster.connection(to: database)).catalog
        let calls = generate(catalog)
        let outcomes = try run(calls, setup, cluster, database)
        let predicted = predict(calls, setup, catalog)
        compare(calls, predicted, outcomes)
    }

    private func generate(_ catalog: Catalog) -> [String] {
        var generator = CallGenerator(catalog: catalog, random: SeededGenerator(seed: 7))
        let signatures = SignatureTable.shared.signatures.filter {
            $0.isSchemaAssertion && $0.since == "1.2.0"
        }
        return signatures.flatMap { generator.calls($0, objects: 5) }
    }

    /// `ok`, `not ok` or `error` of each call.
    private func run(
        _ calls: [String], _ setup: String, _ cluster: PostgresCluster, _ database: String
    ) throws -> [String] {
        var script =
            "\(setup)\nSELECT set_config('search_path', current_setting('search_path') || ', tap', false);\nSELECT * FROM no_plan();\n"
        for (index, call) in calls.enumerated() { script += "\\echo @@\(index)\n\(call);\n" }
        let lines = try cluster.psql(database, script, stopOnError: false).out.split(
            separator: "\n")
        var outcomes = [String](repeating: "error", count: calls.count)
        var current = 0
        for line in lines {
            if line.hasPrefix("@@") { current = Int(line.dropFirst(2)) ?? 0 }
            if line.hasPrefix("ok ") { outcomes[current] = "ok" }
            if line.hasPrefix("not ok ") { outcomes[current] = "not ok" }
        }
        return outcomes
    }

    private func predict(_ calls: [String], _ setup: String, _ catalog: Catalog) -> [ClaimResolver
        .Prediction]
    {
        let source = setup + "\n" + calls.joined(separator: ";\n")
        let file = TestFileScanner.scan(SourceFile(path: "t.sql", bytes: Array(source.utf8)))
        let suite = TestSuite([ScannedTest(path: "t.sql", file, isIncluded: false)], catalog)
        var resolver = ClaimResolver(catalog, suite)
        var predictions = [ClaimResolver.Prediction](repeating: .unknown, count: calls.count)
        let entry = suite.entry(suite.tests[0])
        for assertion in entry.file.assertions {
            predictions[assertion.line - 2] = resolver.resolve(assertion, entry)
        }
        return predictions
    }

    private func compare(
        _ calls: [String], _ predicted: [ClaimResolver.Prediction], _ outcomes: [String]
    ) {
        var wrong: [String: [String]] = [:]
        var counts: [String: Int] = [:]
        var unknown: [String: Int] = [:]
        for (index, call) in calls.enumerated() {
            counts["\(predicted[index]) \(outcomes[index])", default: 0] += 1
            switch (predicted[index], outcomes[index]) {
            case (.unknown, let outcome):
                if outcome != "error" {
                    unknown[String(call.dropFirst(7).prefix { $0 != "(" }), default: 0] += 1
                }
            case (.pass, "ok"), (.fail, "not ok"): break
            default:
                let line = "\(predicted[index]), but \(outcomes[index]): \(call)"
                wrong[String(call.dropFirst(7).prefix { $0 != "(" }), default: []].append(line)
            }
        }
        if ProcessInfo.processInfo.environment["PGCOV_PREDICTIONS"] != nil {
            print(counts.sorted { $0.key < $1.key }, unknown.sorted { $0.value > $1.value })
        }
        // A few of each function say enough.
        let report = wrong.sorted { $0.key < $1.key }.flatMap {
            ["\($0.value.count) of \($0.key)"] + $0.value.prefix(3)
        }
        #expect(wrong.isEmpty, "\(report.joined(separator: "\n"))")
        let known = predicted.count { $0 != .unknown }
        #expect(known * 2 > calls.count, "\(known) of \(calls.count) are predicted")
    }
}
