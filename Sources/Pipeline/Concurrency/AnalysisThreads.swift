import Foundation
import Synchronization

/// The threads that files are read and analyzed on, with stacks of a size that is known: parse
/// trees are read by recursion, and the threads of the runtime have 8 MB on one platform and 512 KB
/// on another.
final class AnalysisThreads: TaskExecutor {
    /// Those of this process. Threads are made when there is work for them, and stay.
    static let shared = AnalysisThreads()

    /// Ample for what `DepthGuard` lets through; only what is used of it takes memory.
    static let stackSize = 64 << 20
    private static let maximumCount = 256

    private struct State {
        var jobs: [UnownedJob] = []
        var idle = 0
        var count = 0
    }

    private let state = Mutex(State())
    private let arrival = DispatchSemaphore(value: 0)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let needsThread = state.withLock { state in
            state.jobs.append(job)
            guard state.jobs.count > state.idle, state.count < Self.maximumCount else {
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
