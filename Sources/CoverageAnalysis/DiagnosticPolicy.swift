import SQLText
public import SchemaCatalog

/// What a project makes of diagnostics: severities of its own, and waivers.
public struct DiagnosticPolicy: Sendable {
    /// By rule; nil within turns a rule off.
    private let severities: [String: Severity?]
    private let waivers: WaiverBook

    /// Makes a policy.
    public init(_ severities: [String: Severity?], _ waivers: WaiverBook) {
        (self.severities, self.waivers) = (severities, waivers)
    }

    /// What is left of diagnostics.
    public struct Outcome: Sendable {
        /// Those that are told, with the project's severities.
        public var diagnostics: [Diagnostic] = []
        /// How many were waived.
        public var waived = 0
        /// Waivers that kept one from being told.
        public var usedWaivers: Set<Waiver> = []
    }

    /// Waives first: a waiver of what is turned off has its use.
    public func apply(_ diagnostics: [Diagnostic]) -> Outcome {
        var outcome = Outcome()
        for var diagnostic in diagnostics {
            let waivers = waivers.waivers(for: diagnostic)
            outcome.usedWaivers.formUnion(waivers)
            if let severity = severities[diagnostic.rule] {
                guard let severity else { continue }
                diagnostic.severity = severity
            }
            if waivers.isEmpty {
                outcome.diagnostics.append(diagnostic)
            } else {
                outcome.waived += 1
            }
        }
        return outcome
    }
}
