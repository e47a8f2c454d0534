import Synchronization

/// Works on many items at once, within a bounded number, and hands the results on in the order of
/// the items, whatever the width.
final class WorkerPool: Sendable {
    private let fullWidth: Int
    /// Batches under way, of all streams.
    private let running = Atomic<Int>(0)
    private let transientFaults = Atomic<Int>(0)
    private let log: RunLog

    /// Faults of the system after which one worker goes on alone.
    private static let maximumTransientFaults = 8

    /// - Parameter width: Items worked on at once.
    init(width: Int, log: RunLog) {
        fullWidth = max(1, width)
        self.log = log
    }

    /// Runs a body, and the tasks that it makes, on as many threads as there are workers.
    func run<Value, Failure: Error>(
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await AnalysisThreads.shared.run(workers: fullWidth, body)
    }

    /// Whether there is more than one worker to begin with.
    var isParallel: Bool { fullWidth > 1 }

    /// Items that are worked on at once from now on.
    var width: Int {
        transientFaults.load(ordering: .relaxed) >= Self.maximumTransientFaults ? 1 : fullWidth
    }

    /// Counts a fault that went away by waiting. With many of them the workers are in one another's
    /// way.
    func noteTransientFault(_ fault: String) {
        let count = transientFaults.add(1, ordering: .relaxed).newValue
        guard count == Self.maximumTransientFaults, fullWidth > 1 else { return }
        log.warning(
            "the system is short of something (\(fault)); files are read one by one from here on")
    }

    /// Calls `body` for the items, up to `width` at once, and `each` with what comes of them, in
    /// order.
    ///
    /// Workers are never further ahead of `each` than a few times the width, so that neither all
    /// files nor all that came of them are in memory. `isExpired` ends the run early; then false is
    /// returned. Of streams at the same time each has a worker, and the others go to who asks
    /// first.
    func stream<Item: Sendable, Value: Sendable>(
        _ items: [Item], until isExpired: @escaping @Sendable () -> Bool = { false },
        _ body: @escaping @Sendable (Item) -> Value, each: (Value) -> Void
    ) async -> Bool {
        guard fullWidth > 1, items.count > 1 else {
            for item in items {
                if isExpired() { return false }
                each(body(item))
            }
            return !isExpired()
        }
        // Small files by the handful: a task costs more than a short file.
        var order = BatchOrder(
            items: items.count, size: max(1, min(16, items.count / (fullWidth * 8))),
            width: fullWidth)
        var waiting: [Int: [Value]] = [:]
        await withTaskGroup(of: (Int, [Value]).self) { group in
            func refill() {
                while !isExpired(), takesPlace(mustHave: !order.isRunning) {
                    guard let (batch, range) = order.next(width: width) else {
                        givePlace()
                        return
                    }
                    let slice = items[range]
                    group.addTask { (batch, slice.map(body)) }
                }
            }
            refill()
            while let (batch, values) = await group.next() {
                waiting[batch] = values
                order.noteFinished()
                givePlace()
                refill()
                while let ready = waiting.removeValue(forKey: order.handedOn) {
                    ready.forEach(each)
                    order.noteHandedOn()
                }
                refill()
            }
        }
        return order.isComplete
    }

    /// - Parameter mustHave: Whether a place is taken even where there is none free.
    private func takesPlace(mustHave: Bool) -> Bool {
        let taken = running.add(1, ordering: .relaxed).newValue
        if mustHave || taken <= fullWidth { return true }
        givePlace()
        return false
    }

    private func givePlace() { running.subtract(1, ordering: .relaxed) }
}

/// Which batches of items are to be begun, and how far ahead of those handed on.
private struct BatchOrder {
    let items: Int
    let size: Int
    let lookAhead: Int
    private var begun = 0
    private var running = 0
    private(set) var handedOn = 0

    init(items: Int, size: Int, width: Int) {
        (self.items, self.size) = (items, size)
        lookAhead = width * 4
    }

    var isComplete: Bool { handedOn * size >= items }
    var isRunning: Bool { running > 0 }

    /// The next batch; nil where enough are running, or too many wait to be handed on.
    mutating func next(width: Int) -> (batch: Int, range: Range<Int>)? {
        guard begun * size < items, running < width, begun < handedOn + lookAhead else {
            return nil
        }
        defer { (begun, running) = (begun + 1, running + 1) }
        return (begun, begun * size..<min(items, (begun + 1) * size))
    }

    mutating func noteFinished() { running -= 1 }
    mutating func noteHandedOn() { handedOn += 1 }
}
