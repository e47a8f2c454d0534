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
    /// What the bodies of routines execute.
    var bodies = RoutineUses()
    /// Of the catalog, once they are asked for.
    var ofPolicies: PolicyRoutines?

    /// Of the file at hand, once it is asked for.
    var knownReads: LaterReads?
    var knownRows: FixtureRows?
    var knownSources: RowSources?
    /// With those that the file's statements call.
    var knownRoutines: PolicyRoutines?
    let foreignKeys: ForeignKeys
    /// Whether a publication needs keys of some table.
    let publishesByKey: Bool

    /// Makes a resolver over a catalog.
    public init(_ catalog: Catalog, _ dependencies: Dependencies) {
        self.catalog = catalog
        self.dependencies = dependencies
        system = SystemCatalog(catalog, hasOnlyKnownRows: true)
        foreignKeys = ForeignKeys(catalog)
        publishesByKey = catalog.objects.contains(where: \.definition.isPublishedByKey)
    }

    /// Resolves what a file executes, and keeps what it learns of the catalog for the next file.
    ///
    /// - Returns: Claims proven, in the order of the statements.
    public mutating func resolve(_ entry: TestSuite.Entry) -> [ProvenClaim] {
        (knownReads, knownRows, knownSources, knownRoutines) = (nil, nil, nil, nil)
        var proven: [ProvenClaim] = []
        if let first = entry.file.assertions.first(where: { $0.state == .active }),
            let claim = pgTAP(provenBy: first, entry)
        {
            proven.append(claim)
        }
        var hasWritten = false
        let withheld = WithheldTables(entry, catalog)
        let answered = FileFunctions.answered(in: entry.file)
        for (position, exercise) in entry.file.exercises.enumerated()
        where exercise.state == .active {
            let context = ExerciseContext(
                exercise, entry.file, catalog, withheld: withheld,
                mayMeetRows: hasWritten || exercise.enclosingFunction != nil,
                isAnswered: exercise.enclosingFunction.map(answered.contains) ?? false)
            hasWritten = hasWritten || context.mayWrite
            var run = Run(path: entry.path, exercise: exercise)
            follow(context, &run, entry, position)
            settle(&run)
            resolveRows(context, &run, entry, position)
            resolveDefaults(context, &run, entry, position)
            if !exercise.catalogAssertions.isEmpty { resolveCatalogQueries(context, &run) }
            proven += run.proven
        }
        return proven
    }

    /// Without pgTAP there would be no line of a test.
    private func pgTAP(provenBy assertion: Assertion, _ entry: TestSuite.Entry) -> ProvenClaim? {
        let pgTAP = ObjectID(.extension, schema: nil, name: "pgtap")
        guard catalog.index(of: pgTAP) != nil else { return nil }
        let place = SourceLocation(
            file: entry.path, line: assertion.line, column: assertion.column)
        return ProvenClaim(
            Claim(pgTAP, .existence),
            Evidence(grade: .exercised, location: place, function: assertion.function))
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
        /// How many bodies deep the statement at hand stands.
        var depth = 0
        /// Constraints that may be what refuses a statement that must fail, by how deep they are met:
        /// for each write that one of them may refuse, the one that it is if it is that write.
        var refusing: [Int: [[Claim]]] = [:]

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
        followSources(context, &run, entry, position)
        guard context.exercise.expectation != .failsAnyhow,
            let broken = rows.broken[position],
            raising(context, knownRows(context, entry, position)).isEmpty
        else { return }
        addExistence(broken, &run)
        if broken.kind == .index { run.add(Claim(broken, .uniqueness)) }
    }

    private mutating func brokenKey(_ entry: TestSuite.Entry, _ position: Int) -> ObjectID? {
        fixtureRows(entry).broken[position]
    }

    // MARK: - What must be there

    mutating func follow(
        _ context: ExerciseContext, _ run: inout Run, _ entry: TestSuite.Entry, _ position: Int
    ) {
        let uses = context.exercise.uses
        if context.exercise.expectation == .failsAnyhow {
            // Without the table there would be an error as well.
            let known = (brokenKey(entry, position), knownRows(context, entry, position))
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
        for index in NamedEvidence.keys(context) { run.add(Claim(index, .uniqueness)) }
        if uses.definesOnly {
            for call in uses.calls {
                if let routine = context.routine(call) { addExistence(routine.id, &run) }
            }
            return
        }
        let reads = laterReads(entry)
        let rows = knownRows(context, entry, position)
        let raising = raising(context, rows)
        let isRaised = !raising.isEmpty
        let policies = RowSecurityEvidence.claims(
            context, context.hasOwnRole ? rows.sight : nil, isRaised: isRaised
        ) {
            WriteOutcome(of: $0, context, entry, position)
                ?? (knownRows?.noticedDeletions.contains(position) ?? false ? .noticed : nil)
                ?? (reads.notices($0, context, position) ? .noticed : .unnoticed)
        }
        let row =
            context.wantsError ? uses.writes.first.map { rowAtHand($0, context, rows) } : nil
        for claim in policies {
            run.add(claim)
            if claim.facet == .existence { addExistence(claim.object, &run) }
            if claim.object.kind == .policy, run.followed.insert(claim.object).inserted,
                let policy = catalog[claim.object].flatMap(context.within)
            {
                follow(policy, &run, entry, position)
            }
        }
        for claim in ConstraintEvidence.claims(context, isRaised: true, row, rows.sight.rows) {
            prove(refusing: claim, &run)
        }
        if ConstraintEvidence.mayRefuse(context, row, rows.sight.rows) {
            run.refusing[run.depth, default: []].append(
                ConstraintEvidence.claims(context, isRaised: isRaised, row, rows.sight.rows))
        }
        if context.isOwn, let (routine, trigger) = raiser(context) {
            proveRaiser(routine, trigger, &run)
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

    /// Proves the constraint that must be what refused the statement. What the statement itself
    /// writes is refused before what triggers write for it; of several writes of a function it
    /// cannot be told which one was refused.
    private func settle(_ run: inout Run) {
        guard let depth = run.refusing.keys.min(), let claims = run.refusing[depth],
            depth == 0 || Set(claims).count == 1
        else { return }
        for claim in claims.joined() { prove(refusing: claim, &run) }
    }

    private func prove(refusing claim: Claim, _ run: inout Run) {
        run.add(claim)
        // An index refuses rows while it is there.
        if claim.facet == .existence || claim.facet == .uniqueness {
            addExistence(claim.object, &run)
        }
        // What a check refused is what it checks.
        if claim.object.kind == .check { run.add(Claim(claim.object, .expression)) }
    }

    private mutating func follow(
        _ routine: CatalogObject, _ call: StatementUses.Call, _ context: ExerciseContext,
        _ run: inout Run,
        _ entry: TestSuite.Entry, _ position: Int
    ) {
        addExistence(routine.id, &run)
        if context.judgesRoutines {
            run.add(Claim(routine.id, .behavior))
            // An aggregate does what its functions do.
            for part in routine.definition.reads where routine.id.kind == .aggregate {
                run.add(Claim(part, .behavior))
            }
        }
        if !context.wantsError,
            let need = DefinerNeed(routine, context),
            need.holds(
                RoutineCall(call, of: routine, assigned: bodies.assignedNames(of: routine)),
                context,
                &bodies)
        {
            run.add(Claim(routine.id, .security))
        }
        let known = knownRows(context, entry, position)
        if isDecidedAsOwner(routine, call, context, known)
            || givesOtherwise(routine, call, context, known)
        {
            run.add(Claim(routine.id, .security))
        }
        guard run.followed.insert(routine.id).inserted else { return }
        followBody(
            of: routine,
            RoutineCall(call, of: routine, assigned: bodies.assignedNames(of: routine)), context,
            &run, entry, position)
        let rows = knownRows(context, entry, position)
        guard context.isOwn, !context.wantsError, bodies.branches(in: routine),
            let block = bodies.block(of: routine),
            let body = BodyRun(
                calling: routine, block, call,
                rows.sight.environment(context.within(routine, .none)), succeeds: true)
        else { return }
        followReached(body, of: routine, context, &run, entry, position)
    }

    private func resolve(
        _ column: StatementUses.ColumnUse, _ context: ExerciseContext, _ run: inout Run
    ) {
        if column.isStar {
            // A column more or less changes a result that is compared, and no other.
            guard context.compares, context.givesRows
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

    // MARK: - Adding

    func addExistence(_ id: ObjectID, _ run: inout Run) {
        run.add(Claim(id, .existence))
        for container in catalog.containers(of: id) { run.add(Claim(container, .existence)) }
        for needed in dependencies.of(id) { run.add(Claim(needed, .existence)) }
    }
}
