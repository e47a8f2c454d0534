import Testing
import Foundation
import MigrationAnalysis
import Pipeline
import TestSupport

/// A sample project, and what its migrations need before them on a plain server.
struct FixtureProject: CustomTestStringConvertible, Sendable {
    var name: String
    /// Scripts under `SQLFixtures/servers`.
    var servers: [String] = []

    var testDescription: String { name }
    var root: String { Repository.fixture("projects/\(name)") }

    static let all = [
        FixtureProject(name: "bookings", servers: ["supabase.sql"]), FixtureProject(name: "library"), FixtureProject(name: "invoicing"),
    ]

    /// Analyzes it.
    func analyze(_ level: String = "standard") async throws -> Analysis {
        var flags = Flags()
        flags.folder = root
        flags.level = level
        return try await Analysis(root, flags.configuration())
    }

    /// Runs its migrations on a server, in the order that the analysis found.
    func deploy(_ cluster: PostgresCluster, as database: String) throws {
        try cluster.createDatabase(database)
        var flags = Flags()
        flags.folder = root
        let project = try Project(root, flags.configuration())
        var scripts = servers.map { Repository.fixture("servers/\($0)") }
        scripts += project.projects.flatMap(\.migrations).map { "\(root)/\($0.path)" }
        for script in scripts {
            let sql = try String(contentsOfFile: script, encoding: .utf8)
            let result = try cluster.psql(database, sql)
            guard result.status == 0 else { throw PostgresCluster.ClusterFailure(description: "\(script): \(result.error)") }
        }
        _ = try cluster.psql(database, "CREATE EXTENSION IF NOT EXISTS pgtap")
    }
}
