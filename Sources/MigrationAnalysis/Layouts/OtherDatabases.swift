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
        let words = scripts.map { Self.mayBeNamed($0) ? Self.words($0) : [] }
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

    /// What is looked at before words are made of a path: of nearly all, none can be a name.
    private struct Outline: Hashable {
        var first, second: UInt8
        var length: Int

        init(_ bytes: Span<UInt8>, _ part: Range<Int>) {
            (first, second) = (bytes[part.lowerBound] | 0x20, bytes[part.lowerBound + 1] | 0x20)
            length = part.count
        }
    }

    private static let outlines = Set(
        certain.union(possible).union(own).map { name in
            let bytes = name.utf8.span
            return Outline(bytes, 0..<bytes.count)
        })

    private static func mayBeNamed(_ path: String) -> Bool {
        let bytes = path.utf8.span
        var start = 0
        for index in 0...bytes.count {
            let isEnd =
                index == bytes.count || bytes[index] == UInt8(ascii: "/")
                || bytes[index] == UInt8(ascii: ".")
            guard isEnd else { continue }
            if index > start + 1, outlines.contains(Outline(bytes, start..<index)) { return true }
            start = index + 1
        }
        return false
    }
}
