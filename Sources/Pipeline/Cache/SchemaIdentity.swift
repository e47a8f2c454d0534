import ContentCache
import LiveIntrospection
import MigrationAnalysis

/// What a schema is made of, as a hash: two of the same hash, in runs of the same program and
/// options, are the same, places included.
struct SchemaIdentity {
    private var hasher: ContentHasher?

    /// - Parameter results: Of files; nil where they are not kept.
    init(_ projects: [DetectedProject], _ live: LiveSchema?, _ results: FileResults?) {
        guard results != nil else { return }
        var hasher = ContentHasher()
        for project in projects { hasher.add(CanonicalText.of(project.withoutFiles)) }
        if let live { hasher.add(ContentHash(of: live.database.content)) }
        self.hasher = hasher
    }

    /// Adds the next migration.
    mutating func add(_ migration: ProjectReader.Migration) {
        guard let keys = migration.keys else {
            hasher = nil
            return
        }
        hasher?.add("\(migration.goesOn) \(keys.count) \(migration.parts.count)")
        for key in keys { hasher?.add(key) }
        for part in migration.parts { hasher?.add(part.path) }
    }

    /// Nil where it cannot be told.
    var hash: ContentHash? { hasher?.finish() }
}

extension DetectedProject {
    /// What its files are deployed with.
    fileprivate var withoutFiles: DetectedProject {
        var result = self
        (result.migrations, result.leftOut, result.tests, result.unrunTests) = ([], [], [], [])
        (result.evidence, result.ambiguities) = ([], [])
        return result
    }
}
