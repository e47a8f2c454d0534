public import CoverageAnalysis
import Foundation
import MigrationAnalysis
public import PgTAPScanning
public import Reporting
public import SchemaCatalog
import SQLText

/// One run: files → changes and assertions → catalog and claims → requirements and gaps.
public struct Analysis: Sendable {
    public let project: Project
    public let catalog: Catalog
    public let suite: TestSuite
    public let results: [RequirementResult]
    public private(set) var diagnostics: [Diagnostic]
    private let migrations: [MigrationFile]
    private let opaqueStatements: Int
    /// Whether every statement of the migrations could be read.
    let isComplete: Bool
    private let configuration: Configuration

    /// Runs.
    public init(_ root: String, _ configuration: Configuration) async throws(PipelineError) {
        // First: where the database cannot be had there is no use in reading files.
        let live = try LiveSchema.read(configuration)
        project = try Project(root, configuration)
        self.configuration = configuration
        let width = configuration.jobs ?? ProcessInfo.processInfo.activeProcessorCount
        var faults = project.projects.flatMap(\.problems)

        let reader = ProjectReader(root: root, variables: configuration.variables)
        let scripts = project.scripts
        let testPaths = Set(project.projects.flatMap(\.tests)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let progress = Progress(total: scripts.count + testPaths.count)
        let read = await concurrentMap(scripts, width: width) { script in
            defer { progress.advance() }
            return reader.migration(script)
        }
        let scanned = await concurrentMap(testPaths, width: width) { path in
            defer { progress.advance() }
            return reader.test(path)
        }
        progress.finish()
        faults += read.flatMap(\.diagnostics) + scanned.flatMap(\.diagnostics)
        migrations = read.map(\.file)

        var fold = CatalogFold(searchPath: configuration.searchPath ?? project.searchPath ?? ["public"],
            externalSchemas: configuration.externalSchemas, dynamic: .grammar)
        for migration in read {
            for part in migration.parts { fold.apply(part.changes, file: part.path) }
        }
        let folded = fold.finish()
        catalog = live?.catalog(beside: folded.catalog) ?? folded.catalog
        suite = TestSuite(scanned.compactMap { scan in scan.file.map { (scan.path, $0) } })
        opaqueStatements = migrations.reduce(fold.opaqueStatements) { $0 + $1.opaqueStatements }
        let isWhole = opaqueStatements == 0 && project.projects.allSatisfy(\.isComplete)
        isComplete = live != nil || isWhole && migrations.allSatisfy { $0.unparsedStatements == 0 }
        let resolver = ClaimResolver(catalog, isComplete: isComplete)
        let claims = await concurrentMap(suite.entries, width: width) { entry in
            var resolver = resolver
            resolver.resolve(entry)
            return resolver
        }
        var index = CoverageIndex()
        for file in claims { index.add(file.proven) }
        // What the migrations would do is beside the point where the database itself is asked.
        faults += (live?.diagnostics ?? folded.diagnostics) + suite.diagnostics + claims.flatMap(\.diagnostics)

        let requirements = RequirementRules(configuration.coverage).requirements(of: catalog)
        results = Enforcer(waivers: configuration.coverage.waivers).enforce(requirements, index, catalog)
        diagnostics = faults
    }

    /// The report of the run.
    public func report(version: String) -> Report {
        Report(
            version: version, layouts: Array(Set(project.projects.map(\.layout))).sorted(),
            migrations: project.projects.flatMap { $0.migrations.map(\.path) }, tests: suite.entries.map(\.path),
            level: configuration.coverage.level, results: results, diagnostics: diagnostics,
            assertions: countAssertions { $0 != .unreached }, dynamicAssertions: countAssertions { $0 == .dynamic },
            unparsedStatements: migrations.reduce(0) { $0 + $1.unparsedStatements },
            opaqueStatements: opaqueStatements,
            failures: configuration.gate.failures(results, diagnostics))
    }

    private func countAssertions(_ isCounted: (Assertion.State) -> Bool) -> Int {
        suite.entries.reduce(0) { $0 + $1.file.assertions.count { isCounted($0.state) } }
    }
}
