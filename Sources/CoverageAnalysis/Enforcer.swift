public import SchemaCatalog

/// A requirement with what the tests say of it.
public struct RequirementResult: Sendable {
    /// What is asked for.
    public let requirement: Requirement
    /// Whether it is met, or need not be.
    public let state: State
    /// What proves it; none for what is not covered.
    public let evidence: EvidenceList
    /// Those that let it pass; the first gives the reason.
    public let waivers: [Waiver]
    /// Of a gap: assertions that came close, and why they do not count.
    public let nearMisses: [NearMiss]
    private let suggestions: SuggestedAssertion

    init(
        _ requirement: Requirement, _ state: State, _ evidence: EvidenceList,
        _ suggestions: SuggestedAssertion, _ waivers: [Waiver] = [],
        _ nearMisses: [NearMiss] = []
    ) {
        (self.requirement, self.state, self.evidence, self.suggestions) = (
            requirement, state, evidence, suggestions
        )
        (self.waivers, self.nearMisses) = (waivers, nearMisses)
    }

    /// The assertion that would close the gap; nil for what is covered, or where pgTAP has none.
    /// Put together when asked for: few of many gaps are shown as text.
    public var suggestion: String? { state == .covered ? nil : suggestions.text(for: requirement) }

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
        let suggestions = SuggestedAssertion(catalog)
        var results: [RequirementResult] = []
        results.reserveCapacity(catalog.objects.count * 3)
        rules.requirements(of: catalog) { requirement in
            if isWanted(requirement) {
                results.append(result(requirement, index, catalog, suggestions))
            }
        }
        return results
    }

    private func result(
        _ requirement: Requirement, _ index: CoverageIndex, _ catalog: Catalog,
        _ suggestions: SuggestedAssertion
    ) -> RequirementResult {
        if Self.isProven(requirement, index) {
            return RequirementResult(
                requirement, .covered, index.evidence(for: requirement.claim), suggestions)
        }
        let waivers = waivers.waivers(for: requirement, catalog)
        return RequirementResult(
            requirement, waivers.isEmpty ? .gap : .waived, EvidenceList(), suggestions, waivers,
            waivers.isEmpty ? nearMisses.nearMisses(for: requirement, index) : [])
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
