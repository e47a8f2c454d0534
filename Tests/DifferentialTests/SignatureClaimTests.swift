import Foundation
import PgTAPScanning
import Pipeline
import Reporting
import SchemaCatalog
import TestSupport
import Testing

/// Every schema assertion of pgTAP, called so that it passes over a schema with something of every
/// kind.
@Suite(.serialized)
struct SignatureClaimTests {
    /// Those that claim nothing, and why.
    private static let withoutClaims:
        [(
            subject: AssertionSubject, aspect: AssertionAspect?, polarity: AssertionPolarity?,
            reason: String
        )] = [
            (.operatorClass, nil, nil, "operator classes are not part of the catalog"),
            (.tablespace, nil, nil, "tablespaces belong to the server, not to a schema"),
            (.database, nil, nil, "migrations do not name the database that they run in"),
            (
                .language, nil, nil,
                "PL/pgSQL comes with every database; languages of extensions come with those"
            ),
            (.index, .owner, nil, "an index has its table's owner, which the table owes"),
            (
                .function, .isWindow, .value,
                "window functions are written in C; the server's own is asked for here"
            ),
            (.primaryKey, .columns, .valueNot, "passes for want of the column, too"),
            (.foreignKey, .columns, .valueNot, "passes for want of the column, too"),
            (.inheritance, .ancestor, .valueNot, "passes for want of the tables, too"),
            (.table, .partitioned, .valueNot, "passes for want of the table, too"),
            (.operator, .postfixExistence, nil, "PostgreSQL 14 has no postfix operators"),
        ]

    /// A call of one signature.
    private struct Call {
        var signature: Signature
        var text: String
    }

    // MARK: - Calls

    /// The arguments by role of each kind of assertion.
    private struct Row {
        var key: [String]
        var values: [String: String]
    }

    private func rows() throws -> [Row] {
        let text = try String(
            contentsOfFile: Repository.fixture("pgtap/calls.tsv"), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let fields = line.split(separator: "\t").map(String.init)
            let pairs = fields.dropFirst(3).map { field in
                let equals = field.firstIndex(of: "=") ?? field.endIndex
                return (String(field[..<equals]), String(field[field.index(after: equals)...]))
            }
            return Row(key: Array(fields.prefix(3)), values: Dictionary(pairs) { $1 })
        }
    }

    private func call(_ signature: Signature, _ rows: [Row], _ ask: (String) throws -> String)
        throws -> Call?
    {
        let roles = signature.roles.map(\.rawValue).filter { $0 != "description" }
        let fitting = rows.filter { row in
            row.key
                == [
                    signature.subject?.rawValue, signature.aspect?.rawValue,
                    signature.polarity?.rawValue,
                ]
                && roles.allSatisfy { row.values[$0] != nil }
        }
        let hasSchema = roles.contains("schema")
        guard
            let row = fitting.first(where: { ($0.values["schema"] != nil) == hasSchema })
                ?? fitting.first
        else { return nil }
        let arguments = try zip(signature.roles, signature.argumentTypes).map { role, type in
            var value = role == .description ? "as it is" : row.values[role.rawValue] ?? ""
            // The one table of the two that is not named by the other role.
            if value == "goods_or_child" {
                value = roles.contains("child_table") ? "goods" : "fragile_goods"
            }
            if value.hasPrefix("@") { value = try ask(String(value.dropFirst())) }
            return ["integer", "anyelement"].contains(type)
                ? value : "'\(value.replacing("'", with: "''"))'::\(type)"
        }
        return Call(
            signature: signature, text: "\(signature.name)(\(arguments.joined(separator: ", ")))")
    }

    // MARK: - Tests

    @Test func everySignatureClaimsWhatTheServerChecks() async throws {
        let cluster = try PostgresCluster.forRoles.get()
        let database = "signature_claims"
        let migration = try Warehouse.migration.get()
        try Warehouse.createDatabase(database)
        let path = "SET search_path = warehouse, public;\n"
        let rows = try rows()
        let signatures = SignatureTable.shared.signatures.filter(\.isSchemaAssertion)
        #expect(signatures.count == 730)
        var answers: [String: String] = [:]
        let calls = try signatures.compactMap { signature in
            try call(signature, rows) { query in
                if let known = answers[query] { return known }
                let answer =
                    try cluster.psql(database, path + query).out.split(separator: "\n").last.map(
                        String.init) ?? ""
                answers[query] = answer
                return answer
            }
        }
        let called = Set(calls.map(\.signature))
        #expect(
            signatures.filter { !called.contains($0) && $0.aspect != .postfixExistence }.map(
                \.text) == [])

        // The first call stands on line 3.
        let test = path + "SELECT no_plan();\n" + calls.map { "SELECT \($0.text);\n" }.joined()
        let (inspected, catalog) = try await inspect(migration, test)
        #expect(inspected.assertions.count == calls.count)
        let outcomes = try outcomes(cluster, database, calls.map { "SELECT \($0.text);" }, path)

        var faults: [String] = []
        for (index, (call, assertion)) in zip(calls, inspected.assertions).enumerated() {
            let name = "\(call.signature.text): SELECT \(call.text);"
            if assertion.signature != call.signature.text {
                faults.append("\(name): read as \(assertion.signature ?? assertion.resolution)")
            }
            let isExcepted = Self.withoutClaims.contains { exception in
                exception.subject == call.signature.subject
                    && (exception.aspect == nil || exception.aspect == call.signature.aspect)
                    && (exception.polarity == nil || exception.polarity == call.signature.polarity)
            }
            if assertion.claims.isEmpty != (isExcepted || isAbsenceOfTheUnknown(call)) {
                faults.append("\(name): claims \(assertion.claims.count)")
            }
            // pgTAP 1.2.0 lacks some, and may take the call for another.
            guard call.signature.since == "1.2.0", let outcome = outcomes[index] else { continue }
            if !outcome { faults.append("\(name): fails on the server") }
            if assertion.predicted == "fail" { faults.append("\(name): predicted to fail") }
        }
        #expect(faults == [])
        #expect(outcomes.count { $0 != nil } > 700)
        let mutants = mutants(
            zip(calls, inspected.assertions).filter { $0.0.signature.since == "1.2.0" }.map {
                ($0.text, $1.claims)
            }, catalog)
        let unnoticed = try unnoticed(mutants, cluster, database, path)
        #expect(unnoticed.list == [])
        #expect(unnoticed.tried > 400)
    }

    /// Negative assertions over what was never there.
    private func isAbsenceOfTheUnknown(_ call: Call) -> Bool {
        guard call.signature.polarity == .absent else { return false }
        let dropped = [
            "'spare'", "'colour'", "'outdated'", "'bins_shelf_old'", "'warehouse_temp'", "'once'",
            "'attic'", "'unused_numbers'", "'scrapped'", "'removed'", "'old_stock'",
        ]
        return !dropped.contains { call.text.contains($0) }
    }

    private func inspect(_ migration: String, _ test: String) async throws -> (
        AssertionsFormat.File, Catalog
    ) {
        try await TemporaryFolder.with(["migrations/1.sql": migration, "tests/1.sql": test]) {
            root in
            var flags = Flags()
            flags.folder = root
            let analysis = try await Analysis(root, flags.configuration())
            return (try #require(analysis.inspectedAssertions.first), analysis.catalog)
        }
    }

    /// Of each statement whether it passes; nil where the server does not have the function.
    private func outcomes(
        _ cluster: PostgresCluster, _ database: String, _ statements: [String], _ path: String
    ) throws -> [Bool?] {
        let script = statements.enumerated().map {
            "\\echo case \($0)\nSAVEPOINT s; \($1)\nROLLBACK TO s;\n"
        }.joined()
        let output = try cluster.psql(
            database, "BEGIN;\n\(path)SELECT no_plan();\n\(script)ROLLBACK;", stopOnError: false)
        var result = [Bool?](repeating: nil, count: statements.count)
        var current = -1
        for line in output.out.split(separator: "\n") {
            if line.hasPrefix("case "), let number = Int(line.dropFirst(5)) { current = number }
            if line.hasPrefix("ok ") { result[current] = true }
            if line.hasPrefix("not ok ") { result[current] = false }
        }
        return result
    }

    /// For each assertion and each thing that it says itself: SQL that takes the thing away.
    private func mutants(_ calls: [(text: String, claims: [InspectedClaim])], _ catalog: Catalog)
        -> [(mutation: String, call: String)]
    {
        calls.flatMap { call in
            call.claims.filter { $0.grade == .asserted }.compactMap { item in
                (Mutation.sql(
                    item.claim, value: catalog[item.claim.object]?.facets[item.claim.facet])
                    ?? Mutation.removal(item.claim)).map { ($0, call.text) }
            }
        }
    }

    /// The assertions that still pass with their fact taken away, and how many facts could be.
    private func unnoticed(
        _ mutants: [(mutation: String, call: String)], _ cluster: PostgresCluster,
        _ database: String, _ path: String
    ) throws -> (list: [String], tried: Int) {
        let script = mutants.enumerated().map { index, mutant in
            "SAVEPOINT s;\n\(mutant.mutation);\nSELECT 'case \(index)';\nSELECT \(mutant.call);\n\\echo none\nROLLBACK TO s;\n"
        }
        let output = try cluster.psql(
            database, "BEGIN;\n\(path)SELECT no_plan();\n\(script.joined())ROLLBACK;",
            stopOnError: false)
        var (list, tried, current) = ([String](), 0, -1)
        for line in output.out.split(separator: "\n") {
            if line.hasPrefix("case "), let number = Int(line.dropFirst(5)) {
                (current, tried) = (number, tried + 1)
            } else if line == "none" {
                current = -1
            } else if line.hasPrefix("ok "), current >= 0 {
                list.append("\(mutants[current].mutation): SELECT \(mutants[current].call)")
            }
        }
        return (list, tried)
    }
}
