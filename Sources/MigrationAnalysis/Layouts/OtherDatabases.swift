/// SQL for other database systems, by the names of folders and the parts of file names:
/// `migrations/mysql/1_a.sql`, `1_a.sqlite.up.sql`.
struct OtherDatabases {
    /// Names that mean nothing else.
    private static let certain: Set<String> = [
        "mysql", "mariadb", "sqlite", "sqlite3", "mssql", "sqlserver", "h2", "hsqldb", "clickhouse",
        "snowflake", "bigquery",
        "cassandra", "duckdb", "tidb", "spanner",
    ]
    /// Names that mean other things as well, and count only beside PostgreSQL's own.
    private static let possible: Set<String> = [
        "oracle", "db2", "derby", "libsql", "d1", "redshift",
    ]
    private static let own: Set<String> = ["postgres", "postgresql", "pg", "pgsql", "psql"]

    /// Each file with the system that it is for.
    let files: [String: String]

    init(_ tree: ProjectTree) {
        let scripts = tree.paths.filter { $0.hasSuffix(".sql") }
        let words = scripts.map(Self.words)
        let hasOwn = words.contains { $0.contains(where: Self.own.contains) }
        let names = hasOwn ? Self.certain.union(Self.possible) : Self.certain
        var files: [String: String] = [:]
        for (path, words) in zip(scripts, words) {
            if let system = words.first(where: names.contains),
                !words.contains(where: Self.own.contains)
            {
                files[path] = system
            }
        }
        self.files = files
    }

    /// Folders, and what stands between the dots of the name.
    private static func words(_ path: String) -> [String] {
        path.lowercased().utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }.map {
            String(Substring($0))
        }
    }
}
