import Foundation
import SQLText
import SchemaCatalog
import TestSupport
import Testing

/// Random histories of DDL: after each, the files fold into what the server has.
///
/// `PGCOV_HISTORIES` and `PGCOV_SEED` choose how many, and from where (`Scripts/test-histories`).
@Suite(.serialized)
struct HistoryTests {
    private static let environment = ProcessInfo.processInfo.environment

    @Test func catalogsAreEqual() throws {
        let count = Self.environment["PGCOV_HISTORIES"].flatMap(UInt64.init) ?? 200
        let first = Self.environment["PGCOV_SEED"].flatMap(UInt64.init) ?? 1
        let runner = HistoryRunner(
            try CaseServer(try PostgresCluster.forHistories.get(), database: "histories"))
        var failures = 0
        for seed in first..<first + count where failures < 10 {
            let differences = try runner.run(RandomHistory.make(seed: seed, count: 30))
            guard !differences.isEmpty else { continue }
            failures += 1
            let shrunk = try runner.shrink(runner.accepted)
            Issue.record(
                "seed \(seed): \(differences.joined(separator: "\n  "))\n-- case: seed \(seed)\n\(shrunk.map { $0 + ";\n" }.joined())"
            )
        }
        // A generator of nonsense would test nothing.
        #expect(runner.acceptedShare > 0.8)
        #expect(runner.unknownShare < 0.01)
    }

    /// With statements that fail: each is told, none that the server takes is, and the catalog is
    /// what the rest makes.
    @Test func rejectionsAreEqual() throws {
        let count = Self.environment["PGCOV_FAULTY_HISTORIES"].flatMap(UInt64.init) ?? 40
        let first = Self.environment["PGCOV_SEED"].flatMap(UInt64.init) ?? 1
        let runner = HistoryRunner(
            try CaseServer(try PostgresCluster.forHistories.get(), database: "faulty_histories"))
        var failures = 0
        for seed in first..<first + count where failures < 10 {
            let history = RandomHistory.makeFaulty(seed: seed, count: 40)
            let differences = try runner.runFaulty(history)
            guard !differences.isEmpty else { continue }
            failures += 1
            let shrunk = try runner.shrinkFaulty(history)
            Issue.record(
                "seed \(seed): \(differences.joined(separator: "\n  "))\n-- case: seed \(seed)\n\(shrunk.map { $0 + ";\n" }.joined())\n\(try runner.runFaulty(shrunk))"
            )
        }
        // Neither too few to test anything nor too many to leave a schema.
        #expect((0.3...0.8).contains(runner.acceptedShare))
    }
    /// Cases of `SQLFixtures/faults/rejections.sql`, a statement a line: what random histories have
    /// found, and what is like it.
    @Test func knownRejectionsAreEqual() throws {
        let runner = HistoryRunner(
            try CaseServer(try PostgresCluster.forHistories.get(), database: "known_rejections"))
        let cases = SnippetFile.cases("faults/rejections.sql")
        #expect(!cases.isEmpty)
        for item in cases {
            let statements = item.sql.split(separator: ";\n").map(String.init)
            let differences = try runner.runFaulty(statements)
            #expect(
                differences.isEmpty, "\(item.name)\n  \(differences.joined(separator: "\n  "))")
        }
    }
}

/// Runs histories on a server, and makes failing ones small.
final class HistoryRunner {
    private let server: CaseServer
    private var (tried, taken, unknown, facets) = (0, 0, 0, 0)
    /// The statements of the last history that the server took.
    private(set) var accepted: [String] = []

    init(_ server: CaseServer) { self.server = server }

    var acceptedShare: Double { Double(taken) / Double(max(1, tried)) }
    var unknownShare: Double { Double(unknown) / Double(max(1, facets)) }

    /// The differences between files and server.
    func run(_ history: [String]) throws -> [String] {
        let (rejected, theirs) = try server.run(history)
        accepted = history.indices.filter { !rejected.contains($0) }.map { history[$0] }
        tried += history.count
        taken += accepted.count
        return CatalogDifference.lines(
            HistoryFold.catalog(of: accepted), theirs, unknown: &unknown, facets: &facets)
    }

    /// The differences between files and server, in the catalogs and in what was rejected.
    func runFaulty(_ history: [String]) throws -> [String] {
        let (rejected, theirs) = try server.run(history)
        tried += history.count
        taken += history.count - rejected.count
        let (ours, diagnostics) = Snippet(name: "history", sql: history.map { $0 + ";\n" }.joined())
            .fold(isSelfContained: true)
        let told = Set(diagnostics.compactMap { $0.location.map { $0.line - 1 } })
        var lines = rejected.subtracting(told).sorted().map { "not told: \(history[$0])" }
        lines += told.subtracting(rejected).sorted().map { line in
            "told: \(history[line]): \(diagnostics.first { $0.location?.line == line + 1 }?.message ?? "")"
        }
        return lines + CatalogDifference.lines(ours, theirs, unknown: &unknown, facets: &facets)
    }

    /// The shortest faulty history found that still differs.
    func shrinkFaulty(_ history: [String]) throws -> [String] {
        var current = history
        for index in history.indices.reversed() {
            var shorter = current
            shorter.remove(at: index)
            if try !runFaulty(shorter).isEmpty { current = shorter }
        }
        return current
    }

    /// The shortest history found by leaving statements out that still differs.
    func shrink(_ history: [String]) throws -> [String] {
        var current = history
        var index = current.count - 1
        while index >= 0 {
            var shorter = current
            shorter.remove(at: index)
            if try !run(shorter).isEmpty { current = accepted }
            index = min(index, current.count) - 1
        }
        return current
    }
}
