public import SchemaCatalog
import SQLText

/// Evidence by object and facet: the hash side of the join.
///
/// There are several pieces of evidence for each assertion, so each is a few numbers here. Objects
/// are known by their positions in the catalog: neither adding nor finding hashes or allocates for
/// each piece.
public struct CoverageIndex: Sendable {
    private let catalog: Catalog
    private let chains: EvidenceChains
    private let pieces: FoundEvidence
    private let parts: [PartedClaim: Set<String?>]

    /// The evidence that was gathered.
    public init(_ builder: consuming CoverageIndexBuilder) {
        (catalog, chains, parts) = (builder.catalog, builder.chains, builder.parts)
        pieces = FoundEvidence(builder.pieces)
    }

    /// The evidence for a claim, in the order in which the tests gave it.
    public func evidence(for claim: Claim) -> EvidenceList {
        guard let object = catalog.claimPosition(of: claim.object),
            let chain = chains.find(claim.facet, of: object)
        else { return EvidenceList() }
        return EvidenceList(pieces, first: chain.first, count: chain.count, best: chain.best)
    }

    /// The parts of a claim that have evidence; nil among them where it is proven as a whole.
    public func provenParts(of claim: Claim) -> Set<String?> {
        catalog.claimPosition(of: claim.object).flatMap {
            parts[PartedClaim(object: UInt32($0), facet: claim.facet)]
        } ?? []
    }
}

/// A claim that assertions prove part by part, its object as a number.
struct PartedClaim: Sendable, Hashable {
    var object: UInt32
    var facet: Facet
}

/// The evidence of each object: a chain of facets, each with its first and last piece.
struct EvidenceChains: Sendable {
    struct Chain {
        var facet: Facet
        var best: Grade
        var first: UInt32
        var last: UInt32
        /// The place of the last piece.
        var lastPlace: UInt32
        var count: UInt32
        /// Of the object's next facet.
        var next: UInt32
    }

    private var chains: [Chain] = []
    /// By position in the catalog's objects: the object's first chain.
    private var firstChain: [UInt32]

    private static let none = UInt32.max

    init(objects: Int) { firstChain = Array(repeating: Self.none, count: objects) }

    subscript(position: Int) -> Chain {
        get { chains[position] }
        set { chains[position] = newValue }
    }

    func find(_ facet: Facet, of object: Int) -> Chain? {
        position(of: facet, of: object).map { chains[$0] }
    }

    func position(of facet: Facet, of object: Int) -> Int? {
        var next = firstChain[object]
        while next != Self.none {
            if chains[Int(next)].facet == facet { return Int(next) }
            next = chains[Int(next)].next
        }
        return nil
    }

    /// - Parameter position: Of the piece, which is the object's first of this facet.
    mutating func begin(
        _ facet: Facet, of object: Int, with piece: EvidencePiece, at position: UInt32
    ) {
        chains.append(
            Chain(
                facet: facet, best: piece.grade, first: position, last: position,
                lastPlace: piece.place, count: 1, next: firstChain[object]))
        firstChain[object] = UInt32(chains.count - 1)
    }
}

/// Gathers evidence, file by file.
public struct CoverageIndexBuilder: Sendable {
    let catalog: Catalog
    private(set) var chains: EvidenceChains
    private(set) var pieces = EvidencePieces()
    private(set) var parts: [PartedClaim: Set<String?>] = [:]

    /// No evidence for a catalog's objects.
    public init(_ catalog: Catalog) {
        self.catalog = catalog
        chains = EvidenceChains(objects: catalog.claimPositions.count)
    }

    /// Adds what a file proves. One location proves one claim once, at its best grade.
    public mutating func add(_ file: FileEvidence) {
        guard !file.items.isEmpty else { return }
        let path = pieces.addFile(file.path)
        let firstPlace = pieces.placeCount
        let functions = file.functions.map { pieces.function($0) }
        for (claim, part) in file.parts { parts[claim, default: []].insert(part) }
        for item in file.items {
            let function =
                item.function < 0 ? EvidencePieces.noFunction : functions[Int(item.function)]
            let place = pieces.number(
                of: EvidencePlace(
                    file: path, line: item.line, column: item.column, function: function))
            insert(
                EvidencePiece(place: place, item.grade), item.facet, Int(item.object), firstPlace)
        }
    }

    private mutating func insert(
        _ piece: EvidencePiece, _ facet: Facet, _ object: Int, _ firstPlace: UInt32
    ) {
        if let chain = chains.position(of: facet, of: object) {
            append(piece, chain, firstPlace)
        } else {
            chains.begin(facet, of: object, with: piece, at: pieces.append(piece))
        }
    }

    /// - Parameter firstPlace: The first one of the piece's file.
    private mutating func append(_ piece: EvidencePiece, _ chain: Int, _ firstPlace: UInt32) {
        let (last, lastPlace) = (chains[chain].last, chains[chain].lastPlace)
        chains[chain].best = max(chains[chain].best, piece.grade)
        // What an assertion implies comes right after what it asserts. Pieces of other files need
        // not be looked at, which lie anywhere in memory.
        if lastPlace >= firstPlace, pieces.isOnePlace(lastPlace, piece.place) {
            let before = pieces[last]
            if before.grade < piece.grade {
                var better = piece
                better.next = before.next
                pieces[last] = better
                chains[chain].lastPlace = piece.place
            }
            return
        }
        let position = pieces.append(piece)
        pieces[last].next = position
        chains[chain].last = position
        chains[chain].lastPlace = piece.place
        chains[chain].count += 1
    }
}

/// What one file proves, its objects and functions as numbers.
public struct FileEvidence: Sendable {
    struct Item {
        var object: UInt32
        var line: UInt32
        var column: UInt32
        /// In the file's own list; negative for none.
        var function: Int16
        var facet: Facet
        var grade: Grade
    }

    let path: String
    private(set) var items: [Item] = []
    private(set) var functions: [String] = []
    private var lastFunction: Int16?
    /// Of claims that have parts; nil for all of them.
    private(set) var parts: [(claim: PartedClaim, part: String?)] = []

    /// Reads claims of the file at `path`; of objects that the catalog does not have nothing is
    /// owed.
    public init(_ claims: [[ProvenClaim]], path: String, _ catalog: Catalog) {
        self.path = path
        items.reserveCapacity(claims.reduce(0) { $0 + $1.count })
        for proven in claims { add(proven, catalog) }
    }

    private mutating func add(_ claims: [ProvenClaim], _ catalog: Catalog) {
        var last: (id: ObjectID, index: Int)?
        for position in claims.indices {
            // Field by field: a whole claim is much to copy.
            let id = claims[position].claim.object
            guard
                let index = last.flatMap({ $0.id == id ? $0.index : nil })
                    ?? catalog.claimPosition(of: id)
            else { continue }
            last = (id, index)
            let (facet, grade) = (claims[position].claim.facet, claims[position].evidence.grade)
            if facet.hasParts {
                parts.append(
                    (
                        PartedClaim(object: UInt32(index), facet: facet),
                        claims[position].evidence.part
                    ))
            }
            items.append(
                Item(
                    object: UInt32(index),
                    line: UInt32(clamping: claims[position].evidence.location.line),
                    column: UInt32(clamping: claims[position].evidence.location.column),
                    function: function(claims[position].evidence.function), facet: facet,
                    grade: grade))
        }
    }

    private mutating func function(_ name: String?) -> Int16 {
        guard let name else { return -1 }
        // Few functions a file, and mostly the one before again.
        if let lastFunction, functions[Int(lastFunction)] == name { return lastFunction }
        let number = number(of: name)
        lastFunction = number < 0 ? nil : number
        return number
    }

    private mutating func number(of name: String) -> Int16 {
        if let known = functions.lastIndex(of: name) { return Int16(known) }
        guard functions.count < Int16.max else { return -1 }
        functions.append(name)
        return Int16(functions.count - 1)
    }
}
