public import SchemaCatalog

/// Near misses by what they are about: only gaps look for theirs.
public struct NearMissIndex: Sendable {
    private var byClaim: [Claim: [NearMiss]] = [:]
    /// More than these for one claim say nothing new.
    private static let maximum = 3

    /// Of no tests.
    public init() {}

    /// Gathers near misses, in the order of the tests.
    public init(_ nearMisses: [NearMiss]) {
        for miss in nearMisses {
            // Most assertions that come close to something are followed by one that proves it.
            if byClaim[miss.claim]?.count ?? 0 < Self.maximum {
                byClaim[miss.claim, default: []].append(miss)
            }
        }
    }

    /// What came close to a requirement that is not met.
    func nearMisses(for requirement: Requirement, _ index: CoverageIndex) -> [NearMiss] {
        let claim = requirement.claim
        var found = byClaim[claim] ?? []
        if let relation = claim.object.relation, found.count < Self.maximum {
            let any = ObjectID(
                claim.object.kind, schema: claim.object.schema, relation: relation,
                name: NearMiss.anyName)
            found += byClaim[Claim(any, claim.facet)] ?? []
        }
        found += partly(requirement, index)
        return Array(found.prefix(Self.maximum))
    }

    /// Some of the roles, or parents, that an object has.
    private func partly(_ requirement: Requirement, _ index: CoverageIndex) -> [NearMiss] {
        guard let parts = requirement.claim.facet.parts(of: requirement.value),
            let first = index.evidence(for: requirement.claim).first(where: { _ in true }),
            let function = first.function
        else { return [] }
        let missing = Set(parts).subtracting(
            index.provenParts(of: requirement.claim).compactMap { $0 }
        ).sorted()
        return [
            NearMiss(
                requirement.claim, at: first.location, function: function,
                reason: "leaves out \(missing.joined(separator: ", "))")
        ]
    }
}
