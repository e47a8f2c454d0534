import SchemaCatalog

/// A connection over which one database's catalogs are read, in a transaction that sees one moment.
struct CatalogSession: ~Copyable {
    private var connection: Connection
    private let limits: LiveDatabase.Limits
    private let version: Int
    /// Without those that the role may not run.
    private var queries = CatalogQuery.objects
    private var denied: [String] = []
    /// Whether the transaction is open.
    private var hasBegun = false

    init(_ target: String, _ limits: LiveDatabase.Limits) throws(LiveError) {
        let connection = try Connection(ConnectionTarget(target), timeout: limits.connect)
        let version = connection.serverVersion
        guard version >= LiveDatabase.oldestVersion else {
            throw LiveError(
                .query, "the server is PostgreSQL \(version / 10_000)",
                hint: "pgcov reads PostgreSQL 13 and later.")
        }
        self.connection = connection
        (self.limits, self.version) = (limits, version)
    }

    // MARK: - What is read

    /// In one round trip without a store. With one the first asks for the stamp only.
    mutating func read(_ store: LiveDatabase.Store?) throws(LiveError) -> CatalogContent {
        guard let store, let stamp = try stamp() else { return try readAll() }
        if let found = store.find(stamp).flatMap({ CatalogContent($0) }) { return found }
        let content = try readAll()
        store.keep(stamp, content.bytes)
        return content
    }

    /// Leaves the transaction open, so that what is read next is of the same moment.
    mutating func stamp() throws(LiveError) -> String? {
        let outcomes = try run(settings + [CatalogQuery.session.text, SchemaStamp.query])
        if let failure = Self.failure(outcomes) {
            guard failure.state == "42501" else { throw Self.fault(failure.state, failure.message) }
            _ = try run(["ROLLBACK"])
            return nil
        }
        hasBegun = true
        // Who asks is part of it: what one role may see another may not.
        let rows = Self.rows(outcomes).suffix(2).flatMap { $0.values.first ?? [] }
        return rows.map { $0 ?? "" }.joined(separator: " ")
    }

    // MARK: - Round trips

    /// Text depends on these; the search path is DESIGN.md's. Compiling the queries takes longer
    /// than running them.
    private var settings: [String] {
        [
            "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
            "SET LOCAL statement_timeout = \(milliseconds(limits.statement))",
            "SET LOCAL lock_timeout = \(milliseconds(limits.lock))",
            "SET LOCAL quote_all_identifiers = off", "SET LOCAL DateStyle = ISO",
            "SET LOCAL IntervalStyle = postgres", "SET LOCAL TimeZone = UTC",
            "SET LOCAL bytea_output = hex", "SET LOCAL extra_float_digits = 1",
            "SET LOCAL standard_conforming_strings = on", "SET LOCAL jit = off",
        ]
    }

    /// Reads everything: in another transaction, without what it may not, where the role may not
    /// read something.
    private mutating func readAll() throws(LiveError) -> CatalogContent {
        while true {
            let before =
                (hasBegun ? [] : settings) + [
                    CatalogQuery.session.text, "SET LOCAL search_path = public",
                ]
            let outcomes = try run(before + queries.map(\.text) + ["COMMIT"])
            hasBegun = false
            if let failure = Self.failure(outcomes) {
                let query = failure.index - before.count
                guard failure.state == "42501", queries.indices.contains(query) else {
                    throw Self.fault(failure.state, failure.message)
                }
                _ = try run(["ROLLBACK"])
                // A catalog that somebody closed to the public: the rest can still be told.
                denied.append("\(queries[query].name): \(failure.message)")
                queries.remove(at: query)
                continue
            }
            let rows = Self.rows(outcomes)
            return CatalogContent(
                serverVersion: version, session: rows[before.count - 2],
                objects: Array(rows[before.count..<before.count + queries.count]),
                denied: denied)
        }
    }

    private mutating func run(_ statements: [String]) throws(LiveError) -> [StatementOutcome] {
        try connection.run(statements, timeout: limits.statement * 1.5 + .seconds(1))
    }

    private static func rows(_ outcomes: [StatementOutcome]) -> [ResultRows] {
        outcomes.compactMap { if case .rows(let rows) = $0 { rows } else { nil } }
    }

    private static func failure(_ outcomes: [StatementOutcome]) -> (
        index: Int, state: String, message: String
    )? {
        for (index, outcome) in outcomes.enumerated() {
            if case .failed(let state, let message) = outcome { return (index, state, message) }
        }
        return nil
    }

    private func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    }

    /// The server's message with what to do, by SQLSTATE (the manual's appendix A).
    private static func fault(_ state: String, _ message: String) -> LiveError {
        switch state {
        case "55P03":
            LiveError(
                .query, message,
                hint:
                    "Somebody holds a lock on a table or catalog that has to be read; find it in pg_locks, and run again when it is gone."
            )
        case "57014":
            LiveError(
                .query, message,
                hint: "A catalog query took too long; is the server overloaded, or a lock held?")
        case "57P01", "57P02", "57P03":
            LiveError(
                .unreachable, message,
                hint: "The server ended the connection; run again when it is back.")
        default: LiveError(.query, message, hint: "SQLSTATE \(state)")
        }
    }
}
