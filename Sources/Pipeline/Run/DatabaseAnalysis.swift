import CoverageAnalysis
import MigrationAnalysis
import PgTAPScanning
import SchemaCatalog

/// The projects that make one database: their migrations folded into its schema, their tests joined
/// with it.
struct DatabaseAnalysis: Sendable {
    let catalog: Catalog
    let suite: TestSuite
    /// By position in the suite's tests.
    let assertions: [AssertionCounts]
    let results: [RequirementResult]
    let diagnostics: [Diagnostic]
    /// Faults of the migration files themselves.
    let readingDiagnostics: [Diagnostic]
    let statements: StatementCounts
    /// Of the migrations and of what they include.
    let migrationPaths: Set<String>
    /// Waivers of the migrations.
    let waivers: [Waiver]
    /// Waivers that speak of something that no test covers.
    let usedWaivers: Set<Waiver>
    /// Of no assertion yet.
    let resolver: ClaimResolver

    /// - Parameters:
    ///   - tests: Of all databases, by path.
    ///   - keepsTests: Whether what the tests hold is asked for afterwards.
    init(
        _ projects: [DetectedProject], _ tests: consuming [ScannedTest], _ live: LiveSchema?,
        _ configuration: Configuration,
        _ scope: PatchScope?, _ reading: ProjectReading, keepsTests: Bool
    ) async throws(PipelineError) {
        let monitor = reading.monitor
        var fold = CatalogFold(
            searchPath: configuration.searchPath ?? projects.compactMap(\.searchPath).first ?? [
                "public"
            ],
            externalSchemas: configuration.externalSchemas,
            deployRole: configuration.deployRole ?? "postgres",
            errorHandling: projects.allSatisfy(\.goesOnAfterErrors) ? .goesOn : .stops,
            dynamic: .grammar)
        if projects.contains(where: { $0.layout == "supabase" }) {
            fold.provideDefaultPrivileges(
                to: ["anon", "authenticated", "service_role"], inSchema: "public")
            for name in ["uuid-ossp", "pgcrypto"] {
                fold.provideExtension(name, inSchema: "extensions")
            }
        }
        var paths: Set<String> = []
        let migrations = try await reading.migrations(of: projects) { migration in
            paths.formUnion(migration.parts.map(\.path))
            let file = migration.file
            if file.unparsedStatements + file.opaqueStatements > 0 { fold.isIncomplete = true }
            monitor.measure(.fold) {
                fold.apply(migration.parts, keepsSession: migration.goesOn)
            }
        }
        let folded = monitor.measure(.fold) { fold.finish() }
        catalog = live?.catalog(beside: folded.catalog) ?? folded.catalog
        readingDiagnostics = migrations.diagnostics
        migrationPaths = paths.union(projects.flatMap { $0.migrations.map(\.path) })
        var statements = migrations.statements
        statements.opaque += fold.opaqueStatements
        self.statements = statements
        let isWhole =
            statements.opaque == 0 && statements.unparsed == 0 && projects.allSatisfy(\.isComplete)
        let isComplete = live != nil || isWhole

        let own = Set(projects.flatMap(\.tests))
        tests.removeAll { !own.contains($0.path) && !$0.isIncluded }
        var suite = monitor.measure(.link) { [tests] in TestSuite(tests) }
        tests = []
        let dependencies = monitor.measure(.link) { [catalog] in Dependencies(catalog) }
        resolver = ClaimResolver(catalog, dependencies, suite, isComplete: isComplete)
        let claims = try await reading.claims(
            of: suite, catalog, resolver, ExerciseResolver(catalog, dependencies))
        // What the migrations would do is beside the point where the database itself is asked.
        diagnostics = (live?.diagnostics ?? folded.diagnostics) + claims.diagnostics
        if !keepsTests { suite.forgetContents() }
        self.suite = suite
        assertions = claims.assertions
        waivers = migrations.waivers
        let book = WaiverBook(configuration.waivers + migrations.waivers)
        let index = CoverageIndex(claims.evidence)
        usedWaivers = book.waivers(ofOpenClaimsIn: catalog, index)
        results = monitor.measure(.join) { [catalog] in
            var requirements = RequirementRules(configuration.coverage).requirements(of: catalog)
            if let scope { requirements.removeAll { !scope.covers($0.definedAt) } }
            let nearMisses = NearMissIndex(claims.nearMisses)
            return Enforcer(waivers: book, nearMisses: nearMisses).enforce(
                requirements, index, catalog)
        }
    }
}
