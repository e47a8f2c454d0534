/// The facets of an object with their values: a handful, in the order of ``Facet``.
public struct FacetValues: Sendable, Hashable {
    private var entries: [Entry] = []

    private struct Entry: Sendable, Hashable {
        var facet: Facet
        var value: FacetValue
    }

    /// None.
    public init() {}

    /// The value of a facet; nil where the object does not have it.
    public subscript(facet: Facet) -> FacetValue? {
        get {
            for entry in entries where entry.facet == facet { return entry.value }
            return nil
        }
        set {
            let position = entries.firstIndex { $0.facet.rank >= facet.rank } ?? entries.count
            let isThere = position < entries.count && entries[position].facet == facet
            switch (newValue, isThere) {
            case (let value?, true): entries[position].value = value
            case (let value?, false):
                // As large as need be: there is one of these for each column.
                entries.reserveCapacity(entries.count + 1)
                entries.insert(Entry(facet: facet, value: value), at: position)
            case (nil, true): entries.remove(at: position)
            case (nil, false): break
            }
        }
    }

    /// With the facets of others that these do not have.
    public func adding(_ others: FacetValues) -> FacetValues {
        var result = self
        result.entries.reserveCapacity(entries.count + others.entries.count)
        for (facet, value) in others where result[facet] == nil { result[facet] = value }
        return result
    }

    /// Asks for the memory of the first of them.
    func prefetch() { entries.prefetch(0) }

    /// The facets.
    public var keys: [Facet] { entries.map(\.facet) }
}

extension FacetValues: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral values: (Facet, FacetValue)...) {
        entries.reserveCapacity(values.count)
        for (facet, value) in values { self[facet] = value }
    }
}

extension FacetValues: Sequence {
    public func makeIterator() -> some IteratorProtocol<(key: Facet, value: FacetValue)> {
        entries.lazy.map { (key: $0.facet, value: $0.value) }.makeIterator()
    }
}
