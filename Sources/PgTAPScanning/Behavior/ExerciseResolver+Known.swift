import QueryAnalysis
import SchemaCatalog

/// What is worked out once: for the file at hand, or for the catalog.
extension ExerciseResolver {
    mutating func fixtureRows(_ entry: TestSuite.Entry) -> FixtureRows {
        if let knownRows { return knownRows }
        let rows = FixtureRows(entry, catalog, foreignKeys, policyRoutines(), &bodies)
        knownRows = rows
        return rows
    }

    mutating func rowSources(_ entry: TestSuite.Entry) -> RowSources {
        if let knownSources { return knownSources }
        let sources = RowSources(entry, catalog, &bodies)
        knownSources = sources
        return sources
    }

    mutating func policyRoutines() -> PolicyRoutines {
        let ofPolicies = ofPolicies ?? PolicyRoutines(catalog, &bodies)
        self.ofPolicies = ofPolicies
        let routines = knownRoutines ?? ofPolicies
        knownRoutines = routines
        return routines
    }

    /// With those that the bodies that a statement runs call.
    private mutating func routines(calledBy context: ExerciseContext) -> PolicyRoutines {
        var routines = policyRoutines()
        let uses = context.exercise.uses
        for routine in uses.calls.compactMap(context.routine)
            + uses.writes.flatMap(context.triggers).compactMap(context.function)
        {
            routines.close(over: routine, context, &bodies)
        }
        knownRoutines = routines
        return routines
    }

    /// What is known of the rows that an exercise meets.
    mutating func knownRows(
        _ context: ExerciseContext, _ entry: TestSuite.Entry, _ position: Int
    ) -> KnownRows {
        let fixtures = fixtureRows(entry)
        let routines = routines(calledBy: context)
        let before = fixtures.before[position] ?? [:]
        return KnownRows(
            before: before,
            sight: RowSight(
                rows: before, signedIn: context.exercise.signedIn, routines: routines,
                role: context.ownRole, touched: fixtures.touched[position],
                filled: fixtures.filled, emptied: fixtures.emptied[position] ?? [],
                own: fixtures.ownTables[position] ?? []))
    }

    mutating func laterReads(_ entry: TestSuite.Entry) -> LaterReads {
        if let knownReads { return knownReads }
        let made = LaterReads(entry, catalog, &bodies)
        knownReads = made
        return made
    }
}
