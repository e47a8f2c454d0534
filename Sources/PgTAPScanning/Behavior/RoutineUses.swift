import ParseTree
import QueryAnalysis
import SchemaCatalog
import SQLSyntax

/// What the bodies of routines execute, each body read once.
struct RoutineUses: Sendable {
    private var known: [ObjectID: [StatementUses]] = [:]

    /// The statements of a routine's body, every branch of it; none where it is in another
    /// language.
    mutating func uses(of routine: CatalogObject) -> [StatementUses] {
        guard let body = routine.body else { return [] }
        if let found = known[routine.id] { return found }
        let block: ProceduralBlock? =
            switch body.language {
            case "plpgsql": ProcedureReader.read(Array(body.text.utf8), readsData: true)
            case "sql": ProcedureReader.readSQL(body.text)
            default: nil
            }
        var uses: [StatementUses] = []
        if let block { Self.collect(block, &uses) }
        known[routine.id] = uses
        return uses
    }

    private static func collect(_ block: ProceduralBlock, _ uses: inout [StatementUses]) {
        for variable in block.variables { if let value = variable.value { collect(value, &uses) } }
        // A handler runs where something went wrong, which tests seldom bring about.
        collect(block.steps, &uses)
    }

    private static func collect(_ steps: [ProceduralStep], _ uses: inout [StatementUses]) {
        for step in steps {
            switch step.kind {
            case .statement(.data(let data), _): uses.append(StatementUses(data))
            case .statement(.call(let call), _): uses.append(StatementUses(call))
            case .perform(let query): uses.append(StatementUses(.query(query)))
            case .assign(_, let value): collect(value, &uses)
            case .block(let block): collect(block, &uses)
            // Conditions are evaluated up to the one that holds; which branch runs hangs on the
            // data, so that only the first condition is sure to be.
            case .branch(let branches, _):
                if let first = branches.first { collect(first.condition, &uses) }
            case .loop(let loop, _, let body):
                if case .query(_, let query) = loop { uses.append(StatementUses(.query(query))) }
                collect(body, &uses)
            default: break
            }
        }
    }

    private static func collect(_ expression: Expression, _ uses: inout [StatementUses]) {
        var core = SelectCore()
        core.targets = [Target(nil, expression)]
        let found = StatementUses(.query(Query(.select(core))))
        if !found.isEmpty { uses.append(found) }
    }
}
