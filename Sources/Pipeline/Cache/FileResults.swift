import ContentCache
import MigrationAnalysis
import PgTAPScanning
import Synchronization

/// What single files came to in earlier runs, by their content and by all that they are read by:
/// never by where they lie. A project in which one file has changed is analyzed as far as that file
/// goes.
final class FileResults: Sendable {
    /// What a file is read as.
    enum Role: Hashable {
        /// In the session of whoever includes it.
        case test(TestSession)
        case migration(Reading, Placeholders, variables: [String: String])

        /// Whether a run asks for it once. What tests include is at hand from then on, as it was
        /// read; a file that two migrations include is asked for by both.
        fileprivate var isAskedOnce: Bool { if case .test = self { true } else { false } }
    }

    private let session: CacheSession
    /// Of the program and the options that matter to a file by itself.
    private let base: ContentHash
    /// Of the program and all options that matter to a report.
    let reportBase: ContentHash
    /// Files that were read and hashed when the run began, by path.
    private let known: [String: ContentHash]
    /// By role. Of many files each is read as most others are.
    private let bases: Mutex<[Role: ContentHash]>

    init(
        _ session: CacheSession, base: ContentHash, reportBase: ContentHash,
        known: [String: ContentHash]
    ) {
        (self.session, self.base, self.reportBase, self.known) = (
            session, base, reportBase, known
        )
        bases = Mutex([:])
    }

    /// The hash of a file that need not be read again; nil for one that was not read yet.
    func knownHash(_ path: String) -> ContentHash? { known[path] }

    /// What a file came to; nil where it was not kept.
    func record(_ key: ContentHash, _ role: Role) -> FileRecord? {
        session.value(key, isAskedOnce: role.isAskedOnce).flatMap(FileRecord.init)
    }

    /// Keeps what a file came to.
    func keep(_ record: FileRecord, _ key: ContentHash, _ role: Role) {
        session.keep(key, record.form, isAskedOnce: role.isAskedOnce)
    }

    /// What a test came to in a suite, against a schema; nil where it was not kept.
    func claims(_ key: ContentHash) -> [UInt8]? { session.value(key, isAskedOnce: true) }

    /// Keeps what a test came to in a suite, against a schema.
    func keep(claims: [UInt8], _ key: ContentHash) {
        session.keep(key, claims, isAskedOnce: true)
    }

    /// Ends the session.
    func finish() -> CacheSession.Outcome { session.finish() }

    /// Of all that a file of this content comes to as this.
    func key(_ content: ContentHash, _ role: Role) -> ContentHash {
        var hasher = ContentHasher()
        hasher.add(base(role))
        hasher.add(content)
        return hasher.finish()
    }

    private func base(_ role: Role) -> ContentHash {
        if let known = bases.withLock({ $0[role] }) { return known }
        var hasher = ContentHasher()
        hasher.add(base)
        hasher.add(CanonicalText.of(role))
        let made = hasher.finish()
        bases.withLock { $0[role] = made }
        return made
    }
}
