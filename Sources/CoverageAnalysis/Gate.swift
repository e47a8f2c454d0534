public import SchemaCatalog

/// What must hold for a run to pass.
public struct Gate: Sendable, Hashable {
    /// Least coverage of all requirements, 0…1; nil where gaps alone decide.
    public var minimumCoverage: Double?
    /// Least coverage by kind.
    public var minimumByKind: [ObjectKind: Double] = [:]
    /// The least severity of gaps and diagnostics that fails a run without a threshold; nil for
    /// none.
    public var failOn: Severity? = .warning

    /// Any gap fails.
    public init() {}

    /// Why the run fails; empty when it passes.
    ///
    /// With a threshold, coverage decides instead of the gaps one by one; errors still fail.
    public func failures(_ results: [RequirementResult], _ diagnostics: [Diagnostic]) -> [String] {
        let hasThreshold = minimumCoverage != nil || !minimumByKind.isEmpty
        var failures = hasThreshold ? missed(CoverageSummary(results)) : []
        guard let failOn else { return failures }
        // By position: a result is much to copy for a look at it.
        let gaps = results.indices.count {
            results[$0].state == .gap && results[$0].requirement.severity >= failOn
        }
        if gaps > 0, !hasThreshold { failures.append(gaps.counted("gap")) }
        let faults = diagnostics.count {
            $0.severity >= (hasThreshold ? max(failOn, .error) : failOn)
        }
        if faults > 0 { failures.append(faults.counted("diagnostic")) }
        return failures
    }

    /// Thresholds that are not reached.
    private func missed(_ summary: CoverageSummary) -> [String] {
        var failures: [String] = []
        if let minimum = minimumCoverage, summary.total.coverage < minimum {
            failures.append(
                "coverage \(percent(summary.total.coverage)) is below \(percent(minimum))")
        }
        for (kind, minimum) in minimumByKind.sorted(by: { $0.key.rank < $1.key.rank }) {
            guard let counts = summary.byKind[kind], counts.coverage < minimum else { continue }
            failures.append(
                "\(kind.rawValue) coverage \(percent(counts.coverage)) is below \(percent(minimum))"
            )
        }
        return failures
    }

    private func percent(_ share: Double) -> String { "\((share * 1000).rounded(.down) / 10) %" }
}

/// Counts of requirements.
public struct CoverageSummary: Sendable {
    /// Counts of some requirements.
    public struct Counts: Sendable, Hashable {
        /// All requirements.
        public var required = 0
        /// Those that are met.
        public var covered = 0
        /// Those that are neither met nor waived.
        public var gaps = 0
        /// Gaps that a waiver lets pass.
        public var waived = 0
        /// Covered of those not waived, 0…1; 1 when nothing is owed.
        public var coverage: Double {
            required == waived ? 1 : Double(covered) / Double(required - waived)
        }
    }

    /// Of all kinds together.
    public private(set) var total = Counts()
    /// Of each kind that owes something.
    public private(set) var byKind: [ObjectKind: Counts] = [:]
    /// Covered requirements by the best grade of their evidence.
    public private(set) var byGrade: [Grade: Int] = [:]

    /// Counts results.
    public init(_ results: [RequirementResult]) {
        // By position: thousands of results have a dozen kinds.
        var kinds = ObjectKind.allCases.map { _ in Counts() }
        var grades = Grade.allCases.map { _ in 0 }
        for index in results.indices {
            let state = results[index].state
            Self.count(state, &total)
            Self.count(state, &kinds[results[index].requirement.claim.object.kind.rank])
            if let grade = results[index].evidence.bestGrade { grades[grade.rawValue] += 1 }
        }
        for kind in ObjectKind.allCases where kinds[kind.rank].required > 0 {
            byKind[kind] = kinds[kind.rank]
        }
        for grade in Grade.allCases where grades[grade.rawValue] > 0 {
            byGrade[grade] = grades[grade.rawValue]
        }
    }

    private static func count(_ state: RequirementResult.State, _ counts: inout Counts) {
        counts.required += 1
        switch state {
        case .covered: counts.covered += 1
        case .gap: counts.gaps += 1
        case .waived: counts.waived += 1
        }
    }
}
