import QueryAnalysis
import QueryEvaluation
import SQLSyntax
public import SchemaCatalog
import SQLText

/// From the SQL that tests execute to the claims that it exercises, given the catalog: what must be
/// there for the statement to run and give the result that the test expects. What a statement calls
/// is followed into the bodies of functions and of triggers.
public struct ExerciseResolver: Sendable {
    let catalog: Catalog
    let dependencies: Dependencies
    /// The server's catalogs. Rows of what others brought are seldom what a test of this schema is
    /// about.
    let system: SystemCatalog
    /// Claims proven, in the order of the statements.
    public private(set) var proven: [ProvenClaim] = []
    /// What the bodies of routines execute.
    var bodies = RoutineUses()

    /// Of the file at hand, once it is asked for.
    private var knownReads: LaterReads?
    private var knownRows: FixtureRows?
    /// Of the catalog, once they are asked for.
    private var knownRoutines: [String: QueryRoutine]?
    let foreignKeys: ForeignKeys
    /// Whether a publication needs keys of some table.
    let publishesByKey: Bool

    /// Makes a resolver over a catalog.
    public init(_ catalog: Catalog, _ dependencies: Dependencies) {
        self.catalog = catalog
        self.dependencies = dependencies
        system = SystemCatalog(catalog, hasOnlyKnownRows: true)
        foreignKeys = ForeignKeys(catalog)
        publishesByKey = catalog.objects.contains(where: \.isPublishedByKey)
    }

    /// Resolves what a file executes.
    public mutating func resolve(_ entry: TestSuite.Entry) {
        (knownReads, knownRows) = (nil, nil)
        if let first = entry.file.assertions.first(where: { $0.state == .active }) {
            provePgTAP(by: first, entry)
        }
        for (position, exercise) in entry.file.exercises.enumerated()
        where exercise.state == .active {
            let context = ExerciseContext(exercise, entry.file, catalog)
            var run = Run(path: entry.path, exercise: exercise)
            follow(context, &run, entry, position)
            resolveRows(context, &run, entry, position)
            if !exercise.catalogAssertions.isEmpty { resolveCatalogQueries(context, &run) }
            proven += run.proven
        }
    }

    /// Without pgTAP there would be no line of a test.
    private mutating func provePgTAP(by assertion: Assertion, _ entry: TestSuite.Entry) {
        let pgTAP = ObjectID(.extension, schema: nil, name: "pgtap")
        guard catalog.index(of: pgTAP) != nil else { return }
        let place = SourceLocation(
            file: entry.path, line: assertion.line, column: assertion.column)
        proven.append(
            ProvenClaim(
                Claim(pgTAP, .existence),
                Evidence(grade: .exercised, location: place, function: assertion.function)))
    }

    /// One statement of a test with all that it sets off.
    struct Run {
        var path: String
        var exercise: Exercise
        var proven: [ProvenClaim] = []
        /// Claims already made: one statement proves a claim once.
        var seen: Set<Claim> = []
        /// Routines whose bodies were followed.
        var followed: Set<ObjectID> = []

        mutating func add(_ claim: Claim, _ grade: Grade = .exercised) {
            guard seen.insert(claim).inserted else { return }
            proven.append(
                ProvenClaim(
                    claim,
                    Evidence(
                        grade: grade,
                        location: SourceLocation(
                            file: path, line: exercise.line, column: exercise.column),
                        function: exercise.function)))
        }
    }

    /// What the rows that the file has made say of keys and foreign keys.
    private mutating func resolveRows(
        _ context: ExerciseContext, _ run: inout Run, _ entry: TestSuite.Entry, _ position: Int
    ) {
        let rows = fixtureRows(entry)
        for key in (rows.needed[position] ?? []).sorted() {
            addExistence(key, &run)
            run.add(Claim(key, .actions))
        }
        guard context.exercise.expectation != .failsAnyhow,
            let broken = rows.broken[position], !mayBeRaised(context)
        else { return }
        addExistence(broken, &run)
        if broken.kind == .index { run.add(Claim(broken, .uniqueness)) }
    }

    private mutating func fixtureRows(_ entry: TestSuite.Entry) -> FixtureRows {
        let rows = knownRows ?? FixtureRows(entry, catalog, foreignKeys)
        knownRows = rows
        return rows
    }

    /// What is known of the rows that row security may hide from an exercise.
    private mutating func sight(
        _ context: ExerciseContext, _ entry: TestSuite.Entry, _ position: Int
    ) -> RowSight? {
        guard context.hasOwnRole, let rows = fixtureRows(entry).before[position] else { return nil }
        let routines = knownRoutines ?? PolicyRoutines.of(catalog)
        knownRoutines = routines
        return RowSight(rows: rows, signedIn: context.exercise.signedIn, routines: routines)
    }

    private mutating func brokenKey(_ entry: TestSuite.Entry, _ position: Int) -> ObjectID? {
        fixtureRows(entry).broken[position]
    }

    // MARK: - What must be there

    private mutating func follow(
        _ context: ExerciseContext, _ run: inout Run, _ entry: TestSuite.Entry, _ position: Int
    ) {
        let uses = context.exercise.uses
        if context.exercise.expectation == .failsAnyhow {
            // Without the table there would be an error as well.
            let known = (brokenKey(entry, position), sight(context, entry, position))
            for claim in refusals(context, known.0, known.1) { run.add(claim) }
            return
        }
        for name in uses.reads + uses.writes.map(\.relation) {
            guard let relation = context.relation(name) else { continue }
            addExistence(relation.id, &run)
            if context.isJudged, relation.id.kind == .view || relation.id.kind == .materializedView
            {
                run.add(Claim(relation.id, .behavior))
            }
        }
        for column in uses.columns { resolve(column, context, &run) }
        for type in uses.types {
            if let found = context.type(type) { addExistence(found.id, &run) }
        }
        for object in NamedEvidence.objects(context) { addExistence(object, &run) }
        if uses.definesOnly {
            for call in uses.calls {
                if let routine = context.routine(call) { addExistence(routine.id, &run) }
            }
            return
        }
        let reads = laterReads(entry)
        let isRaised = mayBeRaised(context)
        let sight = sight(context, entry, position)
        let policies = RowSecurityEvidence.claims(context, sight, isRaised: isRaised) {
            WriteOutcome(of: $0, context, entry, position)
                ?? (reads.notices($0, context, position) ? .noticed : .unnoticed)
        }
        let unsure =
            context.wantsError ? uses.writes.first.map { setByTriggers($0, context) } ?? [] : []
        let constraints = ConstraintEvidence.claims(context, isRaised: isRaised, unsure: unsure)
        for claim in policies + constraints {
            run.add(claim)
            // An index refuses rows while it is there.
            if claim.facet == .existence || claim.facet == .uniqueness {
                addExistence(claim.object, &run)
            }
            if claim.object.kind == .policy, run.followed.insert(claim.object).inserted,
                let policy = catalog[claim.object].flatMap(context.within)
            {
                follow(policy, &run, entry, position)
            }
            // What a check refused is what it checks.
            if claim.object.kind == .check { run.add(Claim(claim.object, .expression)) }
        }
        for write in uses.writes { resolve(write, context, &run, entry, position) }
        for call in uses.calls {
            if let sequence = context.sequence(call) { addExistence(sequence.id, &run) }
            if let routine = context.routine(call) {
                follow(routine, call, context, &run, entry, position)
            } else if let owner = dependencies.extensionOwner(
                ofFunction: call.name.name, isQualified: call.name.schema != nil)
            {
                addExistence(owner, &run)
            }
        }
    }

    private mutating func follow(
        _ routine: CatalogObject, _ call: StatementUses.Call, _ context: ExerciseContext,
        _ run: inout Run,
        _ entry: TestSuite.Entry, _ position: Int
    ) {
        addExistence(routine.id, &run)
        if context.isJudged { run.add(Claim(routine.id, .behavior)) }
        if !context.wantsError,
            let need = DefinerNeed(routine, context, onlyErrors: !context.isJudged),
            need.holds(
                RoutineCall(call, of: routine, assigned: bodies.assignedNames(of: routine)),
                context,
                &bodies)
        {
            run.add(Claim(routine.id, .security))
        }
        guard run.followed.insert(routine.id).inserted else { return }
        let known = RoutineCall(
            call, of: routine, assigned: bodies.assignedNames(of: routine))
        followBody(of: routine, known, context, &run, entry, position)
    }

    /// Follows what the body of a routine is known to execute.
    private mutating func followBody(
        of routine: CatalogObject, _ call: RoutineCall, _ context: ExerciseContext,
        _ run: inout Run, _ entry: TestSuite.Entry, _ position: Int
    ) {
        for part in bodies.parts(of: routine) {
            let reach = part.reached(call)
            guard reach == .always || reach == .unlessLeft && !context.mayLeaveEarly else {
                continue
            }
            // Where the error comes from that is wanted nobody says.
            if case .fails = context.exercise.expectation, !part.exits.isEmpty { continue }
            follow(context.within(routine, part.uses), &run, entry, position)
        }
    }

    private func resolve(
        _ column: StatementUses.ColumnUse, _ context: ExerciseContext, _ run: inout Run
    ) {
        if column.isStar {
            // A column more or less changes a result that is compared, and no other.
            guard context.exercise.expectation == .result, context.isJudged, context.givesRows
            else { return }
            for relation in column.candidates.compactMap(context.relation) {
                for child in context.columns(of: relation) { addExistence(child.id, &run) }
            }
            return
        }
        for relation in column.candidates.compactMap(context.relation) {
            guard let found = context.column(column.name, of: relation) else { continue }
            addExistence(found.id, &run)
            return
        }
    }

    // MARK: - What writes need and set off

    private mutating func resolve(
        _ write: StatementUses.Write, _ context: ExerciseContext, _ run: inout Run,
        _ entry: TestSuite.Entry, _ position: Int
    ) {
        if let relation = context.relation(write.relation) {
            if write.command == .insert {
                resolveInsert(write, relation, context, &run)
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
        guard !possible.isEmpty else { return }
        let row = CheckEvidence.row(
            of: write, context.relation(write.relation), unsure: setByTriggers(write, context),
            context)
        let call = RoutineCall(of: write.command, row: row)
        let triggers = possible.filter { trigger in
            trigger.conditions.allSatisfy { call.truth(of: $0) != false }
        }
        let noticed = noticedTriggers(triggers, write, context, entry, position)
        for trigger in triggers {
            let function = context.function(of: trigger)
            if noticed.contains(trigger.id) {
                addExistence(trigger.id, &run)
                run.add(Claim(trigger.id, .behavior))
                run.add(Claim(trigger.id, .function))
                if let function {
                    addExistence(function.id, &run)
                    run.add(Claim(function.id, .behavior))
                    // No other function can be a trigger's.
                    run.add(Claim(function.id, .returns))
                }
            }
            let isFired = trigger.conditions.allSatisfy { call.truth(of: $0) == true }
            if !context.wantsError, isFired, let function,
                let relation = context.relation(write.relation)
            {
                // Without a column that it sets or looks at the trigger fails.
                for part in bodies.parts(of: function)
                where part.reached(call, succeeds: true) == .always {
                    for name in part.columnsOfRow.sorted() {
                        // What the trigger itself names takes it along.
                        guard let column = context.column(name, of: relation),
                            !trigger.reads.contains(column.id)
                        else { continue }
                        addExistence(column.id, &run)
                    }
                }
            }
            if let function, let need = DefinerNeed(function, context),
                need.holds(call, context, &bodies)
            {
                run.add(Claim(function.id, .security))
            }
            guard let function, run.followed.insert(function.id).inserted else { continue }
            followBody(of: function, call, context, &run, entry, position)
        }
    }

    /// Triggers that a test would miss: where it wants an error, those that raise one; else those of
    /// which something is read later.
    private mutating func noticedTriggers(
        _ triggers: [CatalogObject], _ write: StatementUses.Write, _ context: ExerciseContext,
        _ entry: TestSuite.Entry, _ position: Int
    ) -> Set<ObjectID> {
        if case .fails(let state, _) = context.exercise.expectation {
            // Row security or a missing privilege may be what refuses it.
            guard state != "42501" || !context.hasOwnRole, certainlyBroken(context) == nil else {
                return []
            }
            let raising = triggers.filter { mayRaise(context.function(of: $0), context) }
            // Of several it cannot be told which one raised the error.
            return raising.count == 1 ? [raising[0].id] : []
        }
        let reads = laterReads(entry)
        return Set(
            triggers.filter {
                reads.notices($0, write, context, position, &bodies)
            }.map(\.id))
    }

    /// Whether a trigger may raise the error that a test wants, so that no constraint need be it.
    mutating func mayBeRaised(_ context: ExerciseContext) -> Bool {
        guard context.wantsError else { return false }
        return context.exercise.uses.writes.contains { write in
            context.triggers(firedBy: write).contains { trigger in
                let function = context.function(of: trigger)
                return function != nil && mayRaise(function, context)
            }
        }
    }

    /// Whether a trigger's function may raise an error, itself or by what it calls.
    mutating func mayRaise(_ function: CatalogObject?, _ context: ExerciseContext) -> Bool {
        let effects = bodies.effects(of: function)
        guard let function, effects.isKnown else { return true }
        let (state, message) = context.wantedError
        if effects.mayRaise(state, message) { return true }
        return bodies.parts(of: function).contains { part in
            part.uses.calls.contains { call in
                guard let routine = context.within(function, part.uses).routine(call) else {
                    return false
                }
                let called = bodies.effects(of: routine)
                return called.mayRaise(state, message)
                    || !called.isKnown && routine.body?.language != "sql"
            }
        }
    }

    private mutating func laterReads(_ entry: TestSuite.Entry) -> LaterReads {
        if let knownReads { return knownReads }
        let made = LaterReads(entry, catalog, &bodies)
        knownReads = made
        return made
    }

    /// The CHECK without which a statement that must fail, with whatever error, would not.
    mutating func certainlyBroken(_ context: ExerciseContext) -> CatalogObject? {
        guard let write = context.exercise.uses.writes.first,
            let table = context.relation(write.relation), !write.values.isEmpty
        else { return nil }
        let unsure = setByTriggers(write, context)
        return CheckEvidence.broken(
            among: context.children([.check], of: table), by: write, table, unsure: unsure,
            isCertain: true, context)
    }

    // MARK: - Adding

    func addExistence(_ id: ObjectID, _ run: inout Run) {
        run.add(Claim(id, .existence))
        for container in catalog.containers(of: id) { run.add(Claim(container, .existence)) }
        for needed in dependencies.of(id) { run.add(Claim(needed, .existence)) }
    }
}
