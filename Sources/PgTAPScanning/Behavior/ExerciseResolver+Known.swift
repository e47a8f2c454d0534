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
        let routines = knownRoutines ?? PolicyRoutines(catalog)
        knownRoutines = routines
        return routines
    }

    /// What is known of the rows that an exercise meets.
    mutating func knownRows(
        _ context: ExerciseContext, _ entry: TestSuite.Entry, _ position: Int
    ) -> KnownRows {
        let routines = policyRoutines()
        let fixtures = fixtureRows(entry)
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
