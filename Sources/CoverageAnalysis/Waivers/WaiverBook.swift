import SQLText
public import SchemaCatalog

/// All waivers of a run: which speak of a gap or a diagnostic, and which of nothing.
public struct WaiverBook: Sendable {
    private let all: [Waiver]
    private var ofGaps: [Waiver] = []
    private var gapsByFile: [String: [Waiver]] = [:]
    private var byRule: [String: [Waiver]] = [:]

    /// Of configuration and comments.
    public init(_ waivers: [Waiver] = []) {
        all = waivers
        for waiver in waivers {
            switch (waiver.subject, waiver.scope) {
            case (.rule(let rule), _): byRule[rule, default: []].append(waiver)
            case (.gap, .file), (.gap, .statement):
                gapsByFile[waiver.location.file, default: []].append(waiver)
            case (.gap, _): ofGaps.append(waiver)
            }
        }
    }

    /// Every waiver that speaks of a requirement.
    func waivers(for requirement: Requirement, _ catalog: Catalog) -> [Waiver] {
        guard !ofGaps.isEmpty || !gapsByFile.isEmpty else { return [] }
        let files = Set(requirement.definedAt.map(\.location.file)).sorted()
        let inline = gapsByFile.isEmpty ? [] : files.flatMap { gapsByFile[$0] ?? [] }
        return (inline + ofGaps).filter { $0.covers(requirement, catalog) }
    }

    /// Every waiver that speaks of a diagnostic.
    func waivers(for diagnostic: Diagnostic) -> [Waiver] {
        (byRule[diagnostic.rule] ?? []).filter { $0.covers(diagnostic) }
    }

    /// Waivers that speak of gaps of some catalog at the strict level, asked or not: what a lower
    /// level does not ask for is no reason to take a waiver away.
    public func waivers(ofOpenClaimsIn catalog: Catalog, _ index: CoverageIndex) -> Set<Waiver> {
        guard !ofGaps.isEmpty || !gapsByFile.isEmpty else { return [] }
        var options = CoverageOptions()
        options.level = .strict
        var used: Set<Waiver> = []
        RequirementRules(options).requirements(of: catalog) { requirement in
            if !Enforcer.isProven(requirement, index) {
                used.formUnion(waivers(for: requirement, catalog))
            }
        }
        return used
    }

    /// `unused-waiver`, for each that is not among `used`.
    public func unused(_ used: Set<Waiver>) -> [Diagnostic] {
        all.filter { !used.contains($0) }.map { waiver in
            Diagnostic(
                rule: WaiverRules.unused.rule, severity: .warning,
                message:
                    "nothing here needs this waiver of \(waiver.subjectText) (\(waiver.reason)); remove it",
                location: waiver.location)
        }
    }
}
