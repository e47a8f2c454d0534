import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SQLText

/// Running PL/pgSQL over the catalog as it stands: conditions are evaluated as far as constants and
/// the catalog tell, loops over constants run, EXECUTE's text is put together and read. What stays
/// unknown is a diagnostic `opaque-ddl`, never a guess without a word.
extension CatalogFold {
    /// DO.
    mutating func run(_ block: ProceduralBlock) {
        var procedure = Procedure()
        _ = run(block, &procedure)
    }

    /// DO whose body could not be read with the file: of another language, or run by EXECUTE.
    mutating func runBody(_ body: String, language: String) {
        guard let block = dynamic.procedure(body, language) else {
            reportOpaque("this DO block is written in \(language)")
            return
        }
        run(block)
    }

    mutating func run(_ block: ProceduralBlock, _ procedure: inout Procedure) -> Procedure.Flow {
        procedure.scopes.append([:])
        defer { procedure.scopes.removeLast() }
        for variable in block.variables {
            let value =
                variable.isRecord
                ? .record([])
                : variable.aliasOf.map { alias($0, procedure) } ?? variable.value.map {
                    evaluate($0, procedure)
                } ?? .null
            procedure.scopes[procedure.scopes.count - 1][variable.name] = value
        }
        let flow =
            block.handlers.isEmpty ? run(block.steps, &procedure) : runGuarded(block, &procedure)
        // EXIT with the block's own label leaves the block.
        if case .exit(let label?) = flow, label == block.label { return .next }
        return flow
    }

    private func alias(_ name: String, _ procedure: Procedure) -> Value {
        if name.first == "$", let number = Int(name.dropFirst()), number > 0,
            number <= procedure.parameters.count
        {
            return procedure.parameters[number - 1]
        }
        return procedure.value(name) ?? .unknown
    }

    static var maximumSteps: Int { 50_000 }

    mutating func run(_ steps: [ProceduralStep], _ procedure: inout Procedure) -> Procedure.Flow {
        let outer = location
        defer { location = outer }
        for step in steps {
            stepsRun += 1
            if stepsRun == Self.maximumSteps {
                reportOpaque("a block runs too long to be followed")
            }
            if stepsRun >= Self.maximumSteps { return .return }
            location =
                step.line.map {
                    SourceLocation(file: outer.file, line: $0, column: step.column ?? 1)
                } ?? outer
            let flow = run(step, &procedure)
            if flow != .next { return flow }
        }
        return .next
    }

    // MARK: - Exceptions

    /// A block with EXCEPTION: where a statement fails, all that the block did is undone, and the
    /// first handler that names the error runs.
    private mutating func runGuarded(_ block: ProceduralBlock, _ procedure: inout Procedure)
        -> Procedure.Flow
    {
        let before = (state, session, diagnostics.count, opaqueOnes)
        let outerRejection = rejection
        let outerRejections = rejections
        rejection = nil
        handlerDepth += 1
        let flow = run(block.steps, &procedure)
        handlerDepth -= 1
        let failure = rejection
        rejection = outerRejection
        guard flow == .failed, let failure else { return flow }
        guard let handler = block.handlers.first(where: { failure.isCaught(by: $0.conditions) })
        else {
            rejection = failure
            if handlerDepth == 0 { reportRejection(failure) }
            return .failed
        }
        rejections = outerRejections
        (state, session) = (before.0, before.1)
        diagnostics.removeSubrange(before.2...)
        opaqueOnes = before.3
        return run(handler.steps, &procedure)
    }

    // MARK: - Statements

    private mutating func run(_ step: ProceduralStep, _ procedure: inout Procedure)
        -> Procedure.Flow
    {
        switch step.kind {
        case .block(let block): return run(block, &procedure)
        case .statement(let statement, let into): return run(statement, into, &procedure)
        case .execute(let text, let using, let into): return execute(text, using, into, &procedure)
        case .perform(let query):
            let rows = evaluateRows(query, procedure)
            setFound(rows, &procedure)
            call(in: query, procedure)
            return outcome()
        case .assign(let name, let field, let expression):
            call(in: expression, procedure)
            procedure.set(name, field, evaluate(expression, procedure))
            return outcome()
        case .branch(let branches, let otherwise):
            return branch(branches[...], otherwise, &procedure)
        case .loop(let loop, let label, let body): return run(loop, label, body, &procedure)
        case .exit(let label, let isContinue, let condition):
            if let condition {
                let holds = evaluate(condition, procedure)
                if holds == .unknown { return .next }
                guard holds.truth == true else { return .next }
            }
            return isContinue ? .continue(label) : .exit(label)
        case .return: return .return
        case .raise:
            // Under a condition that could not be told, the error is taken not to happen.
            guard !isGuarded else { return .next }
            // What it misses may be there nonetheless; then it goes on.
            let isDoubtful = !isSelfContained && (!isWhole || !extensionsWithMore.isEmpty)
            reject("the block raises an exception", .raised, mayExist: isDoubtful)
            return isDoubtful ? .next : .failed
        case .forget(let names):
            procedure.forget(names)
            return .next
        case .unreadable(let reason):
            reportOpaque("a part of this block cannot be read (\(reason))")
            return .next
        }
    }

    private mutating func run(
        _ statement: SQLSyntax.Statement, _ into: [String], _ procedure: inout Procedure
    ) -> Procedure.Flow {
        if case .data(.query(let query)) = statement, query.into == nil {
            let rows = evaluateRows(query, procedure)
            setFound(rows, &procedure)
            call(in: query, procedure)
            if !into.isEmpty { assign(into, rows, &procedure) }
            return outcome()
        }
        procedure.forget(into)
        apply(statement)
        return outcome()
    }

    /// The row of SELECT INTO: the first one, or nulls.
    private func assign(
        _ targets: [String], _ rows: QueryEvaluation.Relation?, _ procedure: inout Procedure
    ) {
        guard let rows, rows.rows.allSatisfy(\.isCertain), rows.rows.count <= 1 else {
            procedure.forget(targets)
            return
        }
        procedure.set(
            targets,
            rows.rows.first ?? QueryEvaluation.Relation.Row(rows.columns.map { _ in .null }),
            rows.columns)
    }

    private func setFound(_ rows: QueryEvaluation.Relation?, _ procedure: inout Procedure) {
        guard let rows else { return procedure.set("found", .unknown) }
        procedure.set(
            "found",
            rows.rows.contains(where: \.isCertain)
                ? .boolean(true) : rows.rows.isEmpty ? .boolean(false) : .unknown)
    }

    /// Whether the statement just run failed within a block that handles errors.
    private func outcome() -> Procedure.Flow {
        rejection != nil && handlerDepth > 0 ? .failed : .next
    }

    private mutating func execute(
        _ text: Expression, _ using: [Expression], _ into: [String], _ procedure: inout Procedure
    ) -> Procedure.Flow {
        procedure.forget(into)
        guard case .text(let sql) = evaluate(text, procedure) else {
            if let statements = indifferentStatements(text, procedure) {
                for statement in statements { apply(statement) }
                return .next
            }
            if !LeadingText.leavesSchemaAlone(text)
                || LeadingText.words(text).contains(where: isChanging)
            {
                reportOpaque(
                    "this block runs a statement that it puts together from what only a server knows"
                )
            }
            return .next
        }
        guard let statements = dynamic.statements(sql) else {
            reportOpaque("the text that EXECUTE runs here cannot be parsed")
            return .next
        }
        for statement in statements {
            if case .data(.query(let query)) = statement, query.into == nil {
                var inner = procedure
                inner.parameters = using.map { evaluate($0, procedure) }
                if !into.isEmpty { assign(into, evaluateRows(query, inner), &procedure) }
            }
            apply(statement)
            if outcome() == .failed { return .failed }
        }
        return .next
    }

    // MARK: - Conditions

    private mutating func branch(
        _ branches: ArraySlice<ProceduralStep.Branch>, _ otherwise: [ProceduralStep],
        _ procedure: inout Procedure
    ) -> Procedure.Flow {
        guard let branch = branches.first else { return run(otherwise, &procedure) }
        call(in: branch.condition, procedure)
        let holds = evaluate(branch.condition, procedure)
        if holds == .unknown { return branchUnknown(branches, otherwise, &procedure) }
        if holds.truth == true { return run(branch.steps, &procedure) }
        return self.branch(branches.dropFirst(), otherwise, &procedure)
    }

    /// Whether a condition asks what there is already: by a query, a `to_reg…` function, or a
    /// variable that was set by one. Others (`current_database() = 'test'`) ask where the migration
    /// runs.
    private static func asksForExistence(_ condition: Expression) -> Bool {
        switch condition {
        case .subquery, .column: return true
        case .call(let call) where call.name.name.hasPrefix("to_reg"): return true
        default: return condition.children.contains(where: asksForExistence)
        }
    }

    /// A condition that cannot be told. Migrations write such a one so that they can run again: the
    /// first branch that changes the schema is read as run, what is there already being no fault.
    /// Where that could be wrong it is said.
    private mutating func branchUnknown(
        _ branches: ArraySlice<ProceduralStep.Branch>, _ otherwise: [ProceduralStep],
        _ procedure: inout Procedure
    ) -> Procedure.Flow {
        let all = branches.map(\.steps) + [otherwise]
        let effects = all.map { Effects($0, session.externalSchemas, isChanging: isChanging) }
        let changing = effects.indices.filter { effects[$0].changesSchema }
        defer { for effect in effects { procedure.forget(effect.assigned) } }
        guard let first = changing.first else { return .next }
        if changing.count > 1 || !effects[first].isRepeatable
            || !branches.allSatisfy({ Self.asksForExistence($0.condition) })
        {
            reportOpaque(
                "whether the condition here holds only a server knows; it is read as if it did")
        }
        let outer = isGuarded
        isGuarded = true
        defer { isGuarded = outer }
        let flow = run(all[first], &procedure)
        // Whether the block is left hangs on the condition, too.
        return flow == .failed ? .failed : .next
    }
}
