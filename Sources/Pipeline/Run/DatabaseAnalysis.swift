import CoverageAnalysis
import MigrationAnalysis
import PgTAPScanning
import SchemaCatalog

/// The projects that make one database: their migrations folded into its schema, their tests joined
/// with it.
struct DatabaseAnalysis: Sendable {
    let schema: FoldedSchema
    let suite: TestSuite
    /// By position in the suite's tests.
    let assertions: [AssertionCounts]
    let results: [RequirementResult]
    let diagnostics: [Diagnostic]
    /// Waivers that speak of something that no test covers.
    let usedWaivers: Set<Waiver>
    /// Of no assertion yet.
    let resolver: ClaimResolver

    var catalog: Catalog { schema.catalog }

    /// - Parameters:
    ///   - tests: Of all databases, by path.
    ///   - keepsTests: Whether what the tests hold is asked for afterwards, by another database or
    ///     by whoever looks at the analysis.
    init(
        _ schema: FoldedSchema, _ projects: [DetectedProject], _ tests: consuming [ScannedTest],
        _ live: LiveSchema?, _ configuration: Configuration, _ scope: PatchScope?,
        _ reading: ProjectReading, keepsTests: Bool
    ) async throws(PipelineError) {
        self.schema = schema
        let (monitor, catalog) = (reading.monitor, schema.catalog)
        let own = Set(projects.flatMap(\.tests))
        tests.removeAll { !own.contains($0.path) && !$0.isIncluded }
        let suite = monitor.measure(.link) { [tests] in TestSuite(tests, catalog) }
        tests = []
        resolver = ClaimResolver(
            catalog, suite, isComplete: schema.isWhole,
            seeded: schema.seededNames)
        let claims = try await reading.claims(
            of: suite, schema, resolver, keepsTests: keepsTests)
        // What the migrations would do is beside the point where the database itself is asked.
        diagnostics = (live?.diagnostics ?? schema.diagnostics) + claims.diagnostics
        self.suite = suite
        assertions = claims.assertions
        let book = WaiverBook(configuration.waivers + schema.waivers)
        let index = CoverageIndex(claims.evidence, Implications(catalog, schema.dependencies))
        usedWaivers = book.waivers(ofOpenClaimsIn: catalog, index)
        results = monitor.measure(.join) {
            let nearMisses = NearMissIndex(claims.nearMisses)
            return Enforcer(waivers: book, nearMisses: nearMisses).enforce(
                RequirementRules(configuration.coverage), index, catalog
            ) { scope?.covers($0.definedAt) ?? true }
        }
    }
}
