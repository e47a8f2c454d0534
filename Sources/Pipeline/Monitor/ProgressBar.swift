import Foundation
import Synchronization

/// A bar on the terminal's standard error while files are read; nothing anywhere else, and nothing
/// of it left behind.
final class ProgressBar: Sendable {
    /// The line on the terminal.
    private final class Line: Sendable {
        private struct State {
            var done = 0
            var lastDrawn: ContinuousClock.Instant?
            var isOver = false
        }

        private let state = Mutex(State())

        /// Counts one more, and draws what `text` says of so many where it is time to.
        func advance(since begin: ContinuousClock.Instant, _ text: (Int, Double) -> String) {
            state.withLock { state in
                state.done += 1
                let now = ContinuousClock.now
                guard !state.isOver, now - begin > ProgressBar.patience,
                    state.lastDrawn.map({ now - $0 >= ProgressBar.interval }) ?? true
                else { return }
                state.lastDrawn = now
                let seconds = (now - begin) / .seconds(1)
                ProgressBar.write(ProgressBar.erase + text(state.done, seconds))
            }
        }

        /// Takes it away for good.
        func end() {
            state.withLock { state in
                if state.lastDrawn != nil, !state.isOver { ProgressBar.write(ProgressBar.erase) }
                state.isOver = true
            }
        }
    }

    private let line = Line()
    private let total: Int
    private let begin = ContinuousClock.now
    private let isShown: Bool
    private let cleaning: Int?

    private static let patience = Duration.milliseconds(500)
    private static let interval = Duration.milliseconds(100)
    private static let erase = "\r\u{1B}[K"

    /// - Parameter total: Files to read.
    init(total: Int, isShown: Bool = isatty(STDERR_FILENO) == 1) {
        self.total = total
        self.isShown = isShown
        cleaning = isShown ? Interruption.begin { [line] in line.end() } : nil
    }

    /// One more file is read. Draws at most ten times a second, and not within the first half
    /// second.
    func advance() {
        guard isShown else { return }
        line.advance(since: begin) { Self.line(done: $0, total: total, seconds: $1) }
    }

    /// Takes the bar away.
    func finish() {
        if let cleaning { Interruption.end(cleaning) }
        line.end()
    }

    /// `pgcov ━━━━━━╌╌╌╌╌╌ 120/480 files · 310/s · 1 s left`
    static func line(done: Int, total: Int, seconds: Double) -> String {
        let cells = 24
        let filled = min(cells, done * cells / max(1, total))
        let rate = Double(done) / max(seconds, 0.001)
        let left = Int((Double(max(0, total - done)) / max(rate, 0.001)).rounded(.up))
        let bar =
            String(repeating: "━", count: filled) + String(repeating: "╌", count: cells - filled)
        return "pgcov \(bar) \(done)/\(total) files · \(Int(rate))/s · \(left) s left"
    }

    private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
