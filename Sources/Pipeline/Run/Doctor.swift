import CoverageAnalysis
import MigrationAnalysis
import PgTAPScanning
public import Reporting
import SchemaCatalog
import SQLText

/// `pgcov doctor`: what is found, and what stands in the way of a good analysis.
public enum Doctor {
    private static let shown = 8

    /// Looks at a project; faults of its files are checks, not errors.
    ///
    /// - Throws: ``PipelineError`` where the configuration is wrong, or the folder does not exist.
    public static func examine(_ flags: Flags, version: String) async throws(PipelineError)
        -> DoctorReport
    {
        let configuration = try flags.configuration()
        let project = try Project(flags.folder, configuration)
        var checks = [configurationCheck(flags.configurationPath())]
        guard project.nothingFound == nil || configuration.database != nil else {
            checks.append(.init(.error, "nothing to analyze", [project.nothingFound ?? ""]))
            return DoctorReport(projects: project.layouts, checks: checks, hasMigrations: false)
        }
        checks.append(projectsCheck(project))
        let doubts = project.projects.reduce(0) { $0 + $1.ambiguities.count }
        if doubts > 0 {
            checks.append(
                .init(.warning, "\(doubts.counted("thing")) not certain, listed with the projects"))
        }
        let run = ReportRun(flags.folder, configuration, version: version)
        try await run.analysis { analysis throws(PipelineError) in
            checks += fileChecks(analysis)
            checks.append(testsCheck(analysis))
        }
        return DoctorReport(projects: project.layouts, checks: checks, hasMigrations: true)
    }

    private static func configurationCheck(_ path: String?) -> DoctorReport.Check {
        path.map { .init(.ok, "configuration from \($0)") }
            ?? .init(.ok, "no configuration file; pgcov init writes one")
    }

    private static func projectsCheck(_ project: Project) -> DoctorReport.Check {
        let files = project.projects.reduce(0) { $0 + $1.migrations.count }
        let (projects, databases) = (project.projects.count, project.databases.count)
        return .init(
            .ok,
            "\(files.counted("migration")) in \(projects.counted("project")), for \(databases.counted("database"))"
                + (projects > 1 ? "; --project takes one of the projects" : ""))
    }

    // MARK: - Files

    /// A check for each rule that some file breaks, errors first.
    private static func fileChecks(_ analysis: Analysis) -> [DoctorReport.Check] {
        let counts = analysis.statementCounts
        var checks = [
            DoctorReport.Check(
                counts.unparsed + counts.opaque == 0 ? .ok : .warning,
                "\(counts.parsed.counted("statement")) of schema read, \(counts.unparsed) not understood, \(counts.opaque) whose effect is not known"
            )
        ]
        let byRule = Dictionary(grouping: analysis.diagnostics, by: \.rule)
        for (rule, found) in byRule.sorted(by: {
            ($0.value[0].severity, $1.key) > ($1.value[0].severity, $0.key)
        }) {
            let isError = found.contains { $0.severity == .error }
            let more = found.count > shown ? ["and \(found.count - shown) more"] : []
            checks.append(
                .init(
                    isError ? .error : found.allSatisfy { $0.severity == .info } ? .ok : .warning,
                    "\(rule): \(found.count)",
                    found.prefix(shown).map(line) + more))
        }
        return checks
    }

    private static func line(_ diagnostic: Diagnostic) -> String {
        let place = diagnostic.location.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
        return place + diagnostic.message
    }

    private static func testsCheck(_ analysis: Analysis) -> DoctorReport.Check {
        // As the report counts: what tests include is no test of its own.
        let tests = analysis.tests.filter { !$0.test.isIncluded }
        let assertions = analysis.tests.reduce(0) { $0 + $1.assertions.running }
        guard !analysis.tests.isEmpty else {
            return .init(
                .warning, "no pgTAP tests found",
                [
                    "looked for files that call pgTAP in folders named test, tests, t, pgtap or spec, and named like test_x.sql or x_test.sql; name others with --tests"
                ])
        }
        return .init(
            assertions == 0 ? .warning : .ok,
            "\(tests.count.counted("test file")), \(assertions.counted("assertion"))")
    }
}
