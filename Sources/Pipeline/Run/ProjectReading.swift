import CoverageAnalysis
import MigrationAnalysis
import PgTAPScanning
import SchemaCatalog
import SQLText
import Synchronization

/// Statements of migrations: read, rejected by the grammar, and those whose effect is not known.
struct StatementCounts {
    var parsed = 0
    var unparsed = 0
    var opaque = 0

    mutating func add(_ other: StatementCounts) {
        parsed += other.parsed
        unparsed += other.unparsed
        opaque += other.opaque
    }
}

/// The phases of a run that go over many files: each on all workers, within its deadline, measured,
/// and handed on in order as it comes.
struct ProjectReading {
    private let project: Project
    private let configuration: Configuration
    let monitor: PerformanceMonitor
    private let pool: WorkerPool
    private let run: Deadline
    private let progress: ProgressBar
    private let reader: ProjectReader
    /// What was kept of earlier runs.
    let results: FileResults?
    private let testPaths: [String]

    init(
        _ project: Project, _ configuration: Configuration, _ monitor: PerformanceMonitor,
        _ pool: WorkerPool, _ run: Deadline, _ results: FileResults?, _ files: FilesAtHand
    ) {
        (self.project, self.configuration, self.monitor, self.pool, self.run) = (
            project, configuration, monitor, pool, run
        )
        self.results = results
        testPaths = Set(project.projects.flatMap(\.tests)).sorted(by: String.byBytes)
        progress = ProgressBar(
            total: project.projects.reduce(0) { $0 + $1.migrations.count } + testPaths.count)
        reader = ProjectReader(
            root: project.root, variables: configuration.variables,
            fileTimeout: configuration.deadlines.file, pool: pool, results: results, files: files,
            allowance: TestAllowance(files: testPaths.count))
    }

    /// Takes the progress bar away.
    func finish() { progress.finish() }

    /// What the migrations came to besides their changes.
    struct Migrations {
        var statements = StatementCounts()
        var diagnostics: [Diagnostic] = []
        var waivers: [Waiver] = []
    }

    /// What the tests came to.
    struct Tests {
        /// By path; behind them what they include.
        var files: [ScannedTest] = []
        /// Of the files that tests include, or that are helpers of theirs.
        var includedPaths: Set<String> = []
        var diagnostics: [Diagnostic] = []
        var waivers: [Waiver] = []

        mutating func add(_ test: ProjectReader.Test, isIncluded: Bool) {
            if isIncluded { includedPaths.insert(test.path) }
            if var scanned = test.scanned {
                scanned.isIncluded = isIncluded
                files.append(scanned)
            }
            diagnostics += test.diagnostics
            waivers += test.waivers
        }

        /// Marks parts of tests, without those that are there as their tests include them.
        mutating func markIncluded(
            _ isPart: (ScannedTest) -> Bool, without isRepeated: (ScannedTest) -> Bool
        ) {
            files.removeAll { isPart($0) && isRepeated($0) }
            for index in files.indices where isPart(files[index]) {
                files[index].isIncluded = true
                includedPaths.insert(files[index].path)
            }
        }
    }

    /// Reads the migrations of a database, and hands the changes of each on to `fold`, in deploy
    /// order. What is wrong with a file that runs several times is said once.
    func migrations(
        of projects: [DetectedProject],
        _ fold: (ProjectReader.Migration) -> Void
    ) async throws(PipelineError) -> Migrations {
        var result = Migrations()
        var seen: Set<String> = []
        try await stream(.migrations, projects.flatMap(Project.scripts), name: \.path) {
            [reader] script, deadline in
            let read = reader.migration(script, until: deadline)
            return (read, read.bytes)
        } each: { (migration: ProjectReader.Migration) in
            let file = migration.file
            result.statements.add(
                StatementCounts(
                    parsed: file.parsedStatements, unparsed: file.unparsedStatements,
                    opaque: file.opaqueStatements))
            if seen.insert(migration.path).inserted {
                result.diagnostics += migration.diagnostics
                result.waivers += migration.waivers
            }
            fold(migration)
        }
        return result
    }

    /// Makes something of the migrations, and reads the tests meanwhile, as far as there are
    /// workers for both.
    func tests<Made: Sendable>(
        while make: @Sendable () async throws(PipelineError) -> Made
    ) async throws(PipelineError) -> (made: Made, tests: Tests) {
        let start = ContinuousClock.now
        defer { monitor.offer(pool.width, since: start) }
        // One worker lets go of what the fold needs before it comes to the tests.
        guard pool.isParallel else {
            let made = try await make()
            return (made, try await readTests())
        }
        // Typed errors do not pass through a child task.
        async let tests = result { () async throws(PipelineError) in try await readTests() }
        let made = try await make()
        return (made, try await tests.get())
    }

    private func readTests() async throws(PipelineError) -> Tests {
        var tests = try await scanned()
        try addIncluded(&tests)
        return tests.files
    }

    private func result<Value>(_ body: () async throws(PipelineError) -> Value) async -> Result<
        Value, PipelineError
    > {
        do throws(PipelineError) { return .success(try await body()) } catch {
            return .failure(error)
        }
    }

    /// Tests in their order, and what they include.
    private struct Scanned {
        var files = Tests()
        var included: [ProjectReader.Test] = []
    }

    private func scanned() async throws(PipelineError) -> Scanned {
        var result = Scanned()
        try await stream(.tests, testPaths, name: { $0 }) { [reader] path, deadline in
            let read = reader.test(path, until: deadline)
            return (read, read.bytes)
        } each: { (test: ProjectReader.Test) in
            result.files.add(test, isIncluded: false)
            result.included += test.included
        }
        return result
    }

    /// Behind the tests, sorted by path, stand the files that they include and that are no tests
    /// themselves, each once: what those define and execute is the tests' own.
    private func addIncluded(_ tests: inout Scanned) throws(PipelineError) {
        for path in try helperPaths(&tests.files.diagnostics) {
            tests.included.append(
                reader.test(
                    path, until: Deadline(run, Deadline(after: configuration.deadlines.phase))))
        }
        // Sets of all paths are much where the tests are many.
        guard !tests.included.isEmpty else { return }
        // What a test includes and has no plan of its own runs only there, wherever it stands.
        let parts = Set(tests.included.map(\.path))
        let given = Set(tests.included.lazy.filter(\.session.isGiven).map(\.path))
        tests.files.markIncluded({ parts.contains($0.path) && !$0.hasPlan }) {
            given.contains($0.path)
        }
        // In another session a file is another test; what is wrong with it is said once.
        var seen = Set(testPaths.map { Included(path: $0, session: TestSession()) })
        var told = Set(testPaths)
        for var test in tests.included
        where seen.insert(Included(path: test.path, session: test.session)).inserted {
            if !told.insert(test.path).inserted { (test.diagnostics, test.waivers) = ([], []) }
            tests.files.add(test, isIncluded: true)
        }
    }

    /// A file as another includes it.
    private struct Included: Hashable {
        let path: String
        let session: TestSession
    }

    private func helperPaths(_ faults: inout [Diagnostic]) throws(PipelineError) -> [String] {
        var paths: [String] = []
        for helper in configuration.helpers {
            paths += try PathPattern.files(helper, root: project.root, &faults)
        }
        return paths
    }

    /// What the tests come to against a catalog.
    struct Claims {
        var evidence: CoverageIndexBuilder
        var diagnostics: [Diagnostic] = []
        /// Of each test.
        var assertions: [AssertionCounts] = []
        var nearMisses: [NearMiss] = []
    }

    /// Finds what is wrong with the tests, what their assertions prove, and what their SQL
    /// exercises.
    ///
    /// - Parameter keepsTests: Whether what the tests hold is asked for once more.
    func claims(
        of suite: TestSuite, _ schema: FoldedSchema, _ resolver: ClaimResolver, keepsTests: Bool
    ) async throws(PipelineError) -> Claims {
        let catalog = schema.catalog
        var result = Claims(evidence: CoverageIndexBuilder(catalog))
        let start = ContinuousClock.now
        defer { monitor.offer(pool.width, since: start) }
        let kept = ClaimResults(results, schema, suite)
        // A file may be there several times, as it was included.
        var told: Set<Diagnostic> = []
        // What one file made known of the schema's functions serves the next.
        let fresh = ExerciseResolver(catalog, schema.dependencies)
        let free = Mutex<[ExerciseResolver]>([])
        try await stream(.claims, suite.tests, name: \.path) { test, _ in
            if let known = kept?.claims(of: test) {
                if !keepsTests { test.letGo() }
                return ((known, test.isIncluded), 0)
            }
            let entry = suite.entry(test, forTheLastTime: !keepsTests)
            var resolver = resolver
            resolver.resolve(entry)
            var exercises = free.withLock { $0.popLast() } ?? fresh
            let exercised = exercises.resolve(entry)
            free.withLock { $0.append(exercises) }
            let claims = TestClaims(
                evidence: FileEvidence([resolver.proven, exercised], path: test.path, catalog),
                diagnostics: TestRules.check(entry, catalog) + resolver.diagnostics,
                assertions: AssertionCounts(entry.file), nearMisses: resolver.nearMisses)
            kept?.keep(claims, of: test)
            return ((claims, test.isIncluded), 0)
        } each: { (claims: TestClaims, isIncluded: Bool) in
            result.evidence.add(claims.evidence)
            result.diagnostics +=
                isIncluded
                ? claims.diagnostics.filter { told.insert($0).inserted } : claims.diagnostics
            result.assertions.append(claims.assertions)
            result.nearMisses += claims.nearMisses
        }
        return result
    }

    // MARK: - Phases

    private func stream<Item: Sendable, Value: Sendable>(
        _ phase: Phase, _ items: [Item], name: @escaping @Sendable (Item) -> String,
        _ body: @escaping @Sendable (Item, Deadline) -> (Value, bytes: Int), each: (Value) -> Void
    ) async throws(PipelineError) {
        let deadline = Deadline(run, Deadline(after: configuration.deadlines.phase))
        let isComplete = await pool.stream(items, until: { deadline.isPast || Task.isCancelled }) {
            [monitor, progress] item in
            let start = ContinuousClock.now
            let (value, bytes) = body(item, deadline)
            monitor.record(phase, since: start, path: name(item), bytes: bytes)
            if phase != .claims { progress.advance() }
            return value
        } each: {
            each($0)
        }
        guard isComplete else { throw timeout(phase) }
    }

    private func timeout(_ phase: Phase) -> PipelineError {
        let limits = configuration.deadlines
        let flag =
            run.isPast
            ? limits.run.map { "--timeout \(Deadlines.text($0))" }
            : limits.phase.map { "--phase-timeout \(Deadlines.text($0))" }
        return PipelineError(
            .input,
            "out of time (\(flag ?? "")) while at work on \(phase.rawValue); raise the limit, or see --timings for what takes long"
        )
    }
}
