public import SchemaCatalog

/// A requirement with what the tests say of it.
public struct RequirementResult: Sendable {
    /// What is asked for.
    public let requirement: Requirement
    /// Whether it is met, or need not be.
    public let state: State
    private let bestGrade: Grade?
    private let object: UInt32
    private let found: FoundEvidence
    private let remarks: Remarks?

    init(_ requirement: Requirement, provenBy evidence: EvidenceList, _ found: FoundEvidence) {
        (self.requirement, state, remarks) = (requirement, .covered, nil)
        (bestGrade, object, self.found) = (evidence.bestGrade, evidence.object, found)
    }

    /// - Parameters:
    ///   - waivers: Those that let it pass; without any it is a gap.
    ///   - nearMisses: Assertions that came close.
    init(
        _ requirement: Requirement, waivers: [Waiver], nearMisses: [NearMiss],
        _ found: FoundEvidence
    ) {
        (self.requirement, state) = (requirement, waivers.isEmpty ? .gap : .waived)
        (bestGrade, object, self.found) = (nil, 0, found)
        remarks =
            waivers.isEmpty && nearMisses.isEmpty
            ? nil : Remarks(waivers: waivers, nearMisses: nearMisses)
    }

    /// Most results have none: a word for all of them, of which there are hundreds of thousands.
    private final class Remarks: Sendable {
        let waivers: [Waiver]
        let nearMisses: [NearMiss]

        init(waivers: [Waiver], nearMisses: [NearMiss]) {
            (self.waivers, self.nearMisses) = (waivers, nearMisses)
        }
    }

    /// What proves it; none for what is not covered.
    public var evidence: EvidenceList {
        EvidenceList(found, requirement.claim.facet, of: Int(object), best: bestGrade)
    }

    /// Those that let it pass; the first gives the reason.
    public var waivers: [Waiver] { remarks?.waivers ?? [] }

    /// Of a gap: assertions that came close, and why they do not count.
    public var nearMisses: [NearMiss] { remarks?.nearMisses ?? [] }

    /// The assertion that would close the gap; nil for what is covered, or where pgTAP has none.
    /// Put together when asked for: few of many gaps are shown as text.
    public var suggestion: String? {
        state == .covered ? nil : SuggestedAssertion(found.catalog).text(for: requirement)
    }

    /// Whether it is met.
    public enum State: String, Sendable, Hashable {
        case covered, gap, waived
    }
}

/// Joins requirements with evidence.
public struct Enforcer: Sendable {
    private let waivers: WaiverBook
    private let nearMisses: NearMissIndex

    /// Makes an enforcer that knows what the project waives, and what its tests nearly prove.
    public init(waivers: WaiverBook = WaiverBook(), nearMisses: NearMissIndex = NearMissIndex()) {
        self.waivers = waivers
        self.nearMisses = nearMisses
    }

    /// One pass over what a catalog owes by `rules`, in the order of the catalog.
    public func enforce(
        _ rules: RequirementRules, _ index: CoverageIndex, _ catalog: Catalog,
        where isWanted: (Requirement) -> Bool = { _ in true }
    ) -> [RequirementResult] {
        var results: [RequirementResult] = []
        results.reserveCapacity(catalog.objects.count * 3)
        rules.requirements(of: catalog) { requirement in
            if isWanted(requirement) {
                results.append(result(requirement, index, catalog))
            }
        }
        return results
    }

    private func result(
        _ requirement: Requirement, _ index: CoverageIndex, _ catalog: Catalog
    ) -> RequirementResult {
        if Self.isProven(requirement, index) {
            return RequirementResult(
                requirement, provenBy: index.evidence(for: requirement.claim), index.found)
        }
        let waivers = waivers.waivers(for: requirement, catalog)
        return RequirementResult(
            requirement, waivers: waivers,
            nearMisses: waivers.isEmpty ? nearMisses.nearMisses(for: requirement, index) : [],
            index.found)
    }

    /// Whether evidence proves all of a requirement: of privileges, those of every role.
    static func isProven(_ requirement: Requirement, _ index: CoverageIndex) -> Bool {
        guard let parts = requirement.claim.facet.parts(of: requirement.value) else {
            return !index.evidence(for: requirement.claim).isEmpty
        }
        let proven = index.provenParts(of: requirement.claim)
        return proven.contains(nil) || !parts.isEmpty && proven.isSuperset(of: parts)
    }
}
