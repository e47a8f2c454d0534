import CoverageAnalysis
import Foundation
import MigrationAnalysis
import PgTAPScanning
public import Reporting
public import SchemaCatalog
import SQLText

/// One run: files → changes and assertions → catalog and claims → requirements and gaps, for each
/// database that the projects make.
public struct Analysis: Sendable {
    public let project: Project
    let databases: [DatabaseAnalysis]
    /// Those of files and layouts first, then those of each database.
    public let diagnostics: [Diagnostic]
    private let migrations: [MigrationFile]
    private let configuration: Configuration
    /// What the run is about, where it is not about everything.
    private let scope: String?

    /// Runs.
    public init(_ root: String, _ configuration: Configuration) async throws(PipelineError) {
        // First: where the database cannot be had there is no use in reading files.
        let live = try LiveSchema.read(configuration)
        project = try Project(root, configuration)
        try project.requireMigrations()
        self.configuration = configuration
        let width = configuration.jobs ?? ProcessInfo.processInfo.activeProcessorCount
        let groups = project.databases
        let scope = try await PatchScope.of(configuration, project)

        let reader = ProjectReader(root: root, variables: configuration.variables)
        let scripts = groups.map { $0.flatMap(Project.scripts) }
        let testPaths = Set(project.projects.flatMap(\.tests)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let progress = Progress(total: scripts.reduce(0) { $0 + $1.count } + testPaths.count)
        let read = await concurrentMap(scripts.flatMap { $0 }, width: width) { script in
            defer { progress.advance() }
            return reader.migration(script)
        }
        let scanned = await concurrentMap(testPaths, width: width) { path in
            defer { progress.advance() }
            return reader.test(path)
        }
        progress.finish()
        migrations = read.map(\.file)

        var databases: [DatabaseAnalysis] = []
        var start = 0
        for (group, scripts) in zip(groups, scripts) {
            let tests = Set(group.flatMap(\.tests))
            databases.append(
                await DatabaseAnalysis(
                    group, Array(read[start..<start + scripts.count]), scanned.filter { tests.contains($0.path) }, live, configuration, scope, width: width))
            start += scripts.count
        }
        self.databases = databases
        let faults = project.projects.flatMap(\.problems) + read.flatMap(\.diagnostics) + scanned.flatMap(\.diagnostics)
            + Self.faults(of: databases)
        let old = Set(scripts.joined().map(\.path)).union(read.flatMap { $0.parts.map(\.path) }).filter { !(scope?.contains($0) ?? true) }
        diagnostics = faults.filter { fault in !(fault.location.map { old.contains($0.file) } ?? false) } + [scope?.note].compactMap { $0 }
        self.scope = scope?.title
    }

    /// A test that several databases share is at fault where all of them say so.
    private static func faults(of databases: [DatabaseAnalysis]) -> [Diagnostic] {
        guard databases.count > 1 else { return databases.flatMap(\.diagnostics) }
        var owners: [String: Int] = [:]
        for database in databases { for entry in database.suite.entries { owners[entry.path, default: 0] += 1 } }
        var counts: [Diagnostic: Int] = [:]
        var faults: [Diagnostic] = []
        for diagnostic in databases.flatMap(\.diagnostics) {
            counts[diagnostic, default: 0] += 1
            let needed = diagnostic.location.flatMap { owners[$0.file] } ?? 1
            if counts[diagnostic] == needed { faults.append(diagnostic) }
        }
        return faults
    }

    /// The schema; of several databases, all objects.
    public var catalog: Catalog {
        databases.count == 1
            ? databases[0].catalog : Catalog(objects: databases.flatMap(\.catalog.objects), searchPath: databases.first?.catalog.searchPath ?? ["public"])
    }

    /// The tests of all databases with the one that they are joined with, each once, by path.
    var tests: [(entry: TestSuite.Entry, database: DatabaseAnalysis)] {
        var seen: Set<String> = []
        let all = databases.flatMap { database in database.suite.entries.map { (entry: $0, database: database) } }
        let unique = all.filter { seen.insert($0.entry.path).inserted }
        return databases.count == 1 ? unique : unique.sorted { $0.entry.path.utf8.lexicographicallyPrecedes($1.entry.path.utf8) }
    }

    /// The report of the run.
    public func report(version: String) -> Report {
        var report = Report(
            version: version, layouts: Array(Set(project.projects.map(\.layout))).sorted(),
            migrations: project.projects.flatMap { $0.migrations.map(\.path) }, tests: tests.map(\.entry.path),
            level: configuration.coverage.level, results: databases.flatMap(\.results), diagnostics: diagnostics,
            assertions: countAssertions { $0 != .unreached }, dynamicAssertions: countAssertions { $0 == .dynamic },
            unparsedStatements: statementCounts.unparsed, opaqueStatements: statementCounts.opaque,
            failures: configuration.gate.failures(databases.flatMap(\.results), diagnostics))
        report.scope = scope
        return report
    }

    /// Statements of the migrations: read, rejected by the grammar, and those whose effect is not known.
    var statementCounts: (parsed: Int, unparsed: Int, opaque: Int) {
        (
            migrations.reduce(0) { $0 + $1.parsedStatements }, migrations.reduce(0) { $0 + $1.unparsedStatements },
            databases.reduce(0) { $0 + $1.opaqueStatements }
        )
    }

    private func countAssertions(_ isCounted: (Assertion.State) -> Bool) -> Int {
        tests.reduce(0) { $0 + $1.entry.file.assertions.count { isCounted($0.state) } }
    }
}
