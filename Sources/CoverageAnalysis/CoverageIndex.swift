public import SchemaCatalog
import SQLText

/// Evidence by object and facet: the hash side of the join.
///
/// Each piece of evidence is a few numbers here. Objects are known by their positions in the
/// catalog: neither adding nor finding hashes or allocates for each piece.
public struct CoverageIndex: Sendable {
    let found: FoundEvidence
    private let parts: [PartedClaim: Set<String?>]

    /// The evidence that was gathered, and what it implies.
    public init(_ builder: consuming CoverageIndexBuilder, _ implications: Implications) {
        parts = builder.parts
        found = FoundEvidence(builder, implications)
    }

    /// The evidence for a claim, in the order in which the tests gave it.
    public func evidence(for claim: Claim) -> EvidenceList {
        guard let object = found.catalog.claimPosition(of: claim.object) else {
            return EvidenceList()
        }
        return EvidenceList(
            found, claim.facet, of: object, best: found.bestGrade(for: claim.facet, of: object))
    }

    /// The parts of a claim that have evidence; nil among them where it is proven as a whole.
    public func provenParts(of claim: Claim) -> Set<String?> {
        found.catalog.claimPosition(of: claim.object).flatMap {
            parts[PartedClaim(object: UInt32($0), facet: claim.facet)]
        } ?? []
    }
}

/// A claim that assertions prove part by part, its object as a number.
struct PartedClaim: Sendable, Hashable {
    var object: UInt32
    var facet: Facet
}

/// The evidence of each object: a chain of facets, each with its last piece, which knows the one
/// before.
struct EvidenceChains: Sendable {
    struct Chain {
        var facet: Facet
        var best: Grade
        var last: UInt32
        /// The place of the last piece.
        var lastPlace: UInt32
        /// Whether one of the pieces does.
        var implies: Bool
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
                facet: facet, best: piece.grade, last: position, lastPlace: piece.place,
                implies: piece.implies, next: firstChain[object]))
        firstChain[object] = UInt32(chains.count - 1)
    }

    /// Asks for the memory in which an object's chains begin.
    func prefetch(_ object: Int) { firstChain.prefetch(object) }

    /// The same for its first chain.
    func prefetchChain(_ object: Int) { chains.prefetch(Int(firstChain[object])) }

    /// All chains of an object.
    func forEach(of object: Int, _ body: (Chain) -> Void) {
        var next = firstChain[object]
        while next != Self.none {
            body(chains[Int(next)])
            next = chains[Int(next)].next
        }
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
        pieces.addFile(file.path)
        let firstPlace = pieces.placeCount
        let functions = file.functions.map { pieces.function($0) }
        for (claim, part) in file.parts { parts[claim, default: []].insert(part) }
        // The objects lie anywhere: asked for together, they are waited for once.
        for item in file.items { chains.prefetch(Int(item.object)) }
        for item in file.items { chains.prefetchChain(Int(item.object)) }
        for item in file.items {
            let function =
                item.function < 0 ? EvidencePieces.noFunction : functions[Int(item.function)]
            let place = pieces.number(
                of: EvidencePlace(line: item.line, column: item.column, function: function))
            insert(
                EvidencePiece(place: place, item.grade, implies: item.implies), item.facet,
                Int(item.object), firstPlace)
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
        chains[chain].implies = chains[chain].implies || piece.implies
        // Pieces of other files need not be looked at, which lie anywhere in memory.
        if lastPlace >= firstPlace, pieces.isOnePlace(lastPlace, piece.place) {
            let before = pieces[last]
            let best = before.grade < piece.grade ? piece : before
            pieces[last] = EvidencePiece(
                place: best.place, best.grade, implies: before.implies || piece.implies,
                previous: before.previous)
            chains[chain].lastPlace = best.place
            return
        }
        var piece = piece
        piece.previous = last
        chains[chain].last = pieces.append(piece)
        chains[chain].lastPlace = piece.place
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
        var implies: Bool
    }

    /// Of the test, relative to the project's root.
    public var path: String
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

    init(
        path: String, _ items: [Item], _ functions: [String],
        _ parts: [(claim: PartedClaim, part: String?)]
    ) {
        (self.path, self.items, self.functions, self.parts) = (path, items, functions, parts)
    }

    /// Whether all objects are some that the catalog has: what was kept says nothing of another.
    public func fits(_ catalog: Catalog) -> Bool {
        let count = catalog.claimPositions.count
        return items.allSatisfy { $0.object < count }
            && parts.allSatisfy { $0.claim.object < count }
    }

    private mutating func add(_ claims: [ProvenClaim], _ catalog: Catalog) {
        var last: (id: ObjectID, index: Int)?
        var counterparts: [Int] = []
        for position in claims.indices {
            // Field by field: a whole claim is much to copy.
            let id = claims[position].claim.object
            guard
                let index = last.flatMap({ $0.id == id ? $0.index : nil })
                    ?? catalog.claimPosition(of: id)
            else {
                if claims[position].implies { addContainers(of: claims[position], catalog) }
                continue
            }
            if last?.index != index { counterparts = Counterparts.of(index, catalog) }
            last = (id, index)
            let facet = claims[position].claim.facet
            if facet.hasParts {
                parts.append(
                    (
                        PartedClaim(object: UInt32(index), facet: facet),
                        claims[position].evidence.part
                    ))
            }
            append(
                claims[position].evidence, facet, index, claims[position].evidence.grade,
                implies: claims[position].implies)
            for other in counterparts { add(claims[position], of: index, to: other, catalog) }
        }
    }

    /// What is proven of an object is proven of what it is had from, all the way up.
    private mutating func add(
        _ proven: ProvenClaim, of index: Int, to other: Int, _ catalog: Catalog
    ) {
        let facet = proven.claim.facet
        let grade = min(proven.evidence.grade, .implied)
        if Counterparts.share(facet, index, other, catalog) {
            append(proven.evidence, facet, other, grade, implies: false)
        }
        if proven.implies || facet == .existence {
            append(proven.evidence, .existence, other, grade, implies: proven.implies)
        }
        for next in Counterparts.of(other, catalog) where next != index {
            add(proven, of: other, to: next, catalog)
        }
    }

    /// What the catalog does not have may stand in a relation or schema that it has.
    private mutating func addContainers(of proven: ProvenClaim, _ catalog: Catalog) {
        for container in catalog.containers(of: proven.claim.object) {
            guard let index = catalog.claimPosition(of: container) else { continue }
            append(proven.evidence, .existence, index, .implied, implies: false)
        }
    }

    private mutating func append(
        _ evidence: Evidence, _ facet: Facet, _ object: Int, _ grade: Grade, implies: Bool
    ) {
        items.append(
            Item(
                object: UInt32(object), line: UInt32(clamping: evidence.location.line),
                column: UInt32(clamping: evidence.location.column),
                function: function(evidence.function), facet: facet, grade: grade,
                implies: implies))
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
