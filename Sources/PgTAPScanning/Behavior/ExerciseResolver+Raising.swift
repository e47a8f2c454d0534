import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SQLText
import SchemaCatalog

/// Which triggers raise the error that a test wants.
extension ExerciseResolver {
    /// Triggers that a statement fires and that raise an error of the kind that is wanted.
    struct Raising {
        /// By what is known of the row they do.
        var certain: [CatalogObject] = []
        /// They may.
        var possible: [CatalogObject] = []

        var isEmpty: Bool { certain.isEmpty && possible.isEmpty }

        /// The one that must be it; nil where it cannot be told which. A test breaks one rule at a
        /// time: what cannot be told beside the one that is broken holds.
        var only: CatalogObject? {
            certain.count == 1
                ? certain[0] : certain.isEmpty && possible.count == 1 ? possible[0] : nil
        }
    }

    /// The triggers that a statement's own writes fire and that raise, or may raise, what is
    /// wanted.
    mutating func raising(_ context: ExerciseContext, _ rows: KnownRows) -> Raising {
        guard context.wantsError else { return Raising() }
        var raising = Raising()
        for write in context.exercise.uses.writes {
            let triggers = context.triggers(firedBy: write)
            guard !triggers.isEmpty else { continue }
            let row = rowAtHand(write, context, rows)
            let call = RoutineCall(row.variables(write.command))
            for trigger in triggers
            where trigger.definition.conditions.allSatisfy({ call.truth(of: $0) != false }) {
                switch raises(trigger, write, row, rows, context) {
                case true?: raising.certain.append(trigger)
                case nil: raising.possible.append(trigger)
                case false?: break
                }
            }
        }
        return raising
    }

    /// Whether neither row security nor a missing privilege can be what refuses a write.
    func isPermitted(
        _ write: StatementUses.Write, _ context: ExerciseContext, _ rows: KnownRows
    ) -> Bool {
        guard context.hasOwnRole else { return true }
        if let message = context.wantedError.message,
            !message.holds("permission denied"), !message.holds("row-level security")
        {
            return true
        }
        guard let role = context.ownRole, let table = context.relation(write.relation) else {
            return false
        }
        return RowSecurityEvidence.permits(write, table, role, rows.sight, context)
    }

    /// Whether a trigger's function raises an error that is wanted, itself or by what it calls; nil
    /// where it may.
    private mutating func raises(
        _ trigger: CatalogObject, _ write: StatementUses.Write, _ row: RowAtHand,
        _ rows: KnownRows, _ context: ExerciseContext
    ) -> Bool? {
        guard let function = context.function(of: trigger) else { return false }
        let effects = bodies.effects(of: function)
        guard effects.isKnown else { return nil }
        let (state, message) = context.wantedError
        let callsOne = callMayRaise(function, context)
        let wanted = Set(effects.errors.indices.filter { effects.errors[$0].mayBe(state, message) })
        if wanted.isEmpty { return callsOne ? nil : false }
        guard let block = bodies.block(of: function),
            BodyRun.count(in: block.steps) == effects.errors.count
        else { return nil }
        let environment = rows.sight.environment(context.within(function, .none))
        let outcome = BodyRun(
            of: block, environment, variables: row.variables(write.command))
        if let certain = outcome.certain {
            // What is known of the row is not all of it where another error is wanted.
            return wanted.contains(certain) ? true : nil
        }
        return callsOne || !outcome.possible.isDisjoint(with: wanted) ? nil : false
    }

    /// Whether a trigger's function would raise an error, or none, if it ran as its caller, who
    /// sees other rows.
    mutating func raisesOtherwise(
        _ function: CatalogObject, _ write: StatementUses.Write, _ row: RowAtHand,
        _ rows: KnownRows, _ context: ExerciseContext
    ) -> Bool {
        guard let sight = rows.sight.asRole, let block = bodies.block(of: function),
            BodyRun.count(in: block.steps) > 0
        else { return false }
        let inner = context.within(function, .none)
        let variables = row.variables(write.command)
        let outcomes = [rows.sight, sight].map {
            BodyRun(of: block, $0.environment(inner), variables: variables)
        }
        guard outcomes.allSatisfy(\.isTold) else { return false }
        return outcomes[0].certain != outcomes[1].certain
            && (outcomes[0].certain == nil) != context.wantsError
    }

    /// Whether a function gives what is compared only as its owner: as its caller it would see
    /// other rows.
    mutating func isDecidedAsOwner(
        _ routine: CatalogObject, _ call: StatementUses.Call, _ context: ExerciseContext,
        _ rows: KnownRows
    ) -> Bool {
        guard context.isJudged, context.isOwn, context.ownRole != nil, !context.wantsError,
            routine.facets[.security] == .text("definer"), call.names.isEmpty,
            let routines = rows.sight.routines.adding(routine, &bodies)
        else { return false }
        let sight = rows.sight.calling(routines)
        guard let invoking = sight.invoking(routine.id) else { return false }
        let constants = call.constants.compactMap { $0 }
        guard constants.count == call.constants.count else { return false }
        let values = [sight, invoking].map { sight in
            var evaluator = Evaluator(sight.environment(context))
            evaluator.recordsReads = false
            return evaluator.evaluate(.call(FunctionCall(call.name, constants)))
        }
        return !values.contains(.unknown) && values[0] != values[1]
    }

    /// Whether a function that a trigger's function calls may raise the error that is wanted.
    private mutating func callMayRaise(_ function: CatalogObject, _ context: ExerciseContext)
        -> Bool
    {
        let (state, message) = context.wantedError
        return bodies.parts(of: function).contains { part in
            part.uses.calls.contains { call in
                guard let routine = context.within(function, part.uses).routine(call) else {
                    return false
                }
                let called = bodies.effects(of: routine)
                return called.mayRaise(state, message)
                    || !called.isKnown && routine.definition.body?.language != "sql"
            }
        }
    }
}

/// What a statement that must fail says of what raises its error further in.
extension ExerciseResolver {
    /// The routine whose error it must be, by its message or by a state that no constraint has:
    /// of all that the statement may reach the only one that raises it. With the trigger that runs
    /// it, where one does.
    mutating func raiser(_ context: ExerciseContext) -> (CatalogObject, trigger: CatalogObject?)? {
        guard case .fails(let state, let message) = context.exercise.expectation,
            message != nil || state == "P0001"
        else { return nil }
        var search = RaiserSearch(state: state, message: message)
        search.follow(context, &bodies)
        return search.found.count == 1 ? search.found[0] : nil
    }

    func proveRaiser(
        _ routine: CatalogObject, _ trigger: CatalogObject?, _ run: inout Run
    ) {
        if let trigger { return prove(trigger, routine, &run) }
        addExistence(routine.id, &run)
        run.add(Claim(routine.id, .behavior))
    }

    /// A trigger that a test would miss, and its function.
    func prove(
        _ trigger: CatalogObject, _ function: CatalogObject?, _ run: inout Run
    ) {
        addExistence(trigger.id, &run)
        run.add(Claim(trigger.id, .behavior))
        run.add(Claim(trigger.id, .function))
        guard let function else { return }
        addExistence(function.id, &run)
        run.add(Claim(function.id, .behavior))
        // No other function can be a trigger's.
        run.add(Claim(function.id, .returns))
    }
}

/// Routines that a statement may reach and that may raise an error.
private struct RaiserSearch {
    let state: String?
    let message: String?
    var found: [(CatalogObject, trigger: CatalogObject?)] = []
    private var visited: Set<ObjectID> = []

    /// So many say that it cannot be told.
    private static let maximumRoutines = 60

    init(state: String?, message: String?) { (self.state, self.message) = (state, message) }

    mutating func follow(_ context: ExerciseContext, _ bodies: inout RoutineUses) {
        for call in context.exercise.uses.calls {
            if let routine = context.routine(call) { visit(routine, nil, context, &bodies) }
        }
        for write in context.exercise.uses.writes {
            for trigger in context.triggers(firedBy: write) {
                guard let function = context.function(of: trigger) else { continue }
                visit(function, trigger, context, &bodies)
            }
        }
    }

    private mutating func visit(
        _ routine: CatalogObject, _ trigger: CatalogObject?, _ context: ExerciseContext,
        _ bodies: inout RoutineUses
    ) {
        guard visited.count < Self.maximumRoutines, found.count < 2 else { return }
        // One function may be several triggers', of which any may be the one.
        if visited.insert(routine.id).inserted {
            if bodies.effects(of: routine).mayRaise(state, message) {
                found.append((routine, trigger))
            }
        } else {
            if let again = found.firstIndex(where: { $0.0.id == routine.id }),
                found[again].trigger?.id != trigger?.id
            {
                found[again].trigger = nil
            }
            return
        }
        for part in bodies.parts(of: routine) {
            follow(context.within(routine, part.uses), &bodies)
        }
    }
}

/// What is known of rows when a statement runs.
struct KnownRows {
    /// By table, those known to be there.
    var before: [RelationPlace: [FixtureRows.Row]]
    /// How conditions see them.
    var sight: RowSight
}
