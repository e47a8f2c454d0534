import ParseTree
import QueryAnalysis
import QueryEvaluation
import SchemaCatalog
import SQLSyntax

/// What the bodies of routines execute, each body read once.
struct RoutineUses: Sendable {
    /// A statement of a body.
    struct Part: Sendable {
        var uses: StatementUses
        /// What leads to the ends of the routine before it (`IF … THEN RETURN`, `IF … THEN RAISE`).
        var exits: [Exit]
        /// What leads to it.
        var guards: [Guard]
        /// The column of the row at hand that it sets (`NEW.stamp := now()`).
        var sets: String?

        /// The columns of a trigger's row at hand without which it fails: those that it names
        /// (`OLD.status`), and that it sets.
        var columnsOfRow: Set<String> {
            let read = uses.columns.filter { $0.candidates == [Self.rowAtHand] && !$0.isStar }
            return Set(read.map(\.name)).union([sets].compactMap { $0 })
        }

        /// What stands for the table of a trigger's NEW and OLD: one function may serve many.
        static let rowAtHand = QualifiedName("", "row at hand")

        /// What is known of it where a call gives these values.
        ///
        /// - Parameter succeeds: Whether no error was raised on the way.
        func reached(_ call: RoutineCall, succeeds: Bool = false) -> Reach {
            var reach = Reach.always
            for guarded in guards {
                guard let holds = call.truth(of: guarded) else {
                    reach = .unknown
                    continue
                }
                if holds != guarded.holds { return .never }
            }
            for exit in exits where !(succeeds && exit.raises) {
                let known = exit.guards.map { guarded in
                    call.truth(of: guarded).map { $0 == guarded.holds }
                }
                if known.contains(false) { continue }
                if !known.contains(nil) { return .never }
                if reach == .always { reach = .unlessLeft }
            }
            return reach
        }
    }

    /// An end of a routine.
    struct Exit: Sendable {
        /// What leads to it.
        var guards: [Guard]
        /// Whether it is an error.
        var raises: Bool
    }

    /// A condition that must hold, or must not.
    struct Guard: Sendable {
        var condition: Expression
        var holds: Bool
        /// Of the condition, among those of all routines: it guards all statements of its branch.
        var number: Int
    }

    /// Whether a statement of a body runs.
    enum Reach {
        case always
        /// Where the call has not left before.
        case unlessLeft
        /// That hangs on the data.
        case unknown
        case never
    }

    private var known: [ObjectID: [Part]] = [:]
    /// How many conditions were met.
    private var conditions = 0
    private var assigned: [ObjectID: Set<String>] = [:]
    private var effects: [ObjectID: TriggerEffects] = [:]
    private var blocks: [ObjectID: ProceduralBlock] = [:]
    private var queries: [ObjectID: QueryRoutine?] = [:]

    /// The statements of a routine's body, those of all branches; none where it is in another
    /// language.
    mutating func parts(of routine: CatalogObject) -> [Part] {
        guard let body = routine.definition.body else { return [] }
        if let found = known[routine.id] { return found }
        let block: ProceduralBlock? =
            switch body.language {
            case "plpgsql": ProcedureReader.read(Array(body.text.utf8), readsData: true)
            case "sql": ProcedureReader.readSQL(body.text)
            default: nil
            }
        var collector = Collector(conditions: conditions)
        if routine.facets[.returns] == .text("trigger") {
            collector.rows = ["new": Part.rowAtHand, "old": Part.rowAtHand]
        }
        if let block {
            collector.collect(block)
            blocks[routine.id] = block
            assigned[routine.id] = Set(block.assignedNames)
        }
        known[routine.id] = collector.parts
        conditions = collector.conditions
        return collector.parts
    }

    /// The parameters and variables that a routine's body sets, whose first values say nothing.
    mutating func assignedNames(of routine: CatalogObject) -> Set<String> {
        _ = parts(of: routine)
        return assigned[routine.id] ?? []
    }

    /// Whether what a routine's body executes may hang on data.
    mutating func branches(in routine: CatalogObject) -> Bool {
        parts(of: routine).contains { !$0.guards.isEmpty || !$0.exits.isEmpty }
    }

    /// A routine's body; nil where it is in another language.
    mutating func block(of routine: CatalogObject) -> ProceduralBlock? {
        _ = parts(of: routine)
        return blocks[routine.id]
    }

    /// A function as the query that it is, or the value that it returns; nil for any other.
    mutating func query(of function: CatalogObject) -> QueryRoutine? {
        if let found = queries[function.id] { return found }
        let made = QueryRoutine(function, block(of: function))
        queries[function.id] = .some(made)
        return made
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
        private var exits: [Exit] = []
        private var guards: [Guard] = []
        /// How many were met.
        private(set) var conditions: Int
        /// NEW and OLD, where there are such.
        var rows: [String: QualifiedName] = [:]
        /// Variables that hold a row of a table (`SELECT * INTO r FROM t`).
        private var records: [String: QualifiedName] = [:]

        init(conditions: Int) { self.conditions = conditions }

        private mutating func condition(_ expression: Expression) -> Guard {
            conditions += 1
            return Guard(condition: expression, holds: true, number: conditions)
        }

        private mutating func add(_ uses: StatementUses) {
            guard !uses.isEmpty || !uses.columns.isEmpty else { return }
            parts.append(
                Part(uses: uses, exits: exits, guards: guards))
        }

        mutating func collect(_ block: ProceduralBlock) {
            for variable in block.variables { if let value = variable.value { collect(value) } }
            // A handler runs where something went wrong, which tests seldom bring about.
            collect(block.steps)
        }

        private mutating func collect(_ steps: [ProceduralStep]) {
            for step in steps {
                switch step.kind {
                case .statement(.data(let data), let targets):
                    add(StatementUses(data, seeing: aliases))
                    noteRecord(data, targets)
                case .statement(.call(let call), _): add(StatementUses(call))
                case .perform(let query): add(StatementUses(.query(query), seeing: aliases))
                case .assign(let name, let field, let value):
                    collect(value)
                    if name == "new", let field {
                        parts.append(
                            Part(uses: .none, exits: exits, guards: guards, sets: field))
                    }
                case .block(let block): collect(block)
                // Conditions are evaluated up to the one that holds; which branch runs hangs on the
                // data, so that only the first condition is sure to be.
                case .branch(let branches, let otherwise):
                    if let first = branches.first { collect(first.condition) }
                    let outer = guards
                    for branch in branches {
                        guards.append(condition(branch.condition))
                        collectBranch(branch.steps, since: outer.count)
                        guards[guards.count - 1].holds = false
                    }
                    collectBranch(otherwise, since: outer.count)
                    guards = outer
                case .loop(let loop, _, let body):
                    if case .query(_, let query) = loop {
                        add(StatementUses(.query(query), seeing: aliases))
                    }
                    collect(body)
                default: break
                }
            }
        }

        /// - Parameter depth: How many of the guards lead to the branch as a whole.
        private mutating func collectBranch(_ steps: [ProceduralStep], since depth: Int) {
            let outer = exits
            collect(steps)
            exits = outer
            guard ProceduralStep.mayLeave(steps) else { return }
            var path = Array(guards[depth...])
            let isSure = steps.contains { step in
                switch step.kind {
                case .return, .raise: true
                case .block(let block): block.steps.contains { $0.kind == .return }
                default: false
                }
            }
            // Which of the branches within is taken is one question too many.
            if !isSure { path.append(condition(.other("branch"))) }
            exits.append(Exit(guards: path, raises: !ProceduralStep.mayReturn(steps)))
        }

        private mutating func collect(_ expression: Expression) {
            var core = SelectCore()
            core.targets = [Target(nil, expression)]
            add(StatementUses(.query(Query(.select(core))), seeing: aliases))
        }

        /// Names of rows that are in scope.
        private var aliases: [String: QualifiedName] { rows.merging(records) { row, _ in row } }

        /// `SELECT * INTO r FROM t`, `INSERT INTO t … RETURNING * INTO r`.
        private mutating func noteRecord(_ data: DataStatement, _ targets: [String]) {
            guard targets.count == 1, let table = data.wholeRowTable else { return }
            records[targets[0]] = table
        }
    }
}

extension DataStatement {
    /// The table of which it gives whole rows, where it is but one.
    fileprivate var wholeRowTable: QualifiedName? {
        func isWhole(_ targets: [Target]) -> Bool {
            guard targets.count == 1, case .star = targets[0].expression else { return false }
            return true
        }
        switch self {
        case .query(let query):
            guard case .select(let core) = query.body, core.from.count == 1,
                case .relation(let table, _, _) = core.from[0], isWhole(core.targets)
            else { return nil }
            return table
        case .insert(let insert): return isWhole(insert.returning) ? insert.table : nil
        case .update(let update):
            return isWhole(update.returning) && update.from.isEmpty ? update.table : nil
        case .delete(let delete): return isWhole(delete.returning) ? delete.table : nil
        case .merge: return nil
        }
    }
}
