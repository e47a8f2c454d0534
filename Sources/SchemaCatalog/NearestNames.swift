import Synchronization

/// The names of a catalog's free-standing objects, for "did you mean".
///
/// A project may miss as many names as it has, so most candidates are ruled out by two integers:
/// the length, and which characters occur. What is missed once is mostly missed again, and is not
/// looked for twice.
final class NearestNames: Sendable {
    private let bySchema: [String: [Entry]]
    private let found = Mutex<[Question: String?]>([:])

    private struct Question: Hashable {
        var name: String
        var schemas: [String]
    }

    private struct Entry {
        var name: String
        var length: Int
        var characters: UInt64
    }

    /// Names of other lengths are not what anybody meant.
    private static let maximumLengthDifference = 8

    /// Of names by schema.
    init(_ names: [String: [String]]) {
        bySchema = names.mapValues { names in
            names.map {
                Entry(name: $0, length: $0.utf8.count, characters: Self.characters($0))
            }
        }
    }

    /// The name with the least edit distance, of at most a third of its length; the first of
    /// equals.
    func nearest(to name: String, inSchemas schemas: [String]) -> String? {
        let question = Question(name: name, schemas: schemas)
        if let known = found.withLock({ $0[question] }) { return known }
        let nearest = search(name, schemas)
        found.withLock { $0[question] = .some(nearest) }
        return nearest
    }

    private func search(_ name: String, _ schemas: [String]) -> String? {
        let (length, characters) = (name.utf8.count, Self.characters(name))
        var limit = max(1, name.count / 3)
        var nearest: String?
        for schema in schemas {
            for entry in bySchema[schema] ?? [] {
                // One edit takes away one character at most, and brings in one.
                guard abs(entry.length - length) <= min(limit, Self.maximumLengthDifference),
                    (entry.characters ^ characters).nonzeroBitCount <= limit * 2
                else { continue }
                let distance = EditDistance.between(entry.name, name)
                guard distance <= limit else { continue }
                nearest = entry.name
                if distance == 0 { return nearest }
                limit = distance - 1
            }
        }
        return nearest
    }

    private static func characters(_ name: String) -> UInt64 {
        name.utf8.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    }
}
