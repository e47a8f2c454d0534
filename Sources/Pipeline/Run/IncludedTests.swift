import PgTAPScanning
import SchemaCatalog
import Synchronization

/// Files that tests include, as they are in one session: each test of a suite may begin with the
/// same set-up.
final class IncludedTests: Sendable {
    private struct Key: Hashable {
        let path: String
        let session: TestSession
    }

    private let known = Mutex<[Key: ProjectReader.Test]>([:])

    /// A file without what it includes itself; read where it was not before.
    func test(
        _ path: String, _ session: TestSession, _ read: () -> ProjectReader.Test
    ) -> ProjectReader.Test {
        let key = Key(path: path, session: session)
        if let test = known.withLock({ $0[key] }) { return test }
        // Outside the lock: others go on, and who reads the same meanwhile comes to the same.
        let test = read()
        // The next one has more time.
        guard !test.diagnostics.contains(where: { $0.rule == "file-timeout" }) else { return test }
        return known.withLock { known in
            if let first = known[key] { return first }
            known[key] = test
            return test
        }
    }
}
