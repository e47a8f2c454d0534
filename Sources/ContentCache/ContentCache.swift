import Foundation

/// Why a cache cannot be used. The program goes on without.
public struct CacheFault: Error, Sendable, CustomStringConvertible {
    public var description: String
}

/// Values by the hash of what they were made from, in one SQLite file that many processes share.
///
/// A value is given back only where its length and checksum are those stored, so that a damaged
/// file can make the cache useless but no answer wrong. Values not used for long go first when
/// there are too many.
public struct ContentCache: Sendable {
    /// What the file holds.
    public struct Statistics: Sendable, Hashable {
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

    private let path: String
    private let version: String
    private let maximumBytes: Int
    private let patience: Double

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
        (path, self.version, self.maximumBytes, self.patience) = (
            Self.file(in: folder), version, maximumBytes, patience
        )
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw CacheFault(description: "\(folder): \(error.localizedDescription)")
        }
        try attempt { (database: borrowing Database) throws(CacheFault) in
            // In the log's mode readers and a writer do not wait for one another.
            try database.run("PRAGMA journal_mode = WAL", [])
            try database.run(Self.tables)
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

    // MARK: - Values

    /// The value of a key; nil where there is none, or where it is not as it was stored.
    public func value(_ key: ContentHash) throws(CacheFault) -> [UInt8]? {
        let rows = try attempt { (database: borrowing Database) throws(CacheFault) in
            try database.run(Self.valueQuery, [.blob(key.bytes)])
        }
        return rows.first.flatMap(StoredValue.init)?.value
    }

    static let valueQuery = "SELECT size, checksum, used, value FROM result WHERE key = ?"

    /// Values for a run that asks for many.
    public func session(memory: Int = 32 << 20) throws(CacheFault) -> CacheSession {
        do throws(CacheFault) {
            return CacheSession(
                try ReadTransaction(try Database(path: path, patience: patience)), memory: memory)
        } catch {
            throw CacheFault(description: "\(path): \(error)")
        }
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
        return try write { (database: borrowing Database) throws(CacheFault) in
            let insertion = try database.prepare(
                "INSERT OR REPLACE INTO result (key, version, used, size, checksum, value) VALUES (?, ?, ?, ?, ?, ?)"
            )
            for (key, value) in values {
                let checksum = StoredValue.checksum(of: value)
                _ = try database.rows(
                    of: insertion,
                    [
                        .blob(key.bytes), .text(version), .integer(now), .integer(value.count),
                        .integer(checksum), .blob(value),
                    ])
            }
            let use = try database.prepare("UPDATE result SET used = ? WHERE key = ?")
            for key in used { _ = try database.rows(of: use, [.integer(now), .blob(key.bytes)]) }
            if let run { try remember(run, at: now, database) }
            return try evict(database)
        }
    }

    /// Gives up values until the rest fits: other versions' first, then those not used for longest.
    private func evict(_ database: borrowing Database) throws(CacheFault) -> Int {
        var rest = try database.number("SELECT coalesce(sum(size), 0) FROM result")
        guard rest > maximumBytes else { return 0 }
        var count = 0
        for row in try database.run(
            "SELECT rowid, size FROM result ORDER BY version = ?, used, rowid", [.text(version)])
        {
            guard rest > maximumBytes, case .integer(let size) = row[1] else { break }
            try database.run("DELETE FROM result WHERE rowid = ?", [row[0]])
            (rest, count) = (rest - size, count + 1)
        }
        return count
    }

    // MARK: - Upkeep

    /// What there is.
    public func statistics() throws(CacheFault) -> Statistics {
        try attempt { (database: borrowing Database) throws(CacheFault) in
            var result = Statistics()
            result.entries = try database.number("SELECT count(*) FROM result")
            result.bytes = try database.number("SELECT coalesce(sum(size), 0) FROM result")
            result.outdated = try database.number(
                "SELECT count(*) FROM result WHERE version <> ?", [.text(version)])
            result.fileBytes =
                try database.number("PRAGMA page_count") * database.number("PRAGMA page_size")
            return result
        }
    }

    /// Gives up what other versions left, and what is too much; then gives the space back.
    ///
    /// - Returns: How many values were given up.
    public func collect() throws(CacheFault) -> Int {
        let count = try write { (database: borrowing Database) throws(CacheFault) in
            let outdated = try database.number(
                "SELECT count(*) FROM result WHERE version <> ?", [.text(version)])
            try database.run("DELETE FROM result WHERE version <> ?", [.text(version)])
            return try outdated + evict(database)
        }
        try attempt { (database: borrowing Database) throws(CacheFault) in
            try database.run("VACUUM")
        }
        return count
    }

    // MARK: - History

    /// Seconds and bytes of a phase of an earlier run.
    public struct PastPhase: Sendable, Hashable {
        public var name: String
        public var seconds: Double
        public var bytes: Int

        /// Makes an entry.
        public init(name: String, seconds: Double, bytes: Int) {
            (self.name, self.seconds, self.bytes) = (name, seconds, bytes)
        }
    }

    /// The phases of a run of a project.
    public struct Run: Sendable, Hashable {
        public var project: ContentHash
        public var phases: [PastPhase]

        /// Makes an entry.
        public init(of project: ContentHash, _ phases: [PastPhase]) {
            (self.project, self.phases) = (project, phases)
        }
    }

    private static let runsKept = 30

    /// The phases of a project's earlier runs.
    public func history(of project: ContentHash) throws(CacheFault) -> [PastPhase] {
        let rows = try attempt { (database: borrowing Database) throws(CacheFault) in
            try database.run(
                "SELECT phase, seconds, bytes FROM run WHERE project = ?", [.blob(project.bytes)])
        }
        return rows.compactMap { row in
            guard case .text(let name) = row[0], case .real(let seconds) = row[1],
                case .integer(let bytes) = row[2]
            else { return nil }
            return PastPhase(name: name, seconds: seconds, bytes: bytes)
        }
    }

    /// Remembers a run; of a project's runs the latest are kept.
    private func remember(_ run: Run, at now: Int, _ database: borrowing Database)
        throws(CacheFault)
    {
        for phase in run.phases {
            try database.run(
                "INSERT INTO run (project, at, phase, seconds, bytes) VALUES (?, ?, ?, ?, ?)",
                [
                    .blob(run.project.bytes), .integer(now), .text(phase.name),
                    .real(phase.seconds), .integer(phase.bytes),
                ])
        }
        try database.run(
            """
            DELETE FROM run WHERE project = ? AND at NOT IN
              (SELECT DISTINCT at FROM run WHERE project = ? ORDER BY at DESC LIMIT \(Self.runsKept))
            """, [.blob(run.project.bytes), .blob(run.project.bytes)])
    }

    // MARK: - Connections

    static var now: Int { Int(Date.now.timeIntervalSince1970 * 1000) }

    /// With a connection of its own: a run makes a handful, and none is held while it works.
    private func attempt<Result>(_ body: (borrowing Database) throws(CacheFault) -> Result)
        throws(CacheFault) -> Result
    {
        do throws(CacheFault) {
            return try body(try Database(path: path, patience: patience))
        } catch {
            throw CacheFault(description: "\(path): \(error)")
        }
    }

    private func write<Result>(_ body: (borrowing Database) throws(CacheFault) -> Result)
        throws(CacheFault) -> Result
    {
        try attempt { (database: borrowing Database) throws(CacheFault) in
            // At once: a reader that turns writer could not wait for another one.
            try database.run("BEGIN IMMEDIATE")
            // Where this fails the connection ends, and with it what was begun.
            let result = try body(database)
            try database.run("COMMIT")
            return result
        }
    }
}
