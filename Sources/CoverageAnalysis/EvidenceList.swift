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

/// An assertion or statement that proves a claim, in numbers.
struct EvidencePiece {
    var file: UInt32
    var line: UInt32
    var column: UInt32
    /// The next piece for the same claim.
    var next: UInt32 = 0
    var function: UInt16
    var grade: Grade

    init(file: UInt32, line: UInt32, column: UInt32, function: UInt16, grade: Grade) {
        (self.file, self.line, self.column, self.function, self.grade) = (
            file, line, column, function, grade
        )
    }

    func isAtPlace(of other: EvidencePiece) -> Bool {
        line == other.line && column == other.column && file == other.file
    }
}

/// Pieces of evidence in blocks, so that many do not have to be moved for more; names of files and
/// functions once.
struct EvidencePieces: Sendable {
    private var blocks: [[EvidencePiece]] = []
    private var files: [String] = []
    private var functions: [String] = []
    private var numbers: [String: UInt16] = [:]

    static let noFunction = UInt16.max
    private static let blockBits: UInt32 = 12
    private static let blockSize = 1 << Int(blockBits)
    private static let mask = UInt32(blockSize - 1)

    subscript(position: UInt32) -> EvidencePiece {
        blocks[Int(position >> Self.blockBits)][Int(position & Self.mask)]
    }

    mutating func replace(_ position: UInt32, _ piece: EvidencePiece) {
        let next = self[position].next
        blocks[Int(position >> Self.blockBits)][Int(position & Self.mask)] = piece
        link(position, to: next)
    }

    mutating func link(_ position: UInt32, to next: UInt32) {
        blocks[Int(position >> Self.blockBits)][Int(position & Self.mask)].next = next
    }

    mutating func append(_ piece: EvidencePiece) -> UInt32 {
        if blocks.last.map({ $0.count == Self.blockSize }) ?? true {
            blocks.append([])
            blocks[blocks.count - 1].reserveCapacity(Self.blockSize)
        }
        blocks[blocks.count - 1].append(piece)
        return UInt32((blocks.count - 1) * Self.blockSize + blocks[blocks.count - 1].count - 1)
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
        Evidence(
            grade: piece.grade,
            location: SourceLocation(
                file: files[Int(piece.file)], line: Int(piece.line), column: Int(piece.column)),
            function: piece.function == Self.noFunction ? nil : functions[Int(piece.function)])
    }
}
