import LiveIntrospection
public import Reporting
import SchemaCatalog

/// `pgcov drift`: the migrations' catalog against that of a database.
public enum DriftAnalysis {
    /// Reads both and compares.
    ///
    /// - Throws: ``PipelineError`` where no database is named, it cannot be read, or there are no migrations.
    public static func run(_ root: String, _ configuration: Configuration, version: String) async throws(PipelineError) -> DriftReport {
        guard let live = try LiveSchema.read(configuration) else {
            throw PipelineError(.configuration, "drift needs a database: --database URL, or PGCOV_DATABASE")
        }
        var offline = configuration
        offline.database = nil
        offline.tests = []
        offline.deployRole = configuration.deployRole ?? live.database.owner
        let files = try await Analysis(root, offline)
        return DriftReport(
            version: version, database: (live.database.name, live.serverVersion, live.database.role),
            comparison: CatalogComparison(migrations: files.catalog, database: live.catalog(beside: files.catalog)),
            diagnostics: files.diagnostics + live.diagnostics)
    }
}
