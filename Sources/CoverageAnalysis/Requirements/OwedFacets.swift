import SchemaCatalog

/// The facets that one object owes, each from which level on, in the order in which they are told.
///
/// A word instead of an array: every object of a schema is asked for its own, and the join takes no
/// memory for each.
struct OwedFacets: Sequence, ExpressibleByArrayLiteral {
    /// One facet.
    struct Element {
        let facet: Facet
        let level: Level

        init(_ facet: Facet, _ level: Level) { (self.facet, self.level) = (facet, level) }
    }

    /// Entries of a byte, the first in the lowest: the facet's rank above two bits of the level.
    private var word: UInt64 = 0
    private var count = 0

    private static let capacity = 8

    init(arrayLiteral elements: Element...) {
        for element in elements { append(element) }
    }

    /// - Precondition: There are no eight of them yet; no kind of object has more to say.
    mutating func append(_ element: Element) {
        precondition(count < Self.capacity)
        let byte = element.facet.rank << 2 | UInt8(element.level.rawValue)
        word |= UInt64(byte) << UInt64(count * 8)
        count += 1
    }

    func makeIterator() -> Iterator { Iterator(word: word, rest: count) }

    /// Goes from the first to the last.
    struct Iterator: IteratorProtocol {
        fileprivate var word: UInt64
        fileprivate var rest: Int

        mutating func next() -> Element? {
            guard rest > 0 else { return nil }
            let byte = UInt8(truncatingIfNeeded: word)
            (word, rest) = (word >> 8, rest - 1)
            return Level(rawValue: Int(byte & 0b11)).map {
                Element(Facet.allCases[Int(byte >> 2)], $0)
            }
        }
    }
}
