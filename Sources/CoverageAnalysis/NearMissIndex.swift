public import SchemaCatalog

/// Near misses by what they are about: only gaps look for theirs.
public struct NearMissIndex: Sendable {
    private var byClaim: [Claim: [NearMiss]] = [:]
    /// Those about whatever a table has of a kind.
    private var byTable: [OfTable: [NearMiss]] = [:]
    /// More than these for one claim say nothing new.
    private static let maximum = 3

    private struct OfTable: Hashable {
        var kind: ObjectKind
        var schema: String?
        var table: String
        var facet: Facet

        init?(_ claim: Claim) {
            guard let table = claim.object.relation else { return nil }
            (kind, schema) = (claim.object.kind, claim.object.schema)
            (self.table, facet) = (table, claim.facet)
        }
    }

    /// Of no tests.
    public init() {}

    /// Gathers near misses, in the order of the tests.
    public init(_ nearMisses: [NearMiss]) {
        // Most assertions that come close to something are followed by one that proves it.
        for miss in nearMisses {
            if miss.claim.object.name == NearMiss.anyName, let table = OfTable(miss.claim) {
                Self.add(miss, to: &byTable[table, default: []])
            } else {
                Self.add(miss, to: &byClaim[miss.claim, default: []])
            }
        }
    }

    private static func add(_ miss: NearMiss, to misses: inout [NearMiss]) {
        if misses.count < maximum { misses.append(miss) }
    }

    /// What came close to a requirement that is not met.
    func nearMisses(for requirement: Requirement, _ index: CoverageIndex) -> [NearMiss] {
        let claim = requirement.claim
        let named = byClaim[claim] ?? []
        let ofTable = OfTable(claim).flatMap { byTable[$0] } ?? []
        let partly = partly(requirement, index)
        // Most gaps have none, and take no memory.
        if named.isEmpty && ofTable.isEmpty && partly.isEmpty { return [] }
        return Array((named + ofTable + partly).prefix(Self.maximum))
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
