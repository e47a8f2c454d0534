import SchemaCatalog

/// All evidence of a run, which the lists of single claims refer to: what assertions and statements
/// prove themselves, and by ``Implications`` what is proven with it.
final class FoundEvidence: Sendable {
    let catalog: Catalog
    let pieces: EvidencePieces
    private let chains: EvidenceChains
    /// Of each object: the objects that imply it.
    private let implying: Implications
    /// By claim position.
    private let implied: [Implied]

    /// What is proven of an object because something else is.
    private struct Implied: OptionSet {
        var rawValue: UInt8
        static let existence = Implied(rawValue: 1)
        static let nullability = Implied(rawValue: 2)
    }

    init(_ builder: consuming CoverageIndexBuilder, _ implications: Implications) {
        let catalog = builder.catalog
        var implied = [Implied](repeating: [], count: catalog.claimPositions.count)
        for object in catalog.claimPositions {
            var (implies, impliesItself) = (false, false)
            builder.chains.forEach(of: object) { chain in
                implies = implies || chain.implies
                impliesItself = impliesItself || chain.implies && chain.facet != .existence
            }
            guard implies else { continue }
            if impliesItself { implied[object].insert(.existence) }
            // No column of a primary key can be null.
            let isKey = Self.isOf(.primaryKey, object, catalog)
            for target in implications.of(object) {
                implied[Int(target)].insert(.existence)
                if isKey, Self.isOf(.column, Int(target), catalog) {
                    implied[Int(target)].insert(.nullability)
                }
            }
        }
        self.catalog = catalog
        self.implied = implied
        (chains, pieces) = (builder.chains, builder.pieces)
        implying = implications.reversed()
    }

    private static func isOf(_ kind: ObjectKind, _ object: Int, _ catalog: Catalog) -> Bool {
        object < catalog.objects.count && catalog.objects[object].id.kind == kind
    }

    /// The best grade of a claim's evidence; nil where there is none.
    func bestGrade(for facet: Facet, of object: Int) -> Grade? {
        let own = chains.find(facet, of: object)?.best
        guard isImplied(facet, of: object) else { return own }
        return max(own ?? .implied, .implied)
    }

    private func isImplied(_ facet: Facet, of object: Int) -> Bool {
        switch facet {
        case .existence: implied[object].contains(.existence)
        case .nullability: implied[object].contains(.nullability)
        default: false
        }
    }

    /// The evidence for a claim, in the order in which the tests gave it. One place proves one
    /// claim once, at its best grade.
    func pieces(for facet: Facet, of object: Int) -> [EvidencePiece] {
        var found: [EvidencePiece] = []
        if let chain = chains.find(facet, of: object) {
            forEachPiece(of: chain) { found.append($0) }
            found.reverse()
        }
        guard isImplied(facet, of: object) else { return found }
        if facet == .existence { addImplied(by: object, except: .existence, to: &found) }
        for other in implying.of(object)
        where facet == .existence || Self.isOf(.primaryKey, Int(other), catalog) {
            addImplied(by: Int(other), to: &found)
        }
        // Places are numbered in the order of the tests.
        found.sort { ($0.place, $1.grade) < ($1.place, $0.grade) }
        return found.reduce(into: []) { kept, piece in
            guard let last = kept.last, pieces.isOnePlace(last.place, piece.place) else {
                kept.append(piece)
                return
            }
            if last.grade < piece.grade { kept[kept.count - 1] = piece }
        }
    }

    private func addImplied(
        by object: Int, except facet: Facet? = nil, to found: inout [EvidencePiece]
    ) {
        chains.forEach(of: object) { chain in
            guard chain.implies, chain.facet != facet else { return }
            forEachPiece(of: chain) { if $0.implies { found.append($0.implied) } }
        }
    }

    /// From the last to the first.
    private func forEachPiece(of chain: EvidenceChains.Chain, _ body: (EvidencePiece) -> Void) {
        var position = chain.last
        while position != EvidencePiece.none {
            let piece = pieces[position]
            body(piece)
            position = piece.previous
        }
    }
}
