import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// The rows that a test file is known to have put into tables, statement by statement, and what
/// that says of foreign keys and keys: which took a row along that is no longer there, and which a
/// row breaks that is refused. What a test cannot be known to hold is not claimed.
struct FixtureRows {
    /// Constraints that the result of an exercise hangs on, by the exercise's position.
    private(set) var needed: [Int: Set<ObjectID>] = [:]
    /// The constraint that a refused statement breaks, by the exercise's position.
    private(set) var broken: [Int: ObjectID] = [:]

    /// The rows that are there before an exercise that row security applies to, or that must fail,
    /// by its position.
    private(set) var before: [Int: [RelationPlace: [Row]]] = [:]

    /// The tables that something may have put rows in before an exercise that row security applies
    /// to, by its position.
    private(set) var touched: [Int: Set<RelationPlace>] = [:]

    /// The tables read that only those have put rows in who read them, by position.
    private(set) var ownTables: [Int: Set<RelationPlace>] = [:]
    /// Those of them that something has taken rows from again.
    private(set) var emptied: [Int: Set<RelationPlace>] = [:]
    private var cleared: Set<RelationPlace> = []

    private var rows: [RelationPlace: [Row]] = [:]
    /// The tables that something may put rows in.
    private(set) var filled: Set<RelationPlace> = []
    /// Who does.
    private var fillers: [RelationPlace: Set<Filler>] = [:]

    /// Who puts rows in.
    private struct Filler: Hashable {
        var role: RoleInForce
        var signedIn: SignedIn
    }

    /// Routines whose writes are among them.
    private var noted: [ObjectID: Set<Filler>] = [:]
    private var count = 0
    private var deletions = 0
    /// The positions of DELETEs by what they took along, or set to null, which is looked at later.
    private(set) var noticedDeletions: Set<Int> = []
    private var positions: [Int: Int] = [:]
    let keys: ForeignKeys
    var routines: PolicyRoutines
    /// Those that are there now.
    var current: [RelationPlace: [Row]] { rows }

    /// Beyond these many a file holds data rather than cases.
    private static let maximumRows = 2_000

    struct Row {
        var values: [String: RowValue]
        /// The columns that its INSERT sets, all others having their defaults; nil where nobody is
        /// known to have put it in.
        var given: Set<String>?
        /// The foreign keys by which it was deleted; nil while it is there.
        var deletedBy: Set<ObjectID>?
        /// Those by which a column became null.
        var nulledBy: [String: Set<ObjectID>] = [:]
        /// The DELETE that took it along.
        var deletion: Int?
        /// Those that set a column to null.
        var nullings: [String: Int] = [:]
        /// Whether it may be one of the others, seen by other columns.
        var mayBeOther = false
    }

    /// - Parameters:
    ///   - routines: Functions that conditions call.
    ///   - bodies: What functions and triggers execute.
    init(
        _ entry: TestSuite.Entry, _ catalog: Catalog, _ keys: ForeignKeys,
        _ routines: PolicyRoutines, _ bodies: inout RoutineUses
    ) {
        (self.keys, self.routines) = (keys, routines)
        for (position, exercise) in entry.file.exercises.enumerated()
        where exercise.state == .active {
            run(ExerciseContext(exercise, entry.file, catalog), entry, position, &bodies)
        }
        rows = [:]
    }

    private mutating func run(
        _ context: ExerciseContext, _ entry: TestSuite.Entry, _ position: Int,
        _ bodies: inout RoutineUses
    ) {
        let exercise = context.exercise
        if Self.asksForRows(context) { before[position] = rows }
        if context.hasOwnRole { noteFillers(context, position) }
        guard !context.wantsError else {
            broken[position] =
                exercise.expectation == .failsAnyhow
                ? certainlyRefusing(context)
                : refusing(context) ?? refusing(calledBy: context, &bodies)
            return
        }
        if exercise.function != nil {
            for filter in exercise.uses.filters {
                let place = RelationPlace(filter.relation, context)
                needed[position, default: []].formUnion(explained(filter, place, context))
                if Self.showsRow(exercise), filter.isWhole, !filter.equals.isEmpty {
                    noteShown(filter, place)
                }
            }
        }
        noteFilled(exercise.uses, context, &bodies)
        for write in exercise.uses.writes {
            // What row security kept from being done changed nothing.
            if write.command != .insert {
                if exercise.expectation == .empty { continue }
                if context.hasOwnRole,
                    case .refused? = WriteOutcome(of: write, context, entry, position)
                {
                    continue
                }
            }
            if write.command == .delete { positions[deletions + 1] = position }
            apply(write, context, &bodies, depth: 0)
        }
        for call in exercise.uses.calls { apply(call, context, &bodies) }
    }

    private mutating func noteFillers(_ context: ExerciseContext, _ position: Int) {
        let exercise = context.exercise
        touched[position] = filled
        guard exercise.signedIn != .unknown else { return }
        let own: Set = [Filler(role: exercise.role, signedIn: exercise.signedIn)]
        let read = exercise.uses.reads.map { RelationPlace($0, context) }
        let owned = Set(read.filter { fillers[$0] == own })
        ownTables[position] = owned
        emptied[position] = owned.intersection(cleared)
    }

    /// Notes the tables that a statement may put rows in, itself or by what it sets off.
    mutating func noteFilled(
        _ uses: StatementUses, _ context: ExerciseContext, _ bodies: inout RoutineUses
    ) {
        let exercise = context.exercise
        let filler = Filler(role: exercise.role, signedIn: exercise.signedIn)
        var called = uses.calls.compactMap(context.routine)
        for write in uses.writes {
            if write.command == .insert {
                let place = RelationPlace(write.relation, context)
                filled.insert(place)
                fillers[place, default: []].insert(filler)
            }
            if write.command == .delete { cleared.insert(RelationPlace(write.relation, context)) }
            called += context.triggers(firedBy: write).compactMap(context.function)
        }
        for routine in called
        where noted[routine.id, default: []].insert(filler).inserted {
            for part in bodies.parts(of: routine) {
                noteFilled(
                    part.uses, context.within(routine, part.uses), &bodies)
            }
        }
    }

    /// Whether what an exercise proves may hang on rows: row security applies to it, it must fail,
    /// it runs routines, or compares columns with constants.
    private static func asksForRows(_ context: ExerciseContext) -> Bool {
        let uses = context.exercise.uses
        return context.hasOwnRole || context.wantsError || !uses.writes.isEmpty
            || uses.calls.contains { context.routine($0) != nil }
            || !context.exercise.comparedColumns.isEmpty && !context.exercise.wanted.isEmpty
    }

    // MARK: - Writing

    mutating func apply(
        _ write: StatementUses.Write, _ context: ExerciseContext, _ bodies: inout RoutineUses,
        depth: Int
    ) {
        let place = RelationPlace(write.relation, context)
        switch write.command {
        case .insert:
            let triggers = context.triggers(firedBy: write)
            for var row in Self.rows(of: write, context) {
                let fired = fire(triggers, &row, write, context, &bodies)
                add(row, place)
                applyFired(fired, context, &bodies, depth: depth)
            }
        case .update:
            update(write, place)
        case .delete:
            guard let filter = write.filter else { return }
            deletions += 1
            let parents = deleteRows(filter, place)
            take(parents, of: place, by: [], depth: 0)
        }
    }

    private mutating func add(_ row: Row, _ place: RelationPlace) {
        guard count < Self.maximumRows else { return }
        count += 1
        rows[place, default: []].append(row)
    }

    /// The rows that an INSERT puts in, as far as it says what is in them.
    static func rows(of write: StatementUses.Write, _ context: ExerciseContext) -> [Row] {
        let all = write.valuesOfRows
        let told = toldDefaults(write, context)
        return all.filter { !$0.isEmpty }.map { values in
            Row(
                values: told.merging(row(values, write, context)) { $1 },
                given: Set(names(write, context).prefix(values.count)))
        }
    }

    /// What columns that an INSERT does not name get of the token.
    private static func toldDefaults(_ write: StatementUses.Write, _ context: ExerciseContext)
        -> [String: RowValue]
    {
        guard !write.columns.isEmpty, let table = context.relation(write.relation) else {
            return [:]
        }
        let given = Set(write.columns)
        return context.columns(of: table).reduce(into: [:]) { found, column in
            guard !given.contains(column.id.name) else { return }
            found[column.id.name] = context.toldDefault(of: column).flatMap(RowValue.init)
        }
    }

    /// The columns that an INSERT sets, in order.
    private static func names(_ write: StatementUses.Write, _ context: ExerciseContext) -> [String]
    {
        guard write.columns.isEmpty else { return write.columns }
        return context.relation(write.relation).map { context.columns(of: $0).map(\.id.name) } ?? []
    }

    static func row(
        _ values: [Expression], _ write: StatementUses.Write, _ context: ExerciseContext
    ) -> [String: RowValue] {
        Dictionary(
            zip(names(write, context), values).compactMap { name, value in
                RowValue(value).map { (name, $0) }
            },
            uniquingKeysWith: { first, _ in first })
    }

    /// The columns that an INSERT names none of and that have no default.
    static func leftOut(
        _ write: StatementUses.Write, _ table: CatalogObject, _ context: ExerciseContext
    ) -> Set<String> {
        let columns = context.columns(of: table)
        let given =
            write.columns.isEmpty
            ? columns.prefix(write.valueCount ?? 0).map(\.id.name) : write.columns
        let empty = columns.filter(context.isNullWhenLeftOut)
        return Set(empty.map(\.id.name)).subtracting(given)
    }

    private mutating func update(_ write: StatementUses.Write, _ place: RelationPlace) {
        let set = Dictionary(
            zip(write.columns, write.values.map(RowValue.init)),
            uniquingKeysWith: { first, _ in first })
        rows[place] = rows[place]?.map { row in
            let isMeant = write.filter.flatMap { Self.meets(row, $0) }
            guard isMeant != false else { return row }
            var row = row
            // What is set is no default any more, also where its value cannot be told.
            row.given?.formUnion(write.columns)
            for column in write.columns {
                row.values[column] = isMeant == true ? set[column].flatMap { $0 } : nil
                row.nulledBy[column] = nil
            }
            return row
        }
    }

    /// Takes away the rows of a DELETE, and those that may be among them.
    ///
    /// - Returns: What is known of each row that is gone.
    private mutating func deleteRows(
        _ filter: StatementUses.Filter, _ place: RelationPlace
    ) -> [[String: RowValue]] {
        let given = Self.values(filter)
        var gone: [[String: RowValue]] = []
        rows[place]?.removeAll { row in
            let isMeant = Self.meets(row, filter)
            if isMeant == true, row.deletedBy == nil {
                gone.append(row.values.merging(given) { $1 })
            }
            return isMeant != false
        }
        return gone.isEmpty ? [given] : gone
    }

    /// What goes with rows that are deleted, by keys that refer to them.
    private mutating func take(
        _ parents: [[String: RowValue]], of place: RelationPlace, by path: Set<ObjectID>, depth: Int
    ) {
        guard depth < 4, !parents.isEmpty else { return }
        for key in keys.referring(to: place) where key.onDelete != .refuses {
            let way = path.union([key.id])
            var children: [[String: RowValue]] = []
            rows[key.table] = rows[key.table]?.map { row in
                guard row.deletion == nil || row.deletion == deletions,
                    let isCertain = Self.refers(row, to: parents, key)
                else { return row }
                var row = row
                if key.onDelete == .cascades {
                    if row.deletion == nil { children.append(row.values) }
                    row.deletion = deletions
                    // By several ways: only what they share is needed.
                    row.deletedBy = row.deletedBy?.intersection(way) ?? way
                } else {
                    for column in key.columns {
                        row.nulledBy[column] = way
                        row.nullings[column] = deletions
                        if isCertain { row.values[column] = nil }
                    }
                }
                return row
            }
            take(children, of: key.table, by: way, depth: depth + 1)
        }
    }

    /// Whether a row may refer to one of some rows, and if so, whether it is known to; nil where it
    /// is known not to.
    static func refers(
        _ row: Row, to parents: [[String: RowValue]], _ key: ForeignKey
    ) -> Bool? {
        var result: Bool?
        for parent in parents {
            var isCertain = true
            var isPossible = true
            for (column, referenced) in zip(key.columns, key.referencedColumns) {
                guard let own = row.values[column], let other = parent[referenced] else {
                    isCertain = false
                    continue
                }
                if own.isNull || own.differs(from: other) { isPossible = false }
                if own != other { isCertain = false }
            }
            if isPossible { result = result ?? false || isCertain }
        }
        return result
    }

    // MARK: - Reading

    /// Whether an assertion passes only where its queries find rows.
    static func showsRow(_ exercise: Exercise) -> Bool {
        guard exercise.expectation == .result, !exercise.wantsNothing else { return false }
        switch exercise.function {
        case "is", "results_eq", "set_eq", "bag_eq", "isnt_empty": return true
        default: return false
        }
    }

    /// A row that was seen, whoever made it. It may be one of those known, as it has become since.
    private mutating func noteShown(_ filter: StatementUses.Filter, _ place: RelationPlace) {
        let outcomes = (rows[place] ?? []).filter { $0.deletedBy == nil }.map {
            Self.meets($0, filter)
        }
        guard !outcomes.contains(true) else { return }
        var row = Row(values: Self.values(filter))
        row.mayBeOther = outcomes.contains(nil)
        add(row, place)
    }

    /// The foreign keys by which the rows that a query does not find, or finds without a value, are
    /// gone or have lost it.
    private mutating func explained(
        _ filter: StatementUses.Filter, _ place: RelationPlace, _ context: ExerciseContext
    ) -> Set<ObjectID> {
        // Row security hides rows as well.
        guard filter.isWhole, !context.hasOwnRole, let known = rows[place] else { return [] }
        let meant = known.filter { Self.meets($0, filter) == true }
        if context.exercise.expectation == .empty {
            guard meant.allSatisfy({ $0.deletedBy != nil }) else { return [] }
            noteNoticed(meant.map(\.deletion))
            return meant.reduce(into: []) { $0.formUnion($1.deletedBy ?? []) }
        }
        let columns = Set(
            context.exercise.uses.columns.filter { $0.candidates.contains(filter.relation) }
                .map(\.name)
        ).subtracting(filter.equals.map(\.column))
        noteNoticed(meant.flatMap { row in columns.map { row.nullings[$0] } })
        return meant.reduce(into: []) { found, row in
            for column in columns { found.formUnion(row.nulledBy[column] ?? []) }
        }
    }

    private mutating func noteNoticed(_ deletions: [Int?]) {
        noticedDeletions.formUnion(deletions.compactMap { $0.flatMap { positions[$0] } })
    }
}
