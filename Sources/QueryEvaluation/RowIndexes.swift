import Synchronization

/// The rows of an environment's relations by the values of a column, each found once: the many
/// queries of a test suite ask the same relations.
public final class RowIndexes: Sendable {
    private let indexes = Mutex<[Column: RowIndex?]>([:])

    private struct Column: Hashable {
        var relation: String
        var position: Int
    }

    /// None yet.
    public init() {}

    /// The rows, in order, that a comparison may let pass; nil where values of several kinds stand
    /// in the column, or in the comparison, which may be equal in more ways than being the same.
    func places(in relation: Relation, _ column: Int, _ key: KeyComparison) -> [Int]? {
        guard !relation.name.isEmpty else { return nil }
        let place = Column(relation: relation.name, position: column)
        let index = indexes.withLock { indexes in
            if let known = indexes[place] { return known }
            let made = RowIndex(relation.rows.lazy.map { $0.values[column] })
            indexes[place] = .some(made)
            return made
        }
        return index?.places(equalTo: key.values)
    }
}

/// The rows of a relation by one of its columns.
struct RowIndex: Sendable {
    private var places: [Value: [Int]] = [:]
    /// Rows whose value is unknown or null: no comparison is false for certain.
    private var open: [Int] = []
    private var kind: Kind?

    private enum Kind {
        case text, object

        init?(_ value: Value) {
            switch value {
            case .text: self = .text
            case .object: self = .object
            default: return nil
            }
        }
    }

    /// - Parameter values: The column's, by row.
    init?(_ values: some Sequence<Value>) {
        for (place, value) in values.enumerated() {
            if value == .unknown || value == .null {
                open.append(place)
                continue
            }
            guard let kind = Kind(value), self.kind == nil || self.kind == kind else { return nil }
            self.kind = kind
            places[value, default: []].append(place)
        }
    }

    /// The rows, in order, that may hold one of `values`; nil where these are of another kind.
    func places(equalTo values: [Value]) -> [Int]? {
        guard values.allSatisfy({ kind == nil || Kind($0) == kind }) else { return nil }
        if values.count == 1, open.isEmpty { return places[values[0]] ?? [] }
        return Set(values.flatMap { places[$0] ?? [] } + open).sorted()
    }
}
