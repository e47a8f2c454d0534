import Foundation
import MigrationAnalysis
import Pipeline
import TestSupport
import Testing

/// A project, and what its migrations need before them on a plain server.
struct FixtureProject: CustomTestStringConvertible, Sendable {
    var name: String
    var root: String
    /// Scripts that run before the migrations.
    var setup: [String] = []
    /// Scripts that run behind them.
    var seed: [String] = []
    /// Whether a migration may fail: a project from elsewhere may need what this server lacks.
    var isForeign = false

    var testDescription: String { name }

    /// A sample project.
    init(name: String, servers: [String] = []) {
        self.name = name
        root = Repository.fixture("projects/\(name)")
        setup = servers.map { Repository.fixture("servers/\($0)") }
    }

    /// The sample projects, or the one that `Scripts/test-mutations` is given.
    static let all: [FixtureProject] = {
        let environment = ProcessInfo.processInfo.environment
        guard let folder = environment["PGCOV_PROJECT"] else { return samples }
        var project = FixtureProject(name: "foreign")
        project.root = folder
        project.setup = environment["PGCOV_SETUP"]?.split(separator: ":").map(String.init) ?? []
        project.seed = environment["PGCOV_SEED"]?.split(separator: ":").map(String.init) ?? []
        project.isForeign = true
        return [project]
    }()

    static let samples = [
        FixtureProject(name: "bookings", servers: ["supabase.sql"]),
        FixtureProject(name: "library"), FixtureProject(name: "invoicing"),
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
        let scripts =
            setup + project.projects.flatMap(\.migrations).map { "\(root)/\($0.path)" } + seed
        for script in scripts {
            let folder = script.split(separator: "/", omittingEmptySubsequences: false).dropLast()
                .joined(separator: "/")
            let sql = try String(contentsOfFile: script, encoding: .utf8)
            let result = try cluster.psql(
                database, "\\cd '\(folder)'\n" + sql, stopOnError: !isForeign)
            guard result.status == 0 || isForeign else {
                throw PostgresCluster.ClusterFailure(description: "\(script): \(result.error)")
            }
            if isForeign, result.error.contains("ERROR:") {
                print("\(script): \(result.error.prefix(300))")
            }
        }
        _ = try cluster.psql(database, "CREATE EXTENSION IF NOT EXISTS pgtap")
    }

    /// What a test file of the project prints.
    func run(_ path: String, _ cluster: PostgresCluster, _ database: String) throws
        -> PostgresCluster.Output
    {
        let folder = "\(root)/\(path.split(separator: "/").dropLast().joined(separator: "/"))"
        let sql = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
        // As pg_prove runs it: an error ends the file.
        return try cluster.psql(
            database, "\\cd '\(folder)'\n" + sql.replacing("\\ir ", with: "\\i "))
    }
}
