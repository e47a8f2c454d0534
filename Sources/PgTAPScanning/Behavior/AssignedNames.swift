import SQLSyntax

extension ProceduralStep {
    /// The variables that steps may set.
    static func assignedNames(in steps: [ProceduralStep]) -> [String] {
        steps.flatMap { step -> [String] in
            switch step.kind {
            // `NEW.stamp := now()` changes NEW.
            case .assign(let name, _, _): [name]
            case .statement(_, let targets), .execute(_, _, let targets): targets
            case .forget(let names): names
            case .block(let block): block.assignedNames
            case .branch(let branches, let otherwise):
                assignedNames(in: branches.flatMap(\.steps) + otherwise)
            case .loop(let loop, _, let body): loop.targets + assignedNames(in: body)
            default: []
            }
        }
    }
}

extension ProceduralBlock {
    /// The variables that its steps may set, and those that it declares.
    var assignedNames: [String] {
        variables.map(\.name) + ProceduralStep.assignedNames(in: steps)
    }
}

extension ProceduralStep.Loop {
    /// The variables that it sets, each time anew.
    var targets: [String] {
        switch self {
        case .forever, .while: []
        case .integers(let name, _, _, _, _): [name]
        case .query(let names, _), .execution(let names, _), .array(let names, _), .rows(let names):
            names
        }
    }
}
