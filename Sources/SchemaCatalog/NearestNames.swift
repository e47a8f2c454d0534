/// The names of a catalog's free-standing objects, for "did you mean".
///
/// A project may miss as many names as it has, so most candidates are ruled out by two integers:
/// the length, and which characters occur.
struct NearestNames: Sendable {
    private var bySchema: [String: [Entry]] = [:]

    private struct Entry {
        var name: String
        var length: Int
        var characters: UInt64
    }

    /// Names of other lengths are not what anybody meant.
    private static let maximumLengthDifference = 8

    mutating func add(_ name: String, schema: String) {
        bySchema[schema, default: []].append(
            Entry(name: name, length: name.utf8.count, characters: Self.characters(name)))
    }

    /// The name with the least edit distance, of at most a third of its length; the first of
    /// equals.
    func nearest(to name: String, inSchemas schemas: [String]) -> String? {
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
