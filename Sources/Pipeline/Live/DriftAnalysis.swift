import LiveIntrospection
import MigrationAnalysis
public import Reporting
import SchemaCatalog

/// `pgcov drift`: the migrations' catalog against that of a database.
public enum DriftAnalysis {
    /// Reads both and compares.
    ///
    /// - Returns: The report, and what the run took where the configuration asks for it.
    /// - Throws: ``PipelineError`` where no database is named, it cannot be read, or the migrations
    ///   are none or make several.
    public static func run(
        _ root: String, _ configuration: Configuration, version: String
    ) async throws(PipelineError) -> (report: DriftReport, timings: String?) {
        let monitor = PerformanceMonitor(
            log: RunLog(format: configuration.logFormat, isVerbose: configuration.isVerbose))
        guard let live = try LiveSchema.read(configuration, monitor) else {
            throw PipelineError(
                .configuration, "drift needs a database: --database URL, or PGCOV_DATABASE")
        }
        var offline = configuration
        offline.database = nil
        offline.tests = []
        offline.deployRole = configuration.deployRole ?? live.database.owner
        let run = ReportRun(root, offline, version: version, monitor)
        return try await run.analysis { files throws(PipelineError) in
            (try compare(files, live, version), files.timings)
        }
    }

    private static func compare(_ files: Analysis, _ live: LiveSchema, _ version: String)
        throws(PipelineError) -> DriftReport
    {
        guard files.databases.count <= 1 else {
            let roots = files.project.databases.map { $0.first?.root ?? "" }.map {
                $0.isEmpty ? "." : $0
            }.joined(separator: ", ")
            throw PipelineError(
                .configuration,
                "these migrations make \(files.databases.count) databases (\(roots)); choose the one to compare with --project, or --migrations"
            )
        }
        return DriftReport(
            version: version,
            database: (live.database.name, live.serverVersion, live.database.role),
            comparison: CatalogComparison(
                migrations: files.catalog, database: live.catalog(beside: files.catalog)),
            diagnostics: files.diagnostics + live.diagnostics)
    }
}
