import ContentCache
import Foundation
import Logging
import Reporting
import Synchronization

/// A part of a run that is measured by itself.
enum Phase: String, Sendable, CaseIterable {
    /// Comparing what is to be read with an earlier run's.
    case compare
    /// Reading the live database.
    case database
    /// Finding the project's files.
    case find
    /// Reading and parsing migrations.
    case migrations
    /// The catalog that they fold into.
    case fold
    /// Reading and scanning test files.
    case tests
    /// Which functions of the tests run.
    case link
    /// What assertions prove.
    case claims
    /// What is required, and what of it is proven.
    case join
}

/// Measures a run: two readings of the clock for each file, so that it always can.
public final class PerformanceMonitor: Sendable {
    fileprivate struct State {
        var phases: [RunTimings.Phase] = Phase.allCases.map { RunTimings.Phase($0.rawValue) }
        var slowest: [RunTimings.SlowFile] = []
        /// Seconds that workers worked, and that there were workers for.
        var worked = 0.0
        var offered = 0.0
        var hasWarned = false
        var cache: RunTimings.Cache?
    }

    let log: RunLog
    private let state = Mutex(State())
    private let begin = ContinuousClock.now

    private static let slowestCount = 5

    init(log: RunLog = RunLog()) { self.log = log }

    /// Runs one call of a phase.
    func measure<Value, Failure>(_ phase: Phase, _ body: () throws(Failure) -> Value)
        throws(Failure) -> Value
    {
        let start = ContinuousClock.now
        defer { record(phase, since: start) }
        return try body()
    }

    /// Records a file that a worker has dealt with.
    func record(_ phase: Phase, since start: ContinuousClock.Instant, path: String, bytes: Int) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        state.withLock { state in
            state.add(phase, seconds, bytes)
            state.worked += seconds
            guard phase == .migrations || phase == .tests else { return }
            let place = state.slowest.firstIndex { $0.seconds < seconds } ?? state.slowest.count
            guard place < Self.slowestCount else { return }
            state.slowest.insert(
                RunTimings.SlowFile(path: path, seconds: seconds, bytes: bytes), at: place)
            if state.slowest.count > Self.slowestCount { state.slowest.removeLast() }
        }
        log.debug(
            "\(phase.rawValue)", ["path": "\(path)", "seconds": "\(seconds)", "bytes": "\(bytes)"])
    }

    func record(_ phase: Phase, since start: ContinuousClock.Instant) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        state.withLock { $0.add(phase, seconds, 0) }
        log.debug("\(phase.rawValue)", ["seconds": "\(seconds)"])
    }

    /// Records that `workers` could work for some time.
    func offer(_ workers: Int, since start: ContinuousClock.Instant) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        state.withLock { $0.offered += seconds * Double(workers) }
    }

    /// Counts results that the cache had, did not have, and gave up.
    func noteCache(hits: Int, misses: Int, evictions: Int) {
        state.withLock { state in
            let past = state.cache ?? RunTimings.Cache(hits: 0, misses: 0, evictions: 0)
            state.cache = RunTimings.Cache(
                hits: past.hits + hits, misses: past.misses + misses,
                evictions: past.evictions + evictions)
        }
    }

    /// Prints a warning unless there was one already.
    func warnOnce(_ message: String) {
        let isFirst = state.withLock { state in
            defer { state.hasWarned = true }
            return !state.hasWarned
        }
        if isFirst { log.warning(message) }
    }

    /// Says that the cache is done without.
    func warn(_ fault: CacheFault) {
        warnOnce(
            "the cache cannot be used and is done without (\(fault)); pgcov cache clear makes a new one, --no-cache says nothing"
        )
    }

    /// What has been measured so far.
    func timings(workers: Int) -> RunTimings {
        let state = state.withLock { $0 }
        var timings = RunTimings()
        timings.phases = state.phases.filter { $0.count > 0 }
        timings.slowest = state.slowest
        timings.cache = state.cache
        timings.wall = (ContinuousClock.now - begin) / .seconds(1)
        timings.processor = ResourceUsage.processorSeconds
        timings.peakMemory = ResourceUsage.peakMemory
        timings.workers = workers
        timings.utilisation = state.offered > 0 ? min(1, state.worked / state.offered) : 0
        return timings
    }
}

extension PerformanceMonitor.State {
    fileprivate mutating func add(_ phase: Phase, _ seconds: Double, _ bytes: Int) {
        guard let index = Phase.allCases.firstIndex(of: phase) else { return }
        phases[index].add(seconds, bytes: bytes)
    }
}
