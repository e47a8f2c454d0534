import ParseTree
import QueryAnalysis
import SchemaCatalog
import SQLSyntax

/// What the bodies of routines execute, each body read once.
struct RoutineUses: Sendable {
    /// A statement of a body.
    struct Part: Sendable {
        var uses: StatementUses
        /// Whether a call may have left before it (`IF … THEN RETURN`, `IF … THEN RAISE`).
        var mayBeSkipped: Bool
        /// Whether it stands in a branch.
        var isConditional: Bool
    }

    private var known: [ObjectID: [Part]] = [:]
    private var effects: [ObjectID: TriggerEffects] = [:]

    /// The statements of a routine's body, those of all branches; none where it is in another
    /// language.
    mutating func parts(of routine: CatalogObject) -> [Part] {
        guard let body = routine.body else { return [] }
        if let found = known[routine.id] { return found }
        let block: ProceduralBlock? =
            switch body.language {
            case "plpgsql": ProcedureReader.read(Array(body.text.utf8), readsData: true)
            case "sql": ProcedureReader.readSQL(body.text)
            default: nil
            }
        var collector = Collector()
        if let block { collector.collect(block) }
        known[routine.id] = collector.parts
        return collector.parts
    }

    /// What a trigger's function does to the row at hand.
    mutating func effects(of function: CatalogObject?) -> TriggerEffects {
        guard let function else { return TriggerEffects(nil) }
        if let found = effects[function.id] { return found }
        let made = TriggerEffects(function)
        effects[function.id] = made
        return made
    }

    private struct Collector {
        var parts: [Part] = []
        private var hasExit = false
        private var isConditional = false

        private mutating func add(_ uses: StatementUses) {
            guard !uses.isEmpty else { return }
            parts.append(
                Part(uses: uses, mayBeSkipped: hasExit, isConditional: isConditional))
        }

        mutating func collect(_ block: ProceduralBlock) {
            for variable in block.variables { if let value = variable.value { collect(value) } }
            // A handler runs where something went wrong, which tests seldom bring about.
            collect(block.steps)
        }

        private mutating func collect(_ steps: [ProceduralStep]) {
            for step in steps {
                switch step.kind {
                case .statement(.data(let data), _): add(StatementUses(data))
                case .statement(.call(let call), _): add(StatementUses(call))
                case .perform(let query): add(StatementUses(.query(query)))
                case .assign(_, let value): collect(value)
                case .block(let block): collect(block)
                // Conditions are evaluated up to the one that holds; which branch runs hangs on the
                // data, so that only the first condition is sure to be.
                case .branch(let branches, let otherwise):
                    if let first = branches.first { collect(first.condition) }
                    let outer = isConditional
                    isConditional = true
                    for branch in branches { collect(branch.steps) }
                    collect(otherwise)
                    isConditional = outer
                    if branches.contains(where: { Self.leaves($0.steps) })
                        || Self.leaves(otherwise)
                    {
                        hasExit = true
                    }
                case .loop(let loop, _, let body):
                    if case .query(_, let query) = loop { add(StatementUses(.query(query))) }
                    collect(body)
                default: break
                }
            }
        }

        private mutating func collect(_ expression: Expression) {
            var core = SelectCore()
            core.targets = [Target(nil, expression)]
            add(StatementUses(.query(Query(.select(core)))))
        }

        /// Whether steps may end the routine.
        private static func leaves(_ steps: [ProceduralStep]) -> Bool {
            steps.contains { step in
                switch step.kind {
                case .return, .raise: true
                case .block(let block): leaves(block.steps)
                case .branch(let branches, let otherwise):
                    branches.contains { leaves($0.steps) } || leaves(otherwise)
                case .loop(_, _, let body): leaves(body)
                default: false
                }
            }
        }
    }
}
