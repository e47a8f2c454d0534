import Foundation
import Synchronization

/// The threads that files are read and analyzed on, with stacks of a size that is known: parse
/// trees are read by recursion, and the threads of the runtime have 8 MB on one platform and 512 KB
/// on another.
///
/// There are as many as workers and no more. A thread for each task that happens to wait would have
/// the same files pass through the caches, and the allocator's arenas, of one thread after another:
/// of ten times the standard workload that took a third of the time.
final class AnalysisThreads: TaskExecutor {
    /// Those of this process. Threads are made when there is work for them, and stay.
    static let shared = AnalysisThreads()

    /// Ample for what `DepthGuard` lets through; only what is used of it takes memory.
    static let stackSize = 64 << 20

    private struct State {
        var jobs: [UnownedJob] = []
        var idle = 0
        var count = 0
        /// Workers of all pools that run just now.
        var workers = 0
    }

    private let state = Mutex(State())
    private let arrival = DispatchSemaphore(value: 0)

    /// Runs a body, and the tasks that it makes, on these threads.
    ///
    /// - Parameter workers: Threads that may be made for it.
    func run<Value, Failure: Error>(
        workers: Int, _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        state.withLock { $0.workers += workers }
        defer { state.withLock { $0.workers -= workers } }
        // The closure moves to these threads; `body` by itself would run where its caller does.
        return try await withTaskExecutorPreference(self) { () async throws(Failure) -> Value in
            try await body()
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let needsThread = state.withLock { state in
            state.jobs.append(job)
            guard state.jobs.count > state.idle, state.count < max(1, state.workers) else {
                return false
            }
            state.count += 1
            return true
        }
        if needsThread { start() }
        arrival.signal()
    }

    private func start() {
        let thread = Thread { [self] in
            while true { runNext() }
        }
        thread.stackSize = Self.stackSize
        thread.start()
    }

    private func runNext() {
        state.withLock { $0.idle += 1 }
        arrival.wait()
        let job = state.withLock { state in
            state.idle -= 1
            return state.jobs.removeFirst()
        }
        unsafe job.runSynchronously(on: asUnownedTaskExecutor())
    }
}
