import Foundation
import Synchronization

/// A line on the terminal's standard error while a run lasts; nothing anywhere else.
final class Progress: Sendable {
    private let done = Atomic<Int>(0)
    private let lastDrawn = Mutex<ContinuousClock.Instant?>(nil)
    private let total: Int
    private let begin = ContinuousClock.now
    private let isShown = isatty(STDERR_FILENO) == 1

    /// - Parameter total: Files to read.
    init(total: Int) { self.total = total }

    /// One more file is read. Draws at most ten times a second, and not within the first half second.
    func advance() {
        let count = done.add(1, ordering: .relaxed).newValue
        guard isShown, ContinuousClock.now - begin > .milliseconds(500) else { return }
        lastDrawn.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last < .milliseconds(100) { return }
            last = now
            FileHandle.standardError.write(Data("\r\u{1B}[Kpgcov: \(count) of \(total) files".utf8))
        }
    }

    /// Takes the line away.
    func finish() {
        let wasDrawn = lastDrawn.withLock { $0 != nil }
        if wasDrawn { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
