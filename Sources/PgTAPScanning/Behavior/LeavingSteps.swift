import SQLSyntax

extension ProceduralStep {
    /// Whether steps may end their routine without an error.
    static func mayReturn(_ steps: [ProceduralStep]) -> Bool {
        holds(steps) { if case .return = $0 { true } else { false } }
    }

    /// Whether steps may end their routine, with an error or without.
    static func mayLeave(_ steps: [ProceduralStep]) -> Bool {
        holds(steps) {
            switch $0 {
            case .return, .raise: true
            default: false
            }
        }
    }

    /// Whether there is such a step at any depth; what handles errors aside.
    private static func holds(_ steps: [ProceduralStep], _ isWanted: (Kind) -> Bool) -> Bool {
        steps.contains { step in
            switch step.kind {
            case .block(let block): holds(block.steps, isWanted)
            case .branch(let branches, let otherwise):
                branches.contains { holds($0.steps, isWanted) } || holds(otherwise, isWanted)
            case .loop(_, _, let body): holds(body, isWanted)
            default: isWanted(step.kind)
            }
        }
    }
}
