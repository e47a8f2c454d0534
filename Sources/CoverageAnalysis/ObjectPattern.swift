public import SchemaCatalog

/// A pattern over object names: `*` is any run of characters, `?` any one.
///
/// It is compared with `schema.name`, or `schema.relation` and `schema.relation.name` for what
/// belongs to a table, so that excluding a table excludes what is in it. Without a dot it is
/// compared with names alone.
public struct ObjectPattern: Sendable, Hashable {
    /// As written.
    public var text: String
    private let pattern: Wildcard

    /// Makes a pattern.
    public init(_ text: String) {
        self.text = text
        pattern = Wildcard(text)
    }

    /// Whether the object, or the table that it belongs to, is meant.
    public func matches(_ id: ObjectID) -> Bool {
        let own = [id.relation, id.name].compactMap { $0 }.joined(separator: ".")
        var candidates =
            text.contains(".")
            ? [[id.schema, own].compactMap { $0 }.joined(separator: ".")] : [id.name]
        if let relation = id.relation {
            candidates.append(
                text.contains(".")
                    ? [id.schema, relation].compactMap { $0 }.joined(separator: ".") : relation)
        }
        return candidates.contains { pattern.matches($0) }
    }
}

/// Text with `*` for any run of characters and `?` for any one.
struct Wildcard: Sendable, Hashable {
    private let pattern: [Character]

    init(_ text: String) { pattern = Array(text) }

    /// Whether all of `text` fits.
    func matches(_ text: String) -> Bool {
        let text = Array(text)
        var (p, t) = (pattern.startIndex, text.startIndex)
        var (star, mark) = (-1, 0)
        while t < text.endIndex {
            if p < pattern.endIndex, pattern[p] == "?" || pattern[p] == text[t] {
                p += 1
                t += 1
            } else if p < pattern.endIndex, pattern[p] == "*" {
                (star, mark) = (p, t)
                p += 1
            } else if star >= 0 {
                mark += 1
                (p, t) = (star + 1, mark)
            } else {
                return false
            }
        }
        while p < pattern.endIndex, pattern[p] == "*" { p += 1 }
        return p == pattern.endIndex
    }
}
