import Foundation
import GRDB

/// Values by the hash of what they were made from, in one SQLite file that many processes share.
///
/// A value is given back only where its length and checksum are those stored, so that a damaged
/// file can make the cache useless but no answer wrong. Values not used for long go first when
/// there are too many.
public struct ContentCache: Sendable {
    /// What the file holds.
    public struct Statistics: Sendable, Hashable {
        /// Values that are kept.
        public var entries = 0
        /// Of the values.
        public var bytes = 0
        /// Of the file on disk.
        public var fileBytes = 0
        /// Values made by other versions of the program.
        public var outdated = 0
    }

    /// Layout of the file; another one starts anew.
    private static let layout = 2

    /// One connection, in the log's mode (WAL), where a process that writes and those that read do
    /// not wait for one another.
    private let connection: DatabaseQueue
    private let version: String
    private let maximumBytes: Int

    /// The file in the cache's folder.
    public static func file(in folder: String) -> String { folder + "/results-\(layout).sqlite" }

    /// A cache in a folder, which is made where it is missing.
    ///
    /// - Parameters:
    ///   - version: Of the program; values of others are given up first.
    ///   - maximumBytes: Of all values together.
    ///   - patience: Seconds to wait for another process.
    public init(folder: String, version: String, maximumBytes: Int, patience: Double = 1)
        throws(CacheFault)
    {
        (self.version, self.maximumBytes) = (version, maximumBytes)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw CacheFault(error, at: folder)
        }
        let path = Self.file(in: folder)
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(patience)
            // A session's transaction lasts from call to call.
            configuration.allowsUnsafeTransactions = true
            connection = try DatabaseQueue(path: path, configuration: configuration)
            // GRDB's own way into this mode writes where there is no log yet, and would wait for
            // whoever else writes before there is anything to report.
            try connection.inDatabase {
                _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL")
                try $0.execute(sql: "PRAGMA synchronous = NORMAL")
                try $0.execute(sql: Self.tables)
            }
        } catch {
            throw CacheFault(error, at: path)
        }
    }

    private static let tables = """
        CREATE TABLE IF NOT EXISTS result (
          key BLOB PRIMARY KEY, version TEXT NOT NULL, used INTEGER NOT NULL, size INTEGER NOT NULL, checksum INTEGER NOT NULL,
          value BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS result_by_use ON result (version, used);
        CREATE TABLE IF NOT EXISTS run (
          project BLOB NOT NULL, at INTEGER NOT NULL, phase TEXT NOT NULL, seconds REAL NOT NULL, bytes INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS run_by_project ON run (project, at);
        """

    /// Values used within this time, in milliseconds, need not be noted as used again: which one
    /// goes first is a matter of days.
    static let recently = 3_600_000

    static var now: Int { Int(Date.now.timeIntervalSince1970 * 1000) }

    // MARK: - Values

    /// The value of a key; nil where there is none, or where it is not as it was stored.
    public func value(_ key: ContentHash) throws(CacheFault) -> [UInt8]? {
        try read { try StoredValue.find(key, in: $0)?.value }
    }

    /// Values for a run that asks for many. Until it is finished nothing else is written.
    public func session(memory: Int = 32 << 20) throws(CacheFault) -> CacheSession {
        do {
            try connection.inDatabase { try $0.beginTransaction(.deferred) }
            return CacheSession(connection, memory: memory)
        } catch {
            throw CacheFault(error, at: connection.path)
        }
    }

    /// Notes that values are in use. Where that was noted lately nothing is written.
    public func noteUse(of keys: [ContentHash]) throws(CacheFault) {
        let stale = try read { database in
            try keys.filter { key in
                try Bool.fetchOne(
                    database, sql: "SELECT used < ? FROM result WHERE key = ?",
                    arguments: [Self.now - Self.recently, key.blob]) ?? false
            }
        }
        if !stale.isEmpty { _ = try store([], using: stale) }
    }

    /// Stores values, notes the use of others, remembers a run, and gives up what is too much, in
    /// one transaction.
    ///
    /// - Returns: How many were given up.
    public func store(
        _ values: [(key: ContentHash, value: [UInt8])], using used: [ContentHash] = [],
        remembering run: Run? = nil
    ) throws(CacheFault) -> Int {
        let now = Self.now
        let evicted = try write { database in
            let insertion = try database.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO result (key, version, used, size, checksum, value)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """)
            for (key, value) in values {
                let checksum = StoredValue.checksum(of: value)
                try insertion.execute(arguments: [
                    key.blob, version, now, value.count, checksum, Data(value),
                ])
            }
            let use = try database.cachedStatement(
                sql: "UPDATE result SET used = ? WHERE key = ?")
            for key in used { try use.execute(arguments: [now, key.blob]) }
            try run?.remember(at: now, in: database)
            return try evict(database)
        }
        // Else all of it would stay in the log, for each run to look through.
        do {
            try connection.inDatabase { _ = try $0.checkpoint(.passive) }
        } catch {
            throw CacheFault(error, at: connection.path)
        }
        return evicted
    }

    /// Gives up values until the rest fits: other versions' first, then those not used for longest.
    private func evict(_ database: GRDB.Database) throws -> Int {
        try database.execute(
            sql: """
                DELETE FROM result WHERE rowid IN (
                  SELECT rowid FROM (
                    SELECT rowid, sum(size) OVER (
                      ORDER BY version = ? DESC, used DESC, rowid DESC ROWS UNBOUNDED PRECEDING
                    ) AS kept FROM result)
                  WHERE kept > ?)
                """, arguments: [version, maximumBytes])
        return database.changesCount
    }

    // MARK: - Upkeep

    /// What there is.
    public func statistics() throws(CacheFault) -> Statistics {
        try read { database in
            func number(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
                try Int.fetchOne(database, sql: sql, arguments: arguments) ?? 0
            }
            return Statistics(
                entries: try number("SELECT count(*) FROM result"),
                bytes: try number("SELECT coalesce(sum(size), 0) FROM result"),
                fileBytes: try number("PRAGMA page_count") * number("PRAGMA page_size"),
                outdated: try number("SELECT count(*) FROM result WHERE version <> ?", [version]))
        }
    }

    /// Gives up what other versions left, and what is too much; then gives the space back.
    ///
    /// - Returns: How many values were given up.
    public func collect() throws(CacheFault) -> Int {
        let count = try write { database in
            try database.execute(
                sql: "DELETE FROM result WHERE version <> ?", arguments: [version])
            return database.changesCount + (try evict(database))
        }
        do { try connection.vacuum() } catch { throw CacheFault(error, at: connection.path) }
        return count
    }

    /// Ends the use of the file by this and all copies. The last process to do so leaves no log
    /// behind; after one that ends without, the next has to look through all that it wrote.
    public func close() { try? connection.close() }

    // MARK: - Transactions

    func read<Result>(_ body: (GRDB.Database) throws -> Result) throws(CacheFault) -> Result {
        do {
            return try connection.inDatabase(body)
        } catch {
            throw CacheFault(error, at: connection.path)
        }
    }

    /// An immediate one: a reader that turns writer could not wait for another one.
    private func write<Result>(_ body: (GRDB.Database) throws -> Result) throws(CacheFault)
        -> Result
    {
        do {
            return try connection.write(body)
        } catch {
            throw CacheFault(error, at: connection.path)
        }
    }
}
