import GRDB
import Synchronization

/// The cache for the length of a run that asks for many values, from any thread: looked up in one
/// read transaction, and before it in memory; what is new is kept for one write transaction at the
/// end.
public final class CacheSession: Sendable {
    private struct State {
        /// In a read transaction; nil after a fault, and once the session has ended.
        var connection: DatabaseQueue?
        var memory: RecentValues
        var new: [(key: ContentHash, value: [UInt8])] = []
        var used: [ContentHash] = []
        var hits = 0
        /// A file that two others include is asked for by both.
        var misses: Set<ContentHash> = []
        var fault: CacheFault?
    }

    private let state: Mutex<State>

    init(_ connection: DatabaseQueue, memory: Int) {
        state = Mutex(State(connection: connection, memory: RecentValues(maximumBytes: memory)))
    }

    deinit { state.withLock { Self.end(&$0) } }

    /// The value of a key; nil where there is none, or where the cache cannot be read.
    ///
    /// - Parameter isAskedOnce: Whether nobody asks for it again: it need not stay in memory.
    public func value(_ key: ContentHash, isAskedOnce: Bool = false) -> [UInt8]? {
        state.withLock { state in
            let found =
                state.memory.value(key) ?? Self.find(key, &state, isRemembered: !isAskedOnce)
            if found == nil { state.misses.insert(key) } else { state.hits += 1 }
            return found
        }
    }

    private static func find(
        _ key: ContentHash, _ state: inout State, isRemembered: Bool
    ) -> [UInt8]? {
        guard let connection = state.connection else { return nil }
        do {
            guard let stored = try connection.inDatabase({ try StoredValue.find(key, in: $0) })
            else { return nil }
            if stored.used < ContentCache.now - ContentCache.recently { state.used.append(key) }
            if isRemembered { state.memory.add(key, stored.value) }
            return stored.value
        } catch {
            state.fault = CacheFault(error, at: connection.path)
            end(&state)
            return nil
        }
    }

    private static func end(_ state: inout State) {
        // What has only read loses nothing by a rollback that fails.
        try? state.connection?.inDatabase { if $0.isInsideTransaction { try $0.rollback() } }
        state.connection = nil
    }

    /// Keeps a value for the end of the run.
    ///
    /// - Parameter isAskedOnce: Whether nobody asks for it before.
    public func keep(_ key: ContentHash, _ value: [UInt8], isAskedOnce: Bool = false) {
        state.withLock { state in
            state.new.append((key, value))
            if !isAskedOnce { state.memory.add(key, value) }
        }
    }

    /// What a session came to.
    public struct Outcome {
        /// To be stored.
        public var new: [(key: ContentHash, value: [UInt8])]
        /// Not used for long until now.
        public var used: [ContentHash]
        /// Values that were there.
        public var hits: Int
        /// Values that were not.
        public var misses: Int
        /// Why the cache could not be read to the end.
        public var fault: CacheFault?
    }

    /// Ends the read transaction.
    public func finish() -> Outcome {
        state.withLock { state in
            Self.end(&state)
            defer { (state.new, state.used) = ([], []) }
            return Outcome(
                new: state.new, used: state.used, hits: state.hits, misses: state.misses.count,
                fault: state.fault)
        }
    }
}
