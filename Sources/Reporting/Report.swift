public import CoverageAnalysis
public import SchemaCatalog

/// Everything that a report says: what a format turns into bytes. Holds no path of the machine and
/// no time of day.
public struct Report: Sendable {
    /// Of pgcov.
    public var version: String
    /// Of each project, as docs/Layouts.md names them.
    public var layouts: [String]
    /// Paths relative to the project, in deploy order.
    public var migrations: [String]
    /// Paths relative to the project, sorted.
    public var tests: [String]
    /// How much was asked for.
    public var level: Level
    /// In the order of the catalog.
    public var results: [RequirementResult]
    /// The counts at its end.
    public var summary: CoverageSummary
    /// Sorted by place.
    public var diagnostics: [Diagnostic]
    /// Calls of pgTAP's that run.
    public var assertions: Int
    /// Those whose arguments or number depend on the database.
    public var dynamicAssertions: Int
    /// Statements of migrations that the grammar refused.
    public var unparsedStatements: Int
    /// Statements whose effect only a database can tell.
    public var opaqueStatements: Int
    /// Diagnostics that waivers let pass.
    public var waivedDiagnostics = 0
    /// Which migrations' objects owe tests; nil for all.
    public var scope: String?
    /// Why the gate failed; empty when it passed.
    public var failures: [String]
    /// What the run took; nil unless that was asked for.
    public var timings: RunTimings?

    /// Makes a report.
    public init(
        version: String, layouts: [String], migrations: [String], tests: [String], level: Level,
        results: [RequirementResult],
        diagnostics: [Diagnostic], assertions: Int, dynamicAssertions: Int, unparsedStatements: Int,
        opaqueStatements: Int,
        failures: [String], timings: RunTimings? = nil
    ) {
        self.version = version
        self.layouts = layouts
        self.migrations = migrations
        self.tests = tests
        self.level = level
        self.results = results
        summary = CoverageSummary(results)
        self.diagnostics = diagnostics.sorted(by: Self.isBefore)
        self.assertions = assertions
        self.dynamicAssertions = dynamicAssertions
        self.unparsedStatements = unparsedStatements
        self.opaqueStatements = opaqueStatements
        self.failures = failures
        self.timings = timings
    }

    private static func isBefore(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
        switch (a.location, b.location) {
        case (let left?, let right?):
            left != right ? left < right : (a.rule, a.message) < (b.rule, b.message)
        case (nil, .some): true
        case (.some, nil): false
        case (nil, nil): (a.rule, a.message) < (b.rule, b.message)
        }
    }
}
