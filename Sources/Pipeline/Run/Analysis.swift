public import CoverageAnalysis
import MigrationAnalysis
import PgTAPScanning
public import Reporting
public import SchemaCatalog
import SQLText

/// One run: files → changes and assertions → catalog and claims → requirements and gaps, for each
/// database that the projects make.
public struct Analysis: Sendable {
    /// What was found to analyze.
    public let project: Project
    let databases: [DatabaseAnalysis]
    /// Those of files and layouts first, then those of each database.
    public let diagnostics: [Diagnostic]
    /// How many others are waived.
    private let waivedDiagnostics: Int
    private let configuration: Configuration
    private let monitor: PerformanceMonitor
    private let workers: Int
    /// What the run is about, where it is not about everything.
    private let scope: String?

    /// Runs.
    public init(_ root: String, _ configuration: Configuration) async throws(PipelineError) {
        let monitor = PerformanceMonitor(
            log: RunLog(format: configuration.logFormat, isVerbose: configuration.isVerbose))
        let pool = WorkerPool(
            width: configuration.jobs ?? MachineCapacity.current.workers, log: monitor.log)
        try await self.init(root, configuration, monitor, pool)
    }

    /// Runs, on threads of the analysis' own.
    ///
    /// - Parameters:
    ///   - files: What files came to in earlier runs, where that is kept.
    ///   - keepsTests: Whether what the tests hold is asked for afterwards.
    init(
        _ root: String, _ configuration: Configuration, _ monitor: PerformanceMonitor,
        _ pool: WorkerPool, _ files: FileResults? = nil,
        keepsTests: Bool = true
    ) async throws(PipelineError) {
        self = try await pool.run { () async throws(PipelineError) in
            try await Analysis(reading: root, configuration, monitor, pool, files, keepsTests)
        }
    }

    private init(
        reading root: String, _ configuration: Configuration, _ monitor: PerformanceMonitor,
        _ pool: WorkerPool, _ results: FileResults?,
        _ keepsTests: Bool
    ) async throws(PipelineError) {
        let run = Deadline(after: configuration.deadlines.run)
        (self.configuration, self.monitor) = (configuration, monitor)
        // First: where the database cannot be had there is no use in reading files.
        let live = try LiveSchema.read(configuration, monitor)
        let (start, files) = (ContinuousClock.now, FilesAtHand())
        let tree = try Project.tree(of: root, configuration, files)
        async let ahead: Void = pool.isParallel ? tree.lookAhead() : ()
        let project = try Project(root, tree, configuration)
        await ahead
        monitor.record(.find, since: start)
        try project.requireMigrations()
        self.project = project
        workers = pool.width
        let reading = ProjectReading(
            project, configuration, monitor, pool, run, results, files)
        defer { reading.finish() }

        let scope = try await PatchScope.of(configuration, project)
        let groups = project.databases
        var read = try await reading.tests { () async throws(PipelineError) in
            var schemas: [FoldedSchema] = []
            for group in groups {
                schemas.append(try await FoldedSchema(group, live, configuration, reading))
            }
            return schemas
        }
        let schemas = read.made
        var databases: [DatabaseAnalysis] = []
        for (position, group) in groups.enumerated() {
            let isLast = position == groups.count - 1
            let files = read.tests.files
            if isLast { read.tests.files = [] }
            databases.append(
                try await DatabaseAnalysis(
                    schemas[position], group, files, live, configuration, scope, reading,
                    keepsTests: keepsTests || !isLast))
        }
        self.databases = databases
        let faults =
            project.problems + schemas.flatMap(\.readingDiagnostics)
            + read.tests.diagnostics + Self.unrunTests(project, including: read.tests.includedPaths)
            + Self.faults(of: databases)
        let waivers = configuration.waivers + schemas.flatMap(\.waivers) + read.tests.waivers
        let book = WaiverBook(waivers)
        let policy = DiagnosticPolicy(configuration.rules, book)
        let judged = policy.apply(faults)
        let unused = book.unused(judged.usedWaivers.union(databases.flatMap(\.usedWaivers)))
        let old = Set(schemas.flatMap(\.migrationPaths)).filter { !(scope?.contains($0) ?? true) }
        diagnostics =
            (judged.diagnostics + policy.apply(unused).diagnostics).filter { fault in
                !(fault.location.map { old.contains($0.file) } ?? false)
            }
            + policy.apply([scope?.note].compactMap { $0 }).diagnostics
        waivedDiagnostics = judged.waived
        self.scope = scope?.title
    }

    /// Tests that no runner picks up, and no test includes.
    private static func unrunTests(_ project: Project, including: Set<String>) -> [Diagnostic] {
        var seen = including
        return project.projects.flatMap(\.unrunTests).filter { seen.insert($0.path).inserted }.map {
            NeverRun.unpicked($0.path, $0.reason)
        }
    }

    /// A test that several databases share is at fault where all of them say so.
    private static func faults(of databases: [DatabaseAnalysis]) -> [Diagnostic] {
        guard databases.count > 1 else { return databases.flatMap(\.diagnostics) }
        var owners: [String: Int] = [:]
        for database in databases {
            for path in Set(database.suite.tests.map(\.path)) { owners[path, default: 0] += 1 }
        }
        var counts: [Diagnostic: Int] = [:]
        var faults: [Diagnostic] = []
        for database in databases {
            // One call may assert several things, with one fault at one place.
            var said: Set<Diagnostic> = []
            for diagnostic in database.diagnostics where said.insert(diagnostic).inserted {
                counts[diagnostic, default: 0] += 1
                let needed = diagnostic.location.flatMap { owners[$0.file] } ?? 1
                if counts[diagnostic] == needed { faults.append(diagnostic) }
            }
        }
        return faults
    }

    /// Every requirement with what the tests say of it.
    public var results: [RequirementResult] {
        databases.count == 1 ? databases[0].results : databases.flatMap(\.results)
    }

    /// The schema; of several databases, all objects.
    public var catalog: Catalog {
        databases.count == 1
            ? databases[0].catalog
            : Catalog(
                objects: databases.flatMap(\.catalog.objects),
                searchPath: databases.first?.catalog.searchPath ?? ["public"])
    }

    /// A test with the position of the database that it is joined with.
    struct Joined {
        var test: ScannedTest
        var assertions: AssertionCounts
        var database: Int
    }

    /// The tests of all databases, each once, by path; one that was included with several values of
    /// psql's variables once for each.
    var tests: [Joined] {
        var seen: Set<String> = []
        var unique: [Joined] = []
        for (position, database) in databases.enumerated() {
            defer { seen.formUnion(database.suite.tests.map(\.path)) }
            for (test, assertions) in zip(database.suite.tests, database.assertions)
            where !seen.contains(test.path) {
                unique.append(Joined(test: test, assertions: assertions, database: position))
            }
        }
        return databases.count == 1
            ? unique
            : unique.sorted { String.byBytes($0.test.path, $1.test.path) }
    }

    /// Ends a run over SQL that makes no schema: nothing owed would be no pass.
    ///
    /// - Throws: ``PipelineError`` where no migration makes an object, and none is at fault for it.
    public func requireSchema() throws(PipelineError) {
        let isSilent =
            !diagnostics.contains { $0.severity == .error || $0.rule == "migration-error" }
            && statementCounts.unparsed + statementCounts.opaque == 0
        let isEmpty = databases.allSatisfy {
            $0.catalog.objects.allSatisfy { $0.origin != .schema }
        }
        guard isEmpty, isSilent, configuration.database == nil else { return }
        let files = project.projects.flatMap(\.migrations).map(\.path)
        let some = files.prefix(3).joined(separator: ", ") + (files.count > 3 ? ", …" : "")
        throw PipelineError(
            .input,
            "\(project.root): the SQL found makes no schema object (\(some)). Are these the migrations? Name them: pgcov gaps --migrations FOLDER --tests FOLDER"
        )
    }

    /// The report of the run.
    public func report(version: String) -> Report {
        let tests = tests
        var report = Report(
            version: version, layouts: Array(Set(project.projects.map(\.layout))).sorted(),
            migrations: project.projects.flatMap { $0.migrations.map(\.path) },
            tests: tests.filter { !$0.test.isIncluded }.map(\.test.path),
            level: configuration.coverage.level, results: results, diagnostics: diagnostics,
            assertions: tests.reduce(0) { $0 + $1.assertions.running },
            dynamicAssertions: tests.reduce(0) { $0 + $1.assertions.dynamic },
            unparsedStatements: statementCounts.unparsed,
            opaqueStatements: statementCounts.opaque,
            failures: configuration.gate.failures(results, diagnostics),
            timings: configuration.showsTimings ? monitor.timings(workers: workers) : nil)
        report.scope = scope
        report.waivedDiagnostics = waivedDiagnostics
        return report
    }

    /// What the run took, where the configuration asks for it.
    public var timings: String? {
        configuration.showsTimings ? TimingsFormat.text(monitor.timings(workers: workers)) : nil
    }

    /// Statements of the migrations of all databases.
    var statementCounts: StatementCounts {
        databases.reduce(into: StatementCounts()) { $0.add($1.schema.statements) }
    }
}
