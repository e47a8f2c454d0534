import CoverageAnalysis
import MigrationAnalysis
import PgTAPScanning
import SchemaCatalog
import SQLText

/// The projects that make one database: their migrations folded into its schema, their tests joined with
/// it.
struct DatabaseAnalysis: Sendable {
    let catalog: Catalog
    let suite: TestSuite
    let results: [RequirementResult]
    let diagnostics: [Diagnostic]
    let opaqueStatements: Int
    /// Whether every statement of the migrations could be read.
    let isComplete: Bool

    /// - Parameters:
    ///   - migrations: In deploy order.
    ///   - tests: By path.
    init(
        _ projects: [DetectedProject], _ migrations: [ProjectReader.Migration], _ tests: [ProjectReader.Test], _ live: LiveSchema?,
        _ configuration: Configuration, _ scope: PatchScope?, width: Int
    ) async {
        var fold = CatalogFold(
            searchPath: configuration.searchPath ?? projects.compactMap(\.searchPath).first ?? ["public"],
            externalSchemas: configuration.externalSchemas, deployRole: configuration.deployRole ?? "postgres", dynamic: .grammar)
        if projects.contains(where: { $0.layout == "supabase" }) {
            fold.provideDefaultPrivileges(to: ["anon", "authenticated", "service_role"], inSchema: "public")
        }
        for migration in migrations {
            for part in migration.parts { fold.apply(part.changes, file: part.path) }
            fold.endSession()
        }
        let folded = fold.finish()
        catalog = live?.catalog(beside: folded.catalog) ?? folded.catalog
        suite = TestSuite(tests.compactMap { test in test.file.map { (test.path, $0) } })
        opaqueStatements = migrations.reduce(fold.opaqueStatements) { $0 + $1.file.opaqueStatements }
        let isWhole = opaqueStatements == 0 && projects.allSatisfy(\.isComplete)
        isComplete = live != nil || isWhole && migrations.allSatisfy { $0.file.unparsedStatements == 0 }
        let resolver = ClaimResolver(catalog, isComplete: isComplete)
        let exercises = ExerciseResolver(catalog)
        let claims = await concurrentMap(suite.entries, width: width) { entry in
            var resolver = resolver
            resolver.resolve(entry)
            var exercises = exercises
            exercises.resolve(entry)
            return (proven: resolver.proven + exercises.proven, diagnostics: resolver.diagnostics)
        }
        var index = CoverageIndex()
        for file in claims { index.add(file.proven) }
        // What the migrations would do is beside the point where the database itself is asked.
        diagnostics = (live?.diagnostics ?? folded.diagnostics) + suite.diagnostics + claims.flatMap(\.diagnostics)

        var requirements = RequirementRules(configuration.coverage).requirements(of: catalog)
        if let scope { requirements.removeAll { !scope.covers($0.definedAt) } }
        results = Enforcer(waivers: configuration.coverage.waivers).enforce(requirements, index, catalog)
    }
}
