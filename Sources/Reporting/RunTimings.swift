/// What a run took, phase by phase. Differs from run to run, unlike everything else in a report.
public struct RunTimings: Sendable {
    /// All calls of one phase: each is a file, or the phase as a whole.
    public struct Phase: Sendable, Hashable {
        /// The phase's name, as the table and the metrics have it.
        public var name: String
        /// Calls.
        public var count = 0
        /// Seconds, of all calls together; calls run side by side.
        public var total = 0.0
        /// Seconds of the shortest call; infinite before the first.
        public var minimum = Double.infinity
        /// Seconds of the longest call.
        public var maximum = 0.0
        /// Bytes read; 0 for a phase that reads none.
        public var bytes = 0

        /// Seconds.
        public var average: Double { count == 0 ? 0 : total / Double(count) }
        /// Nil for a phase that reads none, or took no time.
        public var bytesPerSecond: Double? {
            bytes == 0 || total == 0 ? nil : Double(bytes) / total
        }

        /// A phase that has not begun.
        public init(_ name: String) { self.name = name }

        /// Adds a call.
        public mutating func add(_ seconds: Double, bytes: Int) {
            count += 1
            total += seconds
            minimum = min(minimum, seconds)
            maximum = max(maximum, seconds)
            self.bytes += bytes
        }
    }

    /// A file that took long.
    public struct SlowFile: Sendable, Hashable {
        /// Relative to the project.
        public var path: String
        /// For reading and scanning.
        public var seconds: Double
        /// Of the file.
        public var bytes: Int

        /// Makes an entry.
        public init(path: String, seconds: Double, bytes: Int) {
            self.path = path
            self.seconds = seconds
            self.bytes = bytes
        }
    }

    /// What the cache did.
    public struct Cache: Sendable, Hashable {
        /// Results that were there.
        public var hits: Int
        /// Results that were not.
        public var misses: Int
        /// Results given up to make room.
        public var evictions: Int

        /// Makes counts.
        public init(hits: Int, misses: Int, evictions: Int) {
            (self.hits, self.misses, self.evictions) = (hits, misses, evictions)
        }
    }

    /// In the order in which they begin.
    public var phases: [Phase] = []
    /// Longest first.
    public var slowest: [SlowFile] = []
    /// Seconds since the run began.
    public var wall = 0.0
    /// Seconds of processor time.
    public var processor = 0.0
    /// Most bytes in memory at one time (VmHWM); nil where the system does not tell.
    public var peakMemory: Int?
    /// Files read at once, at most.
    public var workers = 1
    /// Share of the workers' time that they worked, 0…1.
    public var utilisation = 0.0
    /// Nil without a cache.
    public var cache: Cache?

    /// Nothing measured.
    public init() {}
}
