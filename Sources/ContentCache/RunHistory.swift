import GRDB

extension ContentCache {
    /// Seconds and bytes of a phase of an earlier run.
    public struct PastPhase: Sendable, Hashable {
        /// The phase's name, as `--timings` prints it.
        public var name: String
        /// Of all its calls together.
        public var seconds: Double
        /// Bytes that it read; 0 for a phase that reads none.
        public var bytes: Int

        /// Makes an entry.
        public init(name: String, seconds: Double, bytes: Int) {
            (self.name, self.seconds, self.bytes) = (name, seconds, bytes)
        }
    }

    /// The phases of a run of a project.
    public struct Run: Sendable, Hashable {
        /// The hash of the project's folder.
        public var project: ContentHash
        /// Each phase once, in no order.
        public var phases: [PastPhase]

        /// Makes an entry.
        public init(of project: ContentHash, _ phases: [PastPhase]) {
            (self.project, self.phases) = (project, phases)
        }
    }

    /// The phases of a project's earlier runs.
    public func history(of project: ContentHash) throws(CacheFault) -> [PastPhase] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT phase, seconds, bytes FROM run WHERE project = ?",
                arguments: [project.blob]
            ).compactMap { row in
                guard let name = String.fromDatabaseValue(row[0]),
                    let seconds = Double.fromDatabaseValue(row[1]),
                    let bytes = Int.fromDatabaseValue(row[2])
                else { return nil }
                return PastPhase(name: name, seconds: seconds, bytes: bytes)
            }
        }
    }
}

extension ContentCache.Run {
    /// Of each project.
    private static let runsKept = 30

    /// Remembers the run; of its project's runs the latest are kept.
    func remember(at now: Int, in database: GRDB.Database) throws {
        let insertion = try database.cachedStatement(
            sql: "INSERT INTO run (project, at, phase, seconds, bytes) VALUES (?, ?, ?, ?, ?)")
        for phase in phases {
            try insertion.execute(arguments: [
                project.blob, now, phase.name, phase.seconds, phase.bytes,
            ])
        }
        try database.execute(
            sql: """
                DELETE FROM run WHERE project = ? AND at NOT IN
                  (SELECT DISTINCT at FROM run WHERE project = ? ORDER BY at DESC LIMIT ?)
                """, arguments: [project.blob, project.blob, Self.runsKept])
    }
}
