import Logging
import Synchronization
import SystemPackage
import Testing

@testable import Pipeline

@Suite("Worker pool")
struct WorkerPoolTests {
    @Test("Results come in the order of the items, whatever the width", arguments: [1, 2, 8, 64])
    func order(width: Int) async {
        let pool = WorkerPool(width: width, log: RunLog())
        var results: [Int] = []
        let isComplete = await pool.stream(Array(0..<1_000)) { item in
            // Later items of a batch are quicker, so that they would overtake.
            var sum = item
            for step in 0..<(1_000 - item) { sum = sum &+ step &* 0 }
            return sum * 2
        } each: {
            results.append($0)
        }
        #expect(isComplete)
        #expect(results == (0..<1_000).map { $0 * 2 })
    }

    @Test("No more items are under way than the width, and workers run ahead within bounds")
    func bounds() async {
        let pool = WorkerPool(width: 4, log: RunLog())
        let active = Mutex((now: 0, most: 0))
        let begun = Atomic<Int>(0)
        var handedOn = 0
        var furthest = 0
        _ = await pool.stream(Array(0..<2_000)) { item in
            active.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            begun.add(1, ordering: .relaxed)
            active.withLock { $0.now -= 1 }
            return item
        } each: { _ in
            furthest = max(furthest, begun.load(ordering: .relaxed) - handedOn)
            handedOn += 1
        }
        #expect(handedOn == 2_000)
        #expect(active.withLock { $0.most } <= 4)
        // Four times the width in batches of sixteen, and one batch being handed on.
        #expect(furthest <= 4 * 4 * 16 + 16)
    }

    @Test("A deadline that has passed begins nothing more")
    func deadline() async {
        let pool = WorkerPool(width: 2, log: RunLog())
        let begun = Atomic<Int>(0)
        let isComplete = await pool.stream(
            Array(0..<10_000), until: { begun.load(ordering: .relaxed) >= 100 }
        ) { _ in
            begun.add(1, ordering: .relaxed)
        } each: { _ in
        }
        #expect(!isComplete)
        #expect(begun.load(ordering: .relaxed) < 1_000)
    }

    @Test("Too many faults of the system leave one worker, which is said once")
    func transientFaults() async {
        let said = SaidEvents()
        let pool = WorkerPool(width: 8, log: RunLog(Logger(label: "test") { _ in said }))
        for _ in 0..<7 { pool.noteTransientFault("Too many open files") }
        #expect(pool.width == 8)
        #expect(said.texts.isEmpty)
        let active = Mutex((now: 0, most: 0))
        let isComplete = await pool.stream(Array(0..<1_000)) { item in
            pool.noteTransientFault("Too many open files")
            active.withLock { $0 = ($0.now + 1, $0.most) }
            defer { active.withLock { $0.now -= 1 } }
            // Those begun before the fault are let finish.
            if item > 200 { active.withLock { $0.most = max($0.most, $0.now) } }
            return item
        } each: { _ in
        }
        #expect(isComplete)
        #expect(pool.width == 1)
        #expect(active.withLock { $0.most } == 1)
        #expect(said.texts.count == 1)
        #expect(said.texts.first?.contains("Too many open files") ?? false)
        #expect(said.texts.first?.contains("one by one") ?? false)
    }

    @Test("One worker that the system's faults leave alone says nothing")
    func transientFaultsOfOne() {
        let said = SaidEvents()
        let pool = WorkerPool(width: 1, log: RunLog(Logger(label: "test") { _ in said }))
        for _ in 0..<20 { pool.noteTransientFault("Too many open files") }
        #expect(said.texts.isEmpty)
    }

    @Test("What fails for a while is tried again, what fails for good is not")
    func retry() throws {
        var tries = 0
        let value = try Transient.retry({ _ in tries += 1 }) { () throws -> Int in
            if tries < 3 { throw Errno.tooManyOpenFiles }
            return 7
        }
        #expect(value == 7)
        #expect(tries == 3)
        #expect(throws: Errno.permissionDenied) {
            try Transient.retry({ _ in Issue.record("not a fault that goes away") }) {
                () throws -> Int in throw Errno.permissionDenied
            }
        }
    }

    @Test("Threads have the stack that is asked for")
    func stack() async {
        /// Deeper than the 8 MB of a thread as the runtime makes it.
        @Sendable func depth(_ count: Int) -> Int {
            var filler = [count, count]
            filler[0] &+= 1
            return count == 0 ? 0 : 1 + depth(count - 1) + (filler[0] == .max ? 1 : 0)
        }
        let reached = await WorkerPool(width: 4, log: RunLog()).run {
            await withTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { depth(100_000) } }
                return await group.reduce(depth(100_000), +)
            }
        }
        #expect(reached == 500_000)
    }
}

@Suite("Limits of a run")
struct LimitTests {
    @Test("A file's limit lies below a phase's, and that below the run's")
    func deadlines() throws {
        var deadlines = Deadlines()
        try deadlines.validate()
        (deadlines.file, deadlines.run) = (1, 2)
        try deadlines.validate()
        deadlines.phase = 2
        #expect(throws: PipelineError.self) { try deadlines.validate() }
        deadlines.phase = 0.5
        #expect(throws: PipelineError.self) { try deadlines.validate() }
    }

    @Test("Workers by cores, the container's quota and its memory")
    func capacity() {
        let files = [
            "/proc/self/cgroup": "0::/build\n", "/sys/fs/cgroup/build/cpu.max": "150000 100000\n",
            "/proc/meminfo": "MemTotal: 100 kB\nMemAvailable:   1048576 kB\n",
            "/sys/fs/cgroup/build/memory.max": "max\n", "/sys/fs/cgroup/memory.max": "209715200\n",
            "/sys/fs/cgroup/memory.current": "1048576\n",
        ]
        let capacity = MachineCapacity(processors: 16) { files[$0] }
        #expect(capacity.cores == 2)
        #expect(capacity.availableMemory == 209_715_200 - 1_048_576)
        #expect(MachineCapacity(cores: 16, availableMemory: 300 << 20).workers == 4)
        #expect(MachineCapacity(cores: 16, availableMemory: 1).workers == 1)
        #expect(
            MachineCapacity(processors: 3) { _ in nil }
                == MachineCapacity(cores: 3, availableMemory: nil))
        let version1 = [
            "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
            "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
        ]
        #expect(MachineCapacity(processors: 3) { version1[$0] }.cores == 3)
    }

    @Test("The bar says how far, how fast and how long")
    func progress() {
        #expect(
            ProgressBar.line(done: 120, total: 480, seconds: 2)
                == "pgcov ━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 120/480 files · 60/s · 6 s left")
        #expect(
            ProgressBar.line(done: 480, total: 480, seconds: 4).hasSuffix(
                "480/480 files · 120/s · 0 s left"))
    }
}

/// What was said to a log.
private final class SaidEvents: LogHandler, @unchecked Sendable {
    private let events = Mutex<[String]>([])
    var logLevel = Logger.Level.debug
    var metadata: Logger.Metadata = [:]

    var texts: [String] { events.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { events.withLock { $0.append(event.message.description) } }
}
