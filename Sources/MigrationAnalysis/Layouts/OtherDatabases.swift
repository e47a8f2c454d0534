import SchemaCatalog
import SQLText

/// Folders that are named for another database system than PostgreSQL.
enum OtherDatabases {
    private static let names: Set<String> = [
        "mysql", "mariadb", "sqlite", "sqlite3", "mssql", "sqlserver", "oracle", "h2", "hsqldb", "derby", "clickhouse", "snowflake",
        "bigquery", "cassandra", "db2", "duckdb", "tidb", "spanner", "libsql", "d1",
    ]

    /// The system that a path names, below `root`.
    static func system(in path: String, below root: String) -> String? {
        PathText.parts(PathText.relative(path, to: root)).dropLast().first { names.contains($0.lowercased()) }
    }

    /// Takes the migrations of other systems out of a project.
    static func leaveOut(_ project: inout DetectedProject) {
        let root = project.root
        let foreign = project.migrations.filter { system(in: $0.path, below: root) != nil }
        guard !foreign.isEmpty else { return }
        project.migrations.removeAll { system(in: $0.path, below: root) != nil }
        for script in foreign { project.leaveOut(script.path, "for \(system(in: script.path, below: root) ?? "another database")") }
        let paths = Set(foreign.map(\.path))
        project.problems.removeAll { $0.location.map { paths.contains($0.file) } ?? false }
    }
}
