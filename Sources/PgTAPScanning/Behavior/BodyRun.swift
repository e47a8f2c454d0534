import QueryAnalysis
import QueryEvaluation
import SQLSyntax

/// What a body does, as far as its conditions can be told: which of its own errors it raises, and
/// what it writes. Errors are numbered as they stand in the body.
struct BodyRun {
    /// The error that ends it, whatever else is not known.
    private(set) var certain: Int?
    /// Those to which conditions lead that cannot be told.
    private(set) var possible: Set<Int> = []

    /// What it is known to write, with the values that it writes, in order.
    private(set) var writes: [StatementUses.Write] = []
    /// What it may write.
    private(set) var possibleWrites: [StatementUses.Write] = []
    /// What is known of the rows that it gives its caller or keeps in variables, query by query;
    /// nil for those of which nothing is.
    private(set) var given: [[[Value]]?] = []
    /// Those of RETURN QUERY, as far as it is one.
    private(set) var performed: [[[Value]]?] = []

    /// The queries and statements that it is known to run.
    private(set) var reached: [DataStatement] = []

    /// Whether what it does is known to the end.
    var isTold: Bool { possible.isEmpty && !isDoubtful }

    private var environment: Environment
    /// Variables and parameters, NEW and OLD.
    private(set) var variables: [String: Value]
    /// Whether it cannot be told that the steps at hand are reached.
    private var isDoubtful = false

    /// Whether no error is raised where that cannot be told: the statement succeeds.
    private var succeeds: Bool

    private enum Flow {
        case goesOn, ends
    }

    /// Runs a body.
    ///
    /// - Parameters:
    ///   - environment: Rows of tables and functions.
    ///   - variables: NEW, OLD and `TG_OP`.
    ///   - succeeds: Whether it is known to raise no error that nobody handles.
    init(
        of block: ProceduralBlock, _ environment: Environment, variables: [String: Value],
        succeeds: Bool = false
    ) {
        (self.environment, self.variables) = (environment, variables)
        self.succeeds = succeeds
        _ = run(.block(block), 0)
    }

    /// How many errors steps may raise.
    static func count(in steps: [ProceduralStep]) -> Int {
        steps.reduce(0) { $0 + count(in: $1.kind) }
    }

    private static func count(in step: ProceduralStep.Kind) -> Int {
        switch step {
        case .raise: 1
        case .block(let block):
            count(in: block.steps) + block.handlers.reduce(0) { $0 + count(in: $1.steps) }
        case .branch(let branches, let otherwise):
            branches.reduce(0) { $0 + count(in: $1.steps) } + count(in: otherwise)
        case .loop(_, _, let body): count(in: body)
        default: 0
        }
    }

    // MARK: - Steps

    private mutating func run(_ steps: [ProceduralStep], _ first: Int) -> Flow {
        var index = first
        for step in steps {
            if run(step.kind, index) == .ends { return .ends }
            index += Self.count(in: step.kind)
        }
        return .goesOn
    }

    private mutating func run(_ step: ProceduralStep.Kind, _ index: Int) -> Flow {
        switch step {
        case .raise:
            if isDoubtful { possible.insert(index) } else { certain = index }
            return .ends
        case .return: return .ends
        case .block(let block): return run(block, index)
        case .branch(let branches, let otherwise): return run(branches[...], otherwise, index)
        case .loop(let loop, _, let body):
            forget(loop.targets)
            tryOut(body, index)
        case .assign(let name, let field, let value): assign(evaluate(value), to: name, field)
        case .statement(.data(.query(let query)), let targets):
            reach(.query(query))
            if !isDoubtful { given.append(values(of: query)) }
            select(query, into: targets)
        case .statement(.data(let data), let targets):
            reach(data)
            forget(targets + ["found"])
            note(data, returning: targets)
        case .statement(_, let targets): forget(targets + ["found"])
        case .perform(let query):
            reach(.query(query))
            if !isDoubtful { performed.append(values(of: query)) }
            variables["found"] = exists(query)
        case .execute(_, _, let targets): forget(targets)
        case .forget(let names): forget(names)
        case .exit, .unreadable: isDoubtful = true
        }
        return .goesOn
    }

    private mutating func run(_ block: ProceduralBlock, _ index: Int) -> Flow {
        for variable in block.variables {
            variables[variable.name] =
                variable.aliasOf == nil ? variable.value.map { evaluate($0) } ?? .null : .unknown
        }
        // RETURN of a value.
        if case .perform(let query)? = block.steps.first?.kind, block.steps.count == 2,
            block.steps[1].kind == .return
        {
            reach(.query(query))
            if !isDoubtful { given.append(values(of: query)) }
            return .ends
        }
        guard !block.handlers.isEmpty else { return run(block.steps, index) }
        // Nothing goes wrong where nothing is raised.
        var whole = self
        whole.succeeds = succeeds && !block.handlers.contains(where: \.handlesRaise)
        let flow = whole.run(block.steps, index)
        whole.succeeds = succeeds
        if whole.certain == certain, whole.possible == possible {
            self = whole
            return flow
        }
        // An error within is handled; which it is nobody says.
        let before = possible
        tryOut(block.steps, index)
        possible = before
        var next = index + Self.count(in: block.steps)
        for handler in block.handlers {
            tryOut(handler.steps, next)
            next += Self.count(in: handler.steps)
        }
        return .goesOn
    }

    /// IF and CASE: the first branch whose condition holds.
    private mutating func run(
        _ branches: ArraySlice<ProceduralStep.Branch>, _ otherwise: [ProceduralStep], _ index: Int
    ) -> Flow {
        guard let branch = branches.first else { return run(otherwise, index) }
        let value = evaluate(branch.condition)
        let next = index + Self.count(in: branch.steps)
        switch value == .null ? false : value.truth {
        case true?: return run(branch.steps, index)
        case false?: return run(branches.dropFirst(), otherwise, next)
        case nil: break
        }
        if succeeds, case .raise? = branch.steps.last?.kind, !ProceduralStep.mayReturn(branch.steps)
        {
            return run(branches.dropFirst(), otherwise, next)
        }
        let (wasDoubtful, known) = (isDoubtful, possibleWrites.count)
        isDoubtful = true
        var taken = self
        let flow = taken.run(branch.steps, index)
        let other = run(branches.dropFirst(), otherwise, next)
        possible.formUnion(taken.possible)
        possibleWrites += taken.possibleWrites.dropFirst(known)
        switch (flow, other) {
        case (.ends, .ends): return .ends
        case (.ends, .goesOn): return .goesOn
        case (.goesOn, .ends):
            variables = taken.variables
            return .goesOn
        case (.goesOn, .goesOn):
            for (name, value) in taken.variables where variables[name] != value {
                variables[name] = .unknown
            }
            isDoubtful = wasDoubtful
            return .goesOn
        }
    }

    /// Steps that may be run, or not.
    private mutating func tryOut(_ steps: [ProceduralStep], _ index: Int) {
        forget(ProceduralStep.assignedNames(in: steps) + ["found"])
        var taken = self
        taken.isDoubtful = true
        let flow = taken.run(steps, index)
        possible.formUnion(taken.possible)
        possibleWrites = taken.possibleWrites
        if flow == .ends || taken.isDoubtful != isDoubtful && ProceduralStep.mayReturn(steps) {
            isDoubtful = true
        }
    }

    // MARK: - Writing

    private mutating func reach(_ data: DataStatement) {
        if !isDoubtful { reached.append(data) }
    }

    private mutating func note(_ data: DataStatement, returning targets: [String]) {
        if case .insert(let insert) = data, conflicts(insert) { return }
        for write in StatementUses(bound(data)).writes {
            if isDoubtful { possibleWrites.append(write) } else { writes.append(told(write)) }
        }
        if case .insert(let insert) = data { keep(insert, in: targets) }
    }

    /// `INSERT … RETURNING column INTO variable`, of columns that it gives values.
    private mutating func keep(_ insert: Insert, in targets: [String]) {
        guard targets.count == insert.returning.count,
            let write = StatementUses(.insert(insert)).writes.first,
            write.columns.count == write.values.count
        else { return }
        for (target, returned) in zip(targets, insert.returning) {
            guard case .column(let parts) = returned.expression, let name = parts.last,
                let index = write.columns.firstIndex(of: name)
            else { continue }
            variables[target] = evaluate(write.values[index])
        }
    }

    /// An UPDATE or DELETE of which the conditions name values instead of variables.
    private func bound(_ data: DataStatement) -> DataStatement {
        switch data {
        case .update(var update):
            update.filter = update.filter.map { bound($0, update.table) }
            return .update(update)
        case .delete(var delete):
            delete.filter = delete.filter.map { bound($0, delete.table) }
            return .delete(delete)
        default: return data
        }
    }

    private func bound(_ condition: Expression, _ table: QualifiedName) -> Expression {
        switch condition {
        case .and(let parts): return .and(parts.map { bound($0, table) })
        case .operator(let name, let left?, let right) where name.symbol == "=":
            let columns = environment.relation(table.schema, table.name)?.columns ?? []
            func side(_ expression: Expression) -> Expression {
                guard case .column(let parts) = expression, let first = parts.first,
                    variables[first] != nil, parts.count == 2 || !columns.contains(first)
                else { return expression }
                return told(expression)
            }
            return .operator(name, left: side(left), right: side(right))
        default: return condition
        }
    }

    /// A write with the values of the variables that it names.
    private func told(_ write: StatementUses.Write) -> StatementUses.Write {
        var write = write
        write.values = write.values.map(told)
        write.rows = write.rows.map { $0.map(told) }
        for index in write.filter?.equals.indices ?? 0..<0 {
            let value = write.filter?.equals[index].value
            if let value { write.filter?.equals[index].value = told(value) }
        }
        return write
    }

    /// An expression as a constant, where it is one.
    private func told(_ expression: Expression) -> Expression {
        switch evaluate(expression) {
        case .null: .null
        case .text(let text): .string(text)
        case .integer(let number): .string(String(number))
        case .number(let text): .number(text)
        case .boolean(let truth): .boolean(truth)
        default: namesVariable(expression) ? .other("unknown") : expression
        }
    }

    private func namesVariable(_ expression: Expression) -> Bool {
        if case .column = expression { return true }
        if case .parameter = expression { return true }
        return expression.children.contains(where: namesVariable)
    }

    /// Whether ON CONFLICT may keep a row from being put in: some row has its key.
    private func conflicts(_ insert: Insert) -> Bool {
        let keys = insert.conflictTargets.compactMap { target -> String? in
            if case .column(let parts) = target { parts.last } else { nil }
        }
        guard !keys.isEmpty,
            let relation = environment.relation(insert.table.schema, insert.table.name),
            let write = StatementUses(.insert(insert)).writes.first, !write.values.isEmpty
        else { return false }
        let row = Dictionary(zip(write.columns, write.values.map(evaluate))) { first, _ in first }
        return relation.rows.contains { other in
            keys.allSatisfy { key in
                guard let place = relation.columns.firstIndex(of: key), let own = row[key] else {
                    return true
                }
                return other.values[place] == own
            }
        }
    }

    // MARK: - Variables

    private mutating func forget(_ names: [String]) {
        for name in names { variables[name] = .unknown }
    }

    private mutating func assign(_ value: Value, to name: String, _ field: String?) {
        guard let field else {
            variables[name] = value
            return
        }
        guard case .record(var fields)? = variables[name] else {
            variables[name] = .unknown
            return
        }
        fields.removeAll { $0.name == field }
        variables[name] = .record(fields + [Value.Field(field, value)])
    }

    private mutating func select(_ query: Query, into targets: [String]) {
        guard let rows = rows(of: query), rows.rows.allSatisfy(\.isCertain) else {
            forget(targets + ["found"])
            return
        }
        variables["found"] = .boolean(!rows.rows.isEmpty)
        guard rows.rows.count <= 1 || rows.isOrdered else { return forget(targets) }
        let values = rows.rows.first?.values
        if targets.count == 1, rows.columns.count > 1 {
            // A record; without a row its fields are null.
            variables[targets[0]] = .record(
                rows.columns.enumerated().map { index, name in
                    Value.Field(name, values?[index] ?? .null)
                })
            return
        }
        for (index, target) in targets.enumerated() {
            variables[target] = values.map { index < $0.count ? $0[index] : .unknown } ?? .null
        }
    }

    private mutating func exists(_ query: Query) -> Value {
        guard let rows = rows(of: query) else { return .unknown }
        if rows.rows.contains(where: \.isCertain) { return .boolean(true) }
        return rows.rows.isEmpty ? .boolean(false) : .unknown
    }

    // MARK: - Values

    private func evaluator() -> Evaluator {
        var environment = environment
        let variables = variables
        environment.variable = { variables[$0] }
        var evaluator = Evaluator(environment)
        evaluator.recordsReads = false
        return evaluator
    }

    private func evaluate(_ expression: Expression) -> Value {
        var evaluator = evaluator()
        return evaluator.evaluate(expression)
    }

    private func rows(of query: Query) -> QueryEvaluation.Relation? {
        var evaluator = evaluator()
        return evaluator.rows(of: query)
    }

    private func values(of query: Query) -> [[Value]]? {
        guard let rows = rows(of: query), rows.rows.allSatisfy(\.isCertain) else { return nil }
        return rows.rows.map(\.values)
    }
}

extension ProceduralBlock.Handler {
    /// Whether it may handle what RAISE raises (`raise_exception` unless it says otherwise).
    fileprivate var handlesRaise: Bool {
        !conditions.allSatisfy { $0.hasSuffix("_violation") || $0.hasPrefix("23") }
    }
}
