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

    /// The rows that are there before an exercise that row security applies to, by its position.
    private(set) var before: [Int: [RelationPlace: [Row]]] = [:]

    private var rows: [RelationPlace: [Row]] = [:]
    private var count = 0
    private var deletions = 0
    private let keys: ForeignKeys

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
    }

    init(_ entry: TestSuite.Entry, _ catalog: Catalog, _ keys: ForeignKeys) {
        self.keys = keys
        for (position, exercise) in entry.file.exercises.enumerated()
        where exercise.state == .active {
            run(ExerciseContext(exercise, entry.file, catalog), position)
        }
        rows = [:]
    }

    private mutating func run(_ context: ExerciseContext, _ position: Int) {
        let exercise = context.exercise
        if context.hasOwnRole { before[position] = rows }
        guard !context.wantsError else {
            broken[position] =
                exercise.expectation == .failsAnyhow
                ? certainlyRefusing(context) : refusing(context)
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
        for write in exercise.uses.writes { apply(write, context) }
    }

    // MARK: - Writing

    private mutating func apply(_ write: StatementUses.Write, _ context: ExerciseContext) {
        let place = RelationPlace(write.relation, context)
        switch write.command {
        case .insert:
            for row in Self.rows(of: write, context) { add(row, place) }
        case .update: update(write, place)
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
        let all = write.rows.isEmpty ? [write.values] : write.rows
        return all.filter { !$0.isEmpty }.map { values in
            Row(
                values: row(values, write, context),
                given: Set(names(write, context).prefix(values.count)))
        }
    }

    /// The columns that an INSERT sets, in order.
    private static func names(_ write: StatementUses.Write, _ context: ExerciseContext) -> [String]
    {
        guard write.columns.isEmpty else { return write.columns }
        return context.relation(write.relation).map { context.columns(of: $0).map(\.id.name) } ?? []
    }

    private static func row(
        _ values: [Expression], _ write: StatementUses.Write, _ context: ExerciseContext
    ) -> [String: RowValue] {
        Dictionary(
            zip(names(write, context), values).compactMap { name, value in
                RowValue(value).map { (name, $0) }
            },
            uniquingKeysWith: { first, _ in first })
    }

    /// The columns that an INSERT names none of and that have no default.
    private static func leftOut(
        _ write: StatementUses.Write, _ table: CatalogObject, _ context: ExerciseContext
    ) -> Set<String> {
        let columns = context.columns(of: table)
        let given =
            write.columns.isEmpty
            ? columns.prefix(write.valueCount ?? 0).map(\.id.name) : write.columns
        let empty = columns.filter { column in
            [.default, .identity, .generated].allSatisfy { (facet: Facet) in
                column.facets[facet] == .null
            }
        }
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
    private static func refers(
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

    /// A row that was seen, whoever made it.
    private mutating func noteShown(_ filter: StatementUses.Filter, _ place: RelationPlace) {
        let isKnown = (rows[place] ?? []).contains {
            $0.deletedBy == nil && Self.meets($0, filter) == true
        }
        if !isKnown { add(Row(values: Self.values(filter)), place) }
    }

    /// The foreign keys by which the rows that a query does not find, or finds without a value, are
    /// gone or have lost it.
    private func explained(
        _ filter: StatementUses.Filter, _ place: RelationPlace, _ context: ExerciseContext
    ) -> Set<ObjectID> {
        // Row security hides rows as well.
        guard filter.isWhole, !context.hasOwnRole, let known = rows[place] else { return [] }
        let meant = known.filter { Self.meets($0, filter) == true }
        if context.exercise.expectation == .empty {
            guard meant.allSatisfy({ $0.deletedBy != nil }) else { return [] }
            return meant.reduce(into: []) { $0.formUnion($1.deletedBy ?? []) }
        }
        let columns = Set(
            context.exercise.uses.columns.filter { $0.candidates.contains(filter.relation) }
                .map(\.name)
        ).subtracting(filter.equals.map(\.column))
        return meant.reduce(into: []) { found, row in
            for column in columns { found.formUnion(row.nulledBy[column] ?? []) }
        }
    }

    /// Whether a row meets conditions; nil where that cannot be told.
    static func meets(_ row: Row, _ filter: StatementUses.Filter) -> Bool? {
        var result: Bool? = filter.isWhole ? true : nil
        for condition in filter.equals {
            guard let value = row.values[condition.column], let wanted = RowValue(condition.value)
            else {
                result = nil
                continue
            }
            if value.differs(from: wanted) || value.isNull { return false }
            if value != wanted { result = nil }
        }
        return result
    }

    /// The values that conditions ask for.
    private static func values(_ filter: StatementUses.Filter) -> [String: RowValue] {
        Dictionary(
            filter.equals.compactMap { condition in
                RowValue(condition.value).map { (condition.column, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: - Refusing

    /// The only constraint that can be what refuses a statement.
    private func refusing(_ context: ExerciseContext) -> ObjectID? {
        guard let write = context.exercise.uses.writes.first,
            context.exercise.uses.writes.count == 1
        else { return nil }
        let place = RelationPlace(write.relation, context)
        switch (ConstraintEvidence.state(wantedBy: context), write.command) {
        case ("23505", .insert):
            let (met, unsure) = brokenKeys(write, place, context)
            return met.count + unsure.count == 1 ? met.first ?? unsure.first : nil
        case ("23503", .insert): return brokenReference(write, context)
        case ("23503", .delete):
            let refusing = refusingKeys(of: place, depth: 0)
            if refusing.count == 1 { return refusing[0].id }
            guard let filter = write.filter else { return nil }
            let parents =
                [Self.values(filter)]
                + (rows[place] ?? []).filter { Self.meets($0, filter) == true }.map(\.values)
            let met = refusing.filter { key in
                key.referenced == place
                    && (rows[key.table] ?? []).contains {
                        $0.deletedBy == nil && Self.refers($0, to: parents, key) == true
                    }
            }
            return met.count == 1 ? met[0].id : nil
        default: return nil
        }
    }

    /// The keys that can refuse to let a table's rows go, those met by way of cascades, too.
    private func refusingKeys(of place: RelationPlace, depth: Int) -> [ForeignKey] {
        guard depth < 4 else { return [] }
        return keys.referring(to: place).flatMap { key -> [ForeignKey] in
            switch key.onDelete {
            case .refuses: return [key]
            case .cascades: return refusingKeys(of: key.table, depth: depth + 1)
            case .setsNull, .setsDefault: return []
            }
        }
    }

    /// The only key or reference that is known to refuse an INSERT, whatever error that gives.
    private func certainlyRefusing(_ context: ExerciseContext) -> ObjectID? {
        guard let write = context.exercise.uses.writes.first, write.command == .insert,
            context.exercise.uses.writes.count == 1
        else { return nil }
        let (met, unsure) = brokenKeys(write, RelationPlace(write.relation, context), context)
        // Of another role's row more may be refused than that what it refers to is not known.
        let dangling = context.hasOwnRole ? nil : brokenReference(write, context)
        let found = met + [dangling].compactMap { $0 }
        return found.count == 1 && unsure.isEmpty ? found[0] : nil
    }

    /// The keys of which a row known to be there has the values, and those of which one may.
    private func brokenKeys(
        _ write: StatementUses.Write, _ place: RelationPlace, _ context: ExerciseContext
    ) -> (met: [ObjectID], unsure: [ObjectID]) {
        guard let table = context.relation(write.relation), !write.values.isEmpty,
            let known = rows[place]
        else { return ([], []) }
        let row = Self.row(write.values, write, context)
        let others = known.filter { $0.deletedBy == nil }.map(\.values)
        let nulls = Self.leftOut(write, table, context)
        var (met, unsure) = ([ObjectID](), [ObjectID]())
        for key in UniqueKey.all(of: table, context) {
            let outcomes = others.map { key.isMet(by: row, nulls: nulls, $0) }
            if outcomes.contains(true) {
                met.append(key.id)
            } else if outcomes.contains(nil) {
                unsure.append(key.id)
            }
        }
        return (met, unsure)
    }

    /// The only reference to a row that is not known to be there.
    private func brokenReference(_ write: StatementUses.Write, _ context: ExerciseContext)
        -> ObjectID?
    {
        guard let table = context.relation(write.relation), !write.values.isEmpty else {
            return nil
        }
        let row = Self.row(write.values, write, context)
        let dangling = context.children([.foreignKey], of: table).compactMap(ForeignKey.init)
            .filter { key in
                let values = key.columns.map { row[$0] }
                guard values.allSatisfy({ $0.map { !$0.isNull } ?? false }) else { return false }
                return !(rows[key.referenced] ?? []).contains { parent in
                    zip(key.referencedColumns, values).allSatisfy { parent.values[$0] == $1 }
                }
            }
        return dangling.count == 1 ? dangling[0].id : nil
    }
}
