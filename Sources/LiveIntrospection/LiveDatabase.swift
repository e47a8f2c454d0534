public import SchemaCatalog

/// The schema of a live database, read in one read-only transaction that sees one moment.
public struct LiveDatabase: Sendable {
    /// Every object of the users, with the facets of DESIGN.md's table. Objects of extensions are left out.
    public var catalog: Catalog
    /// As 150018 for 15.18.
    public var serverVersion: Int
    public var name: String
    /// The role that read it.
    public var role: String
    /// The role that owns the database.
    public var owner: String
    /// What the role could not read, a sentence each.
    public var notVisible: [String]

    /// The oldest major version whose catalogs the queries fit.
    public static let oldestVersion = 130_000

    /// How long things may take.
    public struct Limits: Sendable {
        /// Until there is a connection, all attempts together.
        public var connect: Duration = .seconds(10)
        /// For one statement, on the server.
        public var statement: Duration = .seconds(30)
        /// For one lock that somebody else holds.
        public var lock: Duration = .seconds(5)

        /// The defaults.
        public init() {}
    }

    /// Reads a database.
    ///
    /// - Parameter target: A URL, a connection string, the name of a service, or nothing for the `PG*` variables.
    /// - Throws: ``LiveError`` with the server's own message.
    public static func read(_ target: String, _ limits: Limits = Limits()) throws(LiveError) -> LiveDatabase {
        var connection = try Connection(ConnectionTarget(target), timeout: limits.connect)
        let version = connection.serverVersion
        guard version >= oldestVersion else {
            throw LiveError(.query, "the server is PostgreSQL \(version / 10_000)", hint: "pgcov reads PostgreSQL 13 and later.")
        }
        var queries = CatalogQuery.objects
        var denied: [String] = []
        while true {
            let attempt = try read(&connection, queries, limits)
            switch attempt {
            case .complete(let session, let rows): return try describe(session, rows, denied, version)
            case .denied(let index, let message):
                // A catalog that somebody closed to the public: the rest can still be told.
                denied.append("\(queries[index].name): \(message)")
                queries.remove(at: index)
            }
        }
    }

    private enum Attempt {
        case complete(session: ResultRows, [ResultRows])
        case denied(Int, String)
    }

    private static func read(
        _ connection: inout Connection, _ queries: [CatalogQuery], _ limits: Limits
    ) throws(LiveError) -> Attempt {
        // Text depends on these settings; the search path is DESIGN.md's.
        let before = [
            "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
            "SET LOCAL statement_timeout = \(milliseconds(limits.statement))", "SET LOCAL lock_timeout = \(milliseconds(limits.lock))",
            CatalogQuery.session.text,
            "SET LOCAL search_path = public", "SET LOCAL quote_all_identifiers = off", "SET LOCAL DateStyle = ISO",
            "SET LOCAL IntervalStyle = postgres", "SET LOCAL TimeZone = UTC", "SET LOCAL bytea_output = hex",
        ]
        let outcomes = try connection.run(before + queries.map(\.text) + ["COMMIT"], timeout: limits.statement * 1.5 + .seconds(1))
        var results: [ResultRows] = []
        for (index, outcome) in outcomes.enumerated() {
            switch outcome {
            case .rows(let rows): results.append(rows)
            case .skipped: continue
            case .failed(let state, let message):
                let query = index - before.count
                guard state == "42501", queries.indices.contains(query) else { throw fault(state, message) }
                _ = try connection.run(["ROLLBACK"], timeout: limits.statement)
                return .denied(query, message)
            }
        }
        return .complete(session: results[3], Array(results[before.count..<before.count + queries.count]))
    }

    private static func describe(
        _ session: ResultRows, _ rows: [ResultRows], _ denied: [String], _ version: Int
    ) throws(LiveError) -> LiveDatabase {
        guard let values = session.values.first, let path = values[4] else {
            throw LiveError(.query, "the server did not say which database this is", hint: "")
        }
        var catalog = Catalog(objects: rows.flatMap(CatalogRows.objects), searchPath: ArrayLiteral.items(path))
        if catalog.searchPath.isEmpty { catalog.searchPath = ["public"] }
        return LiveDatabase(
            catalog: catalog, serverVersion: version, name: values[1] ?? "", role: values[2] ?? "", owner: values[3] ?? "",
            notVisible: denied)
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    }

    /// The server's message with what to do, by SQLSTATE (the manual's appendix A).
    private static func fault(_ state: String, _ message: String) -> LiveError {
        switch state {
        case "55P03":
            LiveError(
                .query, message,
                hint: "Somebody holds a lock on a table or catalog that has to be read; find it in pg_locks, and run again when it is gone.")
        case "57014":
            LiveError(.query, message, hint: "A catalog query took too long; is the server overloaded, or a lock held?")
        case "57P01", "57P02", "57P03":
            LiveError(.unreachable, message, hint: "The server ended the connection; run again when it is back.")
        default: LiveError(.query, message, hint: "SQLSTATE \(state)")
        }
    }
}
