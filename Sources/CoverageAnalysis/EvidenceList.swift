public import SchemaCatalog
import SQLText

/// The evidence for one claim, in the order in which the tests gave it.
public struct EvidenceList: Sendable, Sequence {
    private let pieces: FoundEvidence?
    private let first: UInt32
    private let length: UInt32
    /// The best grade of all; nil without evidence.
    public let bestGrade: Grade?

    /// No evidence.
    init() { (pieces, first, length, bestGrade) = (nil, 0, 0, nil) }

    init(_ pieces: FoundEvidence, first: UInt32, count: UInt32, best: Grade) {
        (self.pieces, self.first, length, bestGrade) = (pieces, first, count, best)
    }

    public var count: Int { Int(length) }
    public var isEmpty: Bool { count == 0 }
    public var underestimatedCount: Int { count }

    public func makeIterator() -> Iterator {
        Iterator(pieces: pieces, position: first, left: count)
    }

    /// Goes from piece to piece.
    public struct Iterator: IteratorProtocol {
        let pieces: FoundEvidence?
        var position: UInt32
        var left: Int

        public mutating func next() -> Evidence? {
            guard left > 0, let pieces else { return nil }
            let piece = pieces.all[position]
            (position, left) = (piece.next, left - 1)
            return pieces.all.evidence(piece)
        }
    }
}

/// All evidence of a run, which the lists of single claims refer to.
final class FoundEvidence: Sendable {
    let all: EvidencePieces

    init(_ all: EvidencePieces) { self.all = all }
}

/// Where an assertion or statement stands that proves claims, in numbers.
struct EvidencePlace {
    var file: UInt32
    var line: UInt32
    var column: UInt32
    /// The position of the function's name.
    var function: UInt16
}

/// An assertion or statement that proves one claim: one place proves several.
struct EvidencePiece {
    /// The place, and in the lowest bits the grade.
    private let bits: UInt32
    /// The next piece for the same claim.
    var next: UInt32 = 0

    private static let gradeBits: UInt32 = 2

    init(place: UInt32, _ grade: Grade) {
        bits = place << Self.gradeBits | UInt32(grade.rawValue)
    }

    var place: UInt32 { bits >> Self.gradeBits }
    var grade: Grade { Grade(rawValue: Int(bits & (1 << Self.gradeBits - 1))) ?? .exercised }
}

/// Pieces of evidence; names of files and functions once.
struct EvidencePieces: Sendable {
    private var pieces = BlockArray<EvidencePiece>()
    private var places = BlockArray<EvidencePlace>()
    private var files: [String] = []
    private var functions: [String] = []
    private var numbers: [String: UInt16] = [:]

    static let noFunction = UInt16.max

    subscript(position: UInt32) -> EvidencePiece {
        get { pieces[position] }
        set { pieces[position] = newValue }
    }

    mutating func append(_ piece: EvidencePiece) -> UInt32 { pieces.append(piece) }

    /// The number of a place, which is mostly the last one again.
    mutating func number(of place: EvidencePlace) -> UInt32 {
        if places.count > 0 {
            let last = places[places.count - 1]
            if last.line == place.line, last.column == place.column, last.file == place.file,
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
        let (a, b) = (places[a], places[b])
        return a.line == b.line && a.column == b.column && a.file == b.file
    }

    mutating func addFile(_ path: String) -> UInt32 {
        files.append(path)
        return UInt32(files.count - 1)
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
                file: files[Int(place.file)], line: Int(place.line), column: Int(place.column)),
            function: place.function == Self.noFunction ? nil : functions[Int(place.function)])
    }
}

/// Many small values in blocks: they need not be moved for more, and the blocks find room in what
/// the binary forms of tests leave behind.
struct BlockArray<Element: Sendable>: Sendable {
    private var blocks: [[Element]] = []
    private(set) var count: UInt32 = 0

    private static var blockBits: UInt32 { 8 }
    private static var blockSize: Int { 1 << Int(blockBits) }
    private static var mask: UInt32 { UInt32(blockSize - 1) }

    subscript(position: UInt32) -> Element {
        get { blocks[Int(position >> Self.blockBits)][Int(position & Self.mask)] }
        set { blocks[Int(position >> Self.blockBits)][Int(position & Self.mask)] = newValue }
    }

    /// The position of the new element.
    mutating func append(_ element: Element) -> UInt32 {
        if count & Self.mask == 0 {
            var block: [Element] = []
            block.reserveCapacity(Self.blockSize)
            blocks.append(block)
        }
        blocks[blocks.count - 1].append(element)
        count += 1
        return count - 1
    }
}
