public import SchemaCatalog

/// Evidence by object and facet: the hash side of the join.
///
/// Names are hashed once for each piece of evidence and once for each object; the join itself runs over
/// integers.
public struct CoverageIndex: Sendable {
    private var rowByObject: [ObjectID: Int] = [:]
    private var rows: [[Facet: [Evidence]]] = []

    /// Indexes proven claims. One location proves one claim once, at its best grade.
    public init(_ proven: [ProvenClaim]) {
        rowByObject.reserveCapacity(proven.count / 4)
        for item in proven { insert(item) }
    }

    /// The evidence for a claim, in the order in which the tests gave it.
    public func evidence(for claim: Claim) -> [Evidence] {
        rowByObject[claim.object].flatMap { rows[$0][claim.facet] } ?? []
    }

    /// All evidence about an object, by facet.
    public func evidence(about object: ObjectID) -> [Facet: [Evidence]] { rowByObject[object].map { rows[$0] } ?? [:] }

    private mutating func insert(_ item: ProvenClaim) {
        let row: Int
        if let known = rowByObject[item.claim.object] {
            row = known
        } else {
            row = rows.count
            rowByObject[item.claim.object] = row
            rows.append([:])
        }
        let evidence = item.evidence
        // What an assertion implies comes right after what it asserts.
        if let last = rows[row][item.claim.facet]?.last, last.location == evidence.location {
            if last.grade < evidence.grade {
                let count = rows[row][item.claim.facet]?.count ?? 1
                rows[row][item.claim.facet]?[count - 1] = evidence
            }
            return
        }
        rows[row][item.claim.facet, default: []].append(evidence)
    }
}
