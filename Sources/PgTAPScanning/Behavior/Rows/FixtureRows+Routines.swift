import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// The rows that triggers and functions of the schema write for a test, as far as it can be told.
extension FixtureRows {
    /// What a body writes.
    struct Fired {
        var writes: [StatementUses.Write] = []
        var possible: [StatementUses.Write] = []
    }

    /// How deep writes that fire triggers are followed.
    private static let maximumDepth = 3

    /// Runs the triggers that a row's INSERT fires.
    ///
    /// - Parameter row: Gets what they set of it.
    mutating func fire(
        _ triggers: [CatalogObject], _ row: inout Row, _ write: StatementUses.Write,
        _ context: ExerciseContext, _ bodies: inout RoutineUses
    ) -> Fired {
        var fired = Fired()
        for trigger in triggers {
            guard let function = context.function(of: trigger) else { continue }
            let new = record(of: row, write, context)
            let variables = ["tg_op": .text(write.command.name), "new": new, "old": Value.null]
            let call = RoutineCall(variables)
            if trigger.definition.conditions.contains(where: { call.truth(of: $0) == false }) {
                continue
            }
            let effects = bodies.effects(of: function)
            let set = effects.assigned
            let writes = bodies.parts(of: function).contains { !$0.uses.writes.isEmpty }
            guard writes || set != effects.times, let block = bodies.block(of: function) else {
                for column in set { row.set(column, to: nil) }
                continue
            }
            routines.close(over: function, context, &bodies)
            let run = BodyRun(
                of: block, environment(context, context.within(function, .none)),
                variables: variables, succeeds: true)
            for column in set { row.set(column, to: run.field("new", column)) }
            // Where it may not be fired nothing is known of what it does.
            if trigger.definition.conditions.allSatisfy({ call.truth(of: $0) == true }) {
                fired.writes += run.writes
            }
            fired.possible += run.possibleWrites
        }
        return fired
    }

    /// Does what a body did.
    mutating func applyFired(
        _ fired: Fired, _ context: ExerciseContext, _ bodies: inout RoutineUses, depth: Int
    ) {
        guard depth < Self.maximumDepth else { return }
        for write in fired.writes { apply(write, context, &bodies, depth: depth + 1) }
        // Of rows that may have been changed nothing is known any more.
        for var write in fired.possible where write.command == .update {
            (write.values, write.filter) = ([], nil)
            apply(write, context, &bodies, depth: depth + 1)
        }
    }

    /// Runs a function of the schema that a test calls.
    mutating func apply(
        _ call: StatementUses.Call, _ context: ExerciseContext, _ bodies: inout RoutineUses
    ) {
        guard let routine = context.routine(call), let block = bodies.block(of: routine) else {
            return
        }
        routines.close(over: routine, context, &bodies)
        let inner = environment(context, context.within(routine, .none))
        guard let run = BodyRun(calling: routine, block, call, inner, succeeds: true),
            run.certain == nil
        else { return }
        applyFired(
            Fired(writes: run.writes, possible: run.possibleWrites),
            context.within(routine, .none), &bodies, depth: 0)
    }

    /// The only key that a function breaks which is called and must fail so: by the first row that
    /// its body puts beside one known to be there. Nil where the body may raise that error itself,
    /// or do something else before.
    mutating func refusing(
        calledBy context: ExerciseContext, _ bodies: inout RoutineUses
    ) -> ObjectID? {
        let (state, message) = context.wantedError
        let called = context.exercise.uses.calls.compactMap { call in
            context.routine(call).map { (call, $0) }
        }
        guard context.exercise.uses.writes.isEmpty, called.count == 1,
            ConstraintEvidence.state(wantedBy: context) == "23505",
            !bodies.effects(of: called[0].1).mayRaise(state ?? "23505", message),
            let block = bodies.block(of: called[0].1)
        else { return nil }
        routines.close(over: called[0].1, context, &bodies)
        let inner = context.within(called[0].1, .none)
        guard
            let run = BodyRun(
                calling: called[0].1, block, called[0].0, environment(context, inner),
                succeeds: true),
            run.certain == nil, !run.possibleWrites.contains(where: { $0.command == .insert }),
            // What a conflict does to a row is the statement's to say.
            !run.reached.contains(where: Self.handlesConflicts)
        else { return nil }
        for write in run.writes where write.command == .insert {
            let (met, unsure) = brokenKeys(write, RelationPlace(write.relation, inner), inner)
            if !met.isEmpty || !unsure.isEmpty {
                return met.count == 1 && unsure.isEmpty ? met[0] : nil
            }
        }
        return nil
    }

    private static func handlesConflicts(_ statement: DataStatement) -> Bool {
        if case .insert(let insert) = statement { insert.handlesConflicts } else { false }
    }

    private func environment(_ context: ExerciseContext, _ inner: ExerciseContext) -> Environment {
        RowSight(
            rows: current, signedIn: context.exercise.signedIn, routines: routines,
            role: context.ownRole
        ).environment(inner)
    }

    /// The row as a trigger's function sees it.
    private func record(
        of row: Row, _ write: StatementUses.Write, _ context: ExerciseContext
    ) -> Value {
        if let table = context.relation(write.relation) {
            return .record(RowSight.values(of: row, table, context))
        }
        return .record(
            row.values.sorted { $0.key < $1.key }.map { Value.Field($0.key, $0.value.token) })
    }
}

extension FixtureRows.Row {
    /// What a trigger has made of a column; nil where that is not known.
    fileprivate mutating func set(_ column: String, to value: Value?) {
        given?.insert(column)
        values[column] = value.flatMap(RowValue.init)
    }
}

extension BodyRun {
    /// A field of a row that a variable holds; nil where it is not known.
    func field(_ variable: String, _ name: String) -> Value? {
        guard case .record(let fields)? = variables[variable] else { return nil }
        return fields.first { $0.name == name }?.value
    }
}
