public import SchemaCatalog
import SQLText

/// The evidence for one claim, in the order in which the tests gave it. What other claims imply is
/// gathered when it is asked for.
public struct EvidenceList: Sendable, Sequence {
    private let found: FoundEvidence?
    let object: UInt32
    private let facet: Facet
    /// The best grade of all; nil without evidence.
    public let bestGrade: Grade?

    /// No evidence.
    init() { (found, object, facet, bestGrade) = (nil, 0, .existence, nil) }

    init(_ found: FoundEvidence, _ facet: Facet, of object: Int, best: Grade?) {
        (self.found, self.object, self.facet, bestGrade) = (found, UInt32(object), facet, best)
    }

    public var isEmpty: Bool { bestGrade == nil }

    public func makeIterator() -> Iterator {
        guard let found, !isEmpty else { return Iterator(found: nil, pieces: [].makeIterator()) }
        return Iterator(
            found: found, pieces: found.pieces(for: facet, of: Int(object)).makeIterator())
    }

    /// Goes from piece to piece.
    public struct Iterator: IteratorProtocol {
        let found: FoundEvidence?
        var pieces: IndexingIterator<[EvidencePiece]>

        public mutating func next() -> Evidence? {
            guard let found, let piece = pieces.next() else { return nil }
            return found.pieces.evidence(piece)
        }
    }
}

/// Where an assertion or statement stands in its file that proves claims, in numbers.
struct EvidencePlace {
    var line: UInt32
    var column: UInt32
    /// The position of the function's name.
    var function: UInt16
}

/// An assertion or statement that proves one claim: one place proves several.
struct EvidencePiece {
    /// The place, whether it implies, and in the lowest bits the grade.
    private let bits: UInt32
    /// The piece before it for the same claim: to add one, none of the others is looked at.
    var previous: UInt32

    /// Of the first piece.
    static let none = UInt32.max

    private static let implies: UInt32 = 0b100

    init(place: UInt32, _ grade: Grade, implies: Bool, previous: UInt32 = none) {
        bits = place << 3 | (implies ? Self.implies : 0) | UInt32(grade.rawValue)
        self.previous = previous
    }

    var place: UInt32 { bits >> 3 }
    /// Whether everything that the claim's object needs is proven with it.
    var implies: Bool { bits & Self.implies != 0 }
    var grade: Grade { Grade(rawValue: Int(bits & 0b11)) ?? .exercised }

    /// As evidence for what the object needs.
    var implied: EvidencePiece { EvidencePiece(place: place, .implied, implies: false) }
}

/// Pieces of evidence; names of files and functions once.
struct EvidencePieces: Sendable {
    private var pieces = BlockArray<EvidencePiece>()
    private var places = BlockArray<EvidencePlace>()
    /// Files with the first place of each: the places of one stand together.
    private var files: [(path: String, first: UInt32)] = []
    private var functions: [String] = []
    private var numbers: [String: UInt16] = [:]

    static let noFunction = UInt16.max

    subscript(position: UInt32) -> EvidencePiece {
        get { pieces[position] }
        set { pieces[position] = newValue }
    }

    mutating func append(_ piece: EvidencePiece) -> UInt32 { pieces.append(piece) }

    /// The number of a place of the file added last, which is mostly the last one again.
    mutating func number(of place: EvidencePlace) -> UInt32 {
        if let first = files.last?.first, places.count > first {
            let last = places[places.count - 1]
            if last.line == place.line, last.column == place.column,
                last.function == place.function
            {
                return places.count - 1
            }
        }
        return places.append(place)
    }

    /// How many places there are.
    var placeCount: UInt32 { places.count }

    /// Whether two places are the same line and column, whatever is called there.
    func isOnePlace(_ a: UInt32, _ b: UInt32) -> Bool {
        if a == b { return true }
        let (one, other) = (places[a], places[b])
        return one.line == other.line && one.column == other.column && file(of: a) == file(of: b)
    }

    /// Begins with the places of a file.
    mutating func addFile(_ path: String) { files.append((path, places.count)) }

    /// The position of a place's file.
    private func file(of place: UInt32) -> Int {
        var (low, high) = (0, files.count)
        while low < high {
            let middle = (low + high) / 2
            if files[middle].first <= place { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    /// The number of a function's name; none for more names than there are numbers.
    mutating func function(_ name: String) -> UInt16 {
        if let known = numbers[name] { return known }
        guard functions.count < Int(Self.noFunction) else { return Self.noFunction }
        functions.append(name)
        numbers[name] = UInt16(functions.count - 1)
        return UInt16(functions.count - 1)
    }

    func evidence(_ piece: EvidencePiece) -> Evidence {
        let place = places[piece.place]
        return Evidence(
            grade: piece.grade,
            location: SourceLocation(
                file: files[file(of: piece.place)].path, line: Int(place.line),
                column: Int(place.column)),
            function: place.function == Self.noFunction ? nil : functions[Int(place.function)])
    }
}

/// Many small values in blocks: they need not be moved for more, and the blocks find room in what
/// the binary forms of tests leave behind.
struct BlockArray<Element: Sendable>: Sendable {
    private var blocks: [[Element]] = []
    private(set) var count: UInt32 = 0

    /// A block with the 32 bytes before an array's elements fills a page: the allocator would round
    /// more than that up by a quarter.
    private static var blockSize: UInt32 {
        UInt32((4096 - 32) / MemoryLayout<Element>.stride)
    }

    subscript(position: UInt32) -> Element {
        get { blocks[Int(position / Self.blockSize)][Int(position % Self.blockSize)] }
        set { blocks[Int(position / Self.blockSize)][Int(position % Self.blockSize)] = newValue }
    }

    /// The position of the new element.
    mutating func append(_ element: Element) -> UInt32 {
        if count % Self.blockSize == 0 {
            var block: [Element] = []
            block.reserveCapacity(Int(Self.blockSize))
            blocks.append(block)
        }
        blocks[blocks.count - 1].append(element)
        count += 1
        return count - 1
    }
}
