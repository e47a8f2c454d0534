import QueryAnalysis
import SchemaCatalog

/// What writes need, and what they set off.
extension ExerciseResolver {
    mutating func resolve(
        _ write: StatementUses.Write, _ context: ExerciseContext, _ run: inout Run,
        _ entry: TestSuite.Entry, _ position: Int
    ) {
        if let relation = context.relation(write.relation) {
            if write.command == .insert {
                resolveInsert(
                    write, relation, context, &run, knownRows(context, entry, position))
            } else {
                resolveIdentity(write, relation, context, &run, entry, position)
            }
            if let constraint = write.conflictConstraint.flatMap({
                context.constraint($0, of: relation)
            }) {
                addExistence(constraint.id, &run)
            }
        }
        let possible = context.triggers(firedBy: write)
        guard !possible.isEmpty, !changesNothing(write, context, entry, position) else { return }
        let rows = knownRows(context, entry, position)
        var row = rowAtHand(write, context, rows)
        if possible.contains(where: { !$0.definition.conditions.isEmpty }) {
            row = row.withDefaults(write, context)
        }
        let call = RoutineCall(row.variables(write.command), context)
        let triggers = possible.filter { trigger in
            trigger.definition.conditions.allSatisfy { call.truth(of: $0) != false }
        }
        let noticed = noticedTriggers(triggers, write, context, entry, position, rows)
        for trigger in triggers {
            let function = context.function(of: trigger)
            if noticed.contains(trigger.id) { prove(trigger, function, &run) }
            let isFired = trigger.definition.conditions.allSatisfy { call.truth(of: $0) == true }
            if !context.wantsError, isFired, let function {
                addColumns(of: trigger, function, write, call, context, &run)
            }
            // Before it fires, a statement may have failed for want of a privilege of its own.
            let mayNotice =
                context.wantsError
                ? noticed.contains(trigger.id) && context.wantedError.state != "42501" : isFired
            if mayNotice, let function,
                let need = DefinerNeed(function, context, isTrigger: true),
                need.holds(call, context, &bodies)
                    || raisesOtherwise(function, write, row, rows, context)
            {
                run.add(Claim(function.id, .security))
            }
            guard let function, run.followed.insert(function.id).inserted else { continue }
            followBody(of: function, call, context, &run, entry, position)
            guard isFired, context.isOwn, !context.wantsError, bodies.branches(in: function),
                let block = bodies.block(of: function)
            else { continue }
            let body = BodyRun(
                of: block, rows.sight.environment(context.within(function, .none)),
                variables: row.variables(write.command), succeeds: true)
            followReached(body, of: function, context, &run, entry, position)
        }
    }

    /// The columns of the row without which a trigger fails: its function sets or looks at them.
    private mutating func addColumns(
        of trigger: CatalogObject, _ function: CatalogObject, _ write: StatementUses.Write,
        _ call: RoutineCall, _ context: ExerciseContext, _ run: inout Run
    ) {
        guard let relation = context.relation(write.relation) else { return }
        for part in bodies.parts(of: function)
        where part.reached(call, succeeds: true) == .always {
            for name in part.columnsOfRow.sorted() {
                // What the trigger itself names takes it along.
                guard let column = context.column(name, of: relation),
                    !trigger.definition.reads.contains(column.id)
                else { continue }
                addExistence(column.id, &run)
            }
        }
    }

    /// Triggers that a test would miss: where it wants an error, those that raise one; else those
    /// of which something is read later.
    private mutating func noticedTriggers(
        _ triggers: [CatalogObject], _ write: StatementUses.Write, _ context: ExerciseContext,
        _ entry: TestSuite.Entry, _ position: Int, _ rows: KnownRows
    ) -> Set<ObjectID> {
        if case .fails(let state, _) = context.exercise.expectation {
            // Row security or a missing privilege may be what refuses it.
            guard state != "42501" || isPermitted(write, context, rows),
                certainlyBroken(context, rows) == nil
            else { return [] }
            // Of several it cannot be told which one raised the error.
            return raising(context, rows).only.map { [$0.id] } ?? []
        }
        let reads = laterReads(entry)
        return Set(
            triggers.filter {
                let idle = idleColumns(of: $0, write, context, rows)
                return reads.notices($0, write, context, position, &bodies, idle: idle)
            }.map(\.id))
    }

    /// The CHECK without which a statement that must fail, with whatever error, would not.
    mutating func certainlyBroken(_ context: ExerciseContext, _ rows: KnownRows)
        -> CatalogObject?
    {
        guard let write = context.exercise.uses.writes.first,
            let table = context.relation(write.relation), !write.values.isEmpty
        else { return nil }
        return CheckEvidence.broken(
            among: context.children([.check], of: table), by: write,
            rowAtHand(write, context, rows), isCertain: true, context)
    }

    /// The row that a statement writes.
    mutating func rowAtHand(
        _ write: StatementUses.Write, _ context: ExerciseContext, _ rows: KnownRows
    ) -> RowAtHand {
        RowAtHand(
            of: write, context.relation(write.relation), rows.before,
            unsure: setByTriggers(write, context), context)
    }
}
