import PgTAPScanning
import Synchronization

/// How many assertions wait as values: packing them and unpacking them again is a tenth of a run,
/// and most suites are small. Beyond it, and in large suites, they wait in their binary form.
final class TestAllowance: Sendable {
    private let rest: Atomic<Int>

    /// About half a kilobyte each.
    private static let assertions = 20_000

    private static let largestSuite = 1_000

    /// - Parameter files: Of the suite.
    init(files: Int) { rest = Atomic(files > Self.largestSuite ? 0 : Self.assertions) }

    /// Whether a file may be held as it is, which then counts.
    func takes(_ file: borrowing TestFile) -> Bool {
        let count = file.assertions.count + 4 * file.exercises.count
        return rest.subtract(count, ordering: .relaxed).newValue >= 0
    }
}
