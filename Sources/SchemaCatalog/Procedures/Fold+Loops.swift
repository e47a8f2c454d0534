import QueryEvaluation
import SQLSyntax

extension CatalogFold {
    mutating func run(
        _ loop: ProceduralStep.Loop, _ label: String?, _ body: [ProceduralStep],
        _ procedure: inout Procedure
    ) -> Procedure.Flow {
        if isIdle(body) {
            procedure.set("found", .unknown)
            procedure.forget(loop.targets)
            return .next
        }
        switch loop {
        case .forever, .while: return repeated(loop, label, body, &procedure)
        case .integers(let variable, let lower, let upper, let step, let isReverse):
            guard case .integer(let low) = evaluate(lower, procedure),
                case .integer(let high) = evaluate(upper, procedure),
                case .integer(let by) = step.map({ evaluate($0, procedure) }) ?? .integer(1), by > 0
            else { return unknownRows(body, &procedure) }
            let numbers = stride(from: low, through: high, by: isReverse ? -by : by)
            return each(
                numbers.lazy.map { Relation.Row([.integer($0)]) }, [""], [variable], label, body,
                &procedure)
        case .query(let targets, let query):
            guard let rows = evaluateRows(query, procedure) else {
                return unknownRows(body, &procedure)
            }
            if grantsToRoles(query, body) {
                let known = rows.rows.filter(\.isCertain)
                return each(known, rows.columns, targets, label, body, &procedure)
            }
            return each(of: rows, targets, label, body, &procedure)
        case .execution(let targets, let text):
            guard case .text(let sql) = evaluate(text, procedure),
                case .data(.query(let query))? = dynamic.statements(sql)?.first,
                let rows = evaluateRows(query, procedure)
            else { return unknownRows(body, &procedure) }
            return each(of: rows, targets, label, body, &procedure)
        case .array(let targets, let expression):
            guard case .array(let elements) = Evaluator.arrayValue(evaluate(expression, procedure))
            else { return unknownRows(body, &procedure) }
            return each(elements.map { Relation.Row([$0]) }, [""], targets, label, body, &procedure)
        case .rows: return unknownRows(body, &procedure)
        }
    }

    /// A loop over the rows of a query. Those that may stand for somebody else's objects (members
    /// of extensions, a platform's tables) are passed over where a turn can only change what the row
    /// names: of such objects nothing is said anyhow.
    private mutating func each(
        of rows: Relation, _ targets: [String], _ label: String?, _ body: [ProceduralStep],
        _ procedure: inout Procedure
    ) -> Procedure.Flow {
        let known = rows.rows.filter(\.isCertain)
        guard known.count < rows.rows.count else {
            return each(known, rows.columns, targets, label, body, &procedure)
        }
        let effects = Effects(body, session.externalSchemas, isChanging: isChanging)
        guard rows.rows.allSatisfy({ $0.isCertain || $0.isOfOthers }), !effects.mayMakeObjects,
            !known.isEmpty || !effects.changesNamedObjects
        else { return unknownRows(body, &procedure) }
        let flow = each(known, rows.columns, targets, label, body, &procedure)
        procedure.forget(effects.assigned)
        return flow
    }

    /// Whether a loop gives to the cluster's roles, or takes from them, and does nothing else: of
    /// those that no migration makes nothing is said anyhow.
    private func grantsToRoles(_ query: Query, _ body: [ProceduralStep]) -> Bool {
        guard query.with.isEmpty, case .select(let core) = query.body, core.from.count == 1,
            case .relation(let name, _, _) = core.from[0], name.name == "pg_roles"
        else { return false }
        return !Effects(body, session.externalSchemas, isChanging: isChanging)
            .changesMoreThanGrants
    }

    private mutating func each(
        _ rows: some Sequence<Relation.Row>, _ columns: [String], _ targets: [String],
        _ label: String?, _ body: [ProceduralStep],
        _ procedure: inout Procedure
    ) -> Procedure.Flow {
        for row in rows {
            procedure.set(targets, row, columns)
            if let flow = left(run(body, &procedure), label) { return flow }
        }
        return .next
    }

    private mutating func repeated(
        _ loop: ProceduralStep.Loop, _ label: String?, _ body: [ProceduralStep],
        _ procedure: inout Procedure
    ) -> Procedure.Flow {
        while stepsRun < Self.maximumSteps {
            stepsRun += 1
            if case .while(let condition) = loop {
                let holds = evaluate(condition, procedure)
                if holds == .unknown { return unknownRows(body, &procedure) }
                guard holds.truth == true else { return .next }
            } else if !Self.canLeave(body) {
                return unknownRows(body, &procedure)
            }
            if mayLeaveUnknown(body, procedure) { return unknownRows(body, &procedure) }
            if let flow = left(run(body, &procedure), label) { return flow }
        }
        return .next
    }

    private static func canLeave(_ body: [ProceduralStep]) -> Bool {
        body.contains { step in
            switch step.kind {
            case .exit, .return, .raise, .branch, .block: true
            default: false
            }
        }
    }

    /// Whether an end of the loop hangs on a condition that cannot be told (`WHILE true LOOP … IF
    /// (SELECT count(*) FROM task) = 0 THEN EXIT; …`): how often the loop runs is then unknown.
    private mutating func mayLeaveUnknown(_ body: [ProceduralStep], _ procedure: Procedure)
        -> Bool
    {
        for step in body {
            switch step.kind {
            case .exit(_, _, let condition?):
                if evaluate(condition, procedure) == .unknown { return true }
            case .block(let block):
                if mayLeaveUnknown(block.steps, procedure) { return true }
            case .branch(let branches, let otherwise):
                guard
                    branches.contains(where: { Self.leavesLoop($0.steps) })
                        || Self.leavesLoop(otherwise)
                else { continue }
                for branch in branches where evaluate(branch.condition, procedure) == .unknown {
                    return true
                }
            default: break
            }
        }
        return false
    }

    /// Whether steps of a loop's body may end it.
    ///
    /// - Parameter isInner: Whether they are another loop's, which EXIT without a label ends.
    private static func leavesLoop(_ steps: [ProceduralStep], isInner: Bool = false) -> Bool {
        steps.contains { step in
            switch step.kind {
            case .exit(let label, let isContinue, _): !isContinue && (!isInner || label != nil)
            case .return: true
            case .block(let block): leavesLoop(block.steps, isInner: isInner)
            case .branch(let branches, let otherwise):
                branches.contains { leavesLoop($0.steps, isInner: isInner) }
                    || leavesLoop(otherwise, isInner: isInner)
            case .loop(_, _, let steps): leavesLoop(steps, isInner: true)
            default: false
            }
        }
    }

    /// Whether a loop does nothing that is looked at, however often it runs: it fills tables, and
    /// sets no variable.
    private func isIdle(_ body: [ProceduralStep]) -> Bool {
        let effects = Effects(body, session.externalSchemas, isChanging: isChanging)
        return !effects.changesSchema && effects.assigned.isEmpty && Self.goesOn(body)
    }

    /// Whether all steps are such that what follows them runs.
    private static func goesOn(_ steps: [ProceduralStep]) -> Bool {
        steps.allSatisfy { step in
            switch step.kind {
            case .statement(.data(.query(let query)), _): query.into == nil
            case .statement(.data, _), .statement(.untracked, _), .perform: true
            case .exit(let label, _, _): label == nil
            case .block(let block): block.handlers.isEmpty && goesOn(block.steps)
            case .branch(let branches, let otherwise):
                branches.allSatisfy { goesOn($0.steps) } && goesOn(otherwise)
            case .loop(_, _, let steps): goesOn(steps)
            default: false
            }
        }
    }

    /// What a loop's body says of the loop: nil to go on with the next turn.
    private func left(_ flow: Procedure.Flow, _ label: String?) -> Procedure.Flow? {
        switch flow {
        case .next: nil
        case .continue(let name): name == nil || name == label ? nil : flow
        case .exit(let name): name == nil || name == label ? .next : flow
        case .return, .failed: flow
        }
    }

    /// A loop over rows that cannot be told.
    private mutating func unknownRows(_ body: [ProceduralStep], _ procedure: inout Procedure)
        -> Procedure.Flow
    {
        let effects = Effects(body, session.externalSchemas, isChanging: isChanging)
        procedure.forget(effects.assigned)
        if effects.changesSchema {
            reportOpaque("this loop changes the schema for rows that only a server knows")
        }
        return .next
    }
}
