import QueryAnalysis
import SQLSyntax
import SQLText
import SchemaCatalog

/// What a statement that must fail proves of constraints: the one that its message names, or the
/// only one that could raise its SQLSTATE (manual, appendix A, class 23).
enum ConstraintEvidence {
    /// SQLSTATEs of integrity constraints.
    static let states: Set<String> = ["23502", "23503", "23505", "23514", "23P01"]

    ///
    /// - Parameters:
    ///   - isRaised: Whether a trigger may raise the error as well.
    ///   - row: The row that the statement's first write is about.
    ///   - known: The rows known to be there.
    static func claims(
        _ context: ExerciseContext, isRaised: Bool = false, _ row: RowAtHand?,
        _ known: [RelationPlace: [FixtureRows.Row]]
    ) -> [Claim] {
        guard case .fails(_, let message) = context.exercise.expectation else { return [] }
        let kind = state(wantedBy: context)
        let tables = context.exercise.uses.writes.compactMap { write in
            context.relation(write.relation).map { (write, $0) }
        }
        if let message, let named = named(in: message, kind, tables.map(\.1), context) {
            return [named]
        }
        if let named = namedByPattern(tables.map(\.1), context) { return [named] }
        guard let kind, states.contains(kind) else { return [] }
        if kind == "23514", tables.count == 1, let row {
            return fitting(check(tables[0].0, tables[0].1, row, isRaised, context), kind, context)
        }
        guard !isRaised else { return [] }
        let candidates = fitting(
            tables.flatMap { Self.candidates(kind, $0.0, $0.1, context, known) }, kind, context)
        // Of several it cannot be told which one raised the error.
        return candidates.count == 1 ? candidates : []
    }

    /// Those of which the message fits the pattern that a test wants.
    private static func fitting(_ claims: [Claim], _ state: String, _ context: ExerciseContext)
        -> [Claim]
    {
        let pieces = context.patternPieces
        guard !pieces.isEmpty else { return claims }
        return claims.filter { ServerMessage.fits($0.object, state, pieces) ?? (claims.count == 1) }
    }

    /// Whether a constraint of what the statement writes may raise the error that is wanted.
    static func mayRefuse(
        _ context: ExerciseContext, _ row: RowAtHand?, _ known: [RelationPlace: [FixtureRows.Row]]
    ) -> Bool {
        guard case .fails = context.exercise.expectation,
            let kind = state(wantedBy: context), states.contains(kind)
        else { return false }
        let writes = context.exercise.uses.writes
        return writes.contains { write in
            guard let table = context.relation(write.relation) else { return false }
            if kind == "23514", writes.count == 1, let row, !write.values.isEmpty {
                return CheckEvidence.mayBreak(write, table, row, context)
            }
            return !candidates(kind, write, table, context, known).isEmpty
        }
    }

    /// The SQLSTATE that a test wants, in so many words or by the server's own message.
    static func state(wantedBy context: ExerciseContext) -> String? {
        let (state, message) = context.wantedError
        return state ?? message.flatMap(ServerMessage.state)
            ?? ServerMessage.state(ofPieces: context.patternPieces)
    }

    /// The CHECK that refuses a row: by the values given, or the only one that they concern.
    private static func check(
        _ write: StatementUses.Write, _ table: CatalogObject, _ row: RowAtHand,
        _ isRaised: Bool, _ context: ExerciseContext
    ) -> [Claim] {
        let checks = context.children([.check], of: table)
        guard !write.values.isEmpty else {
            let claims = candidates("23514", write, table, context)
            return claims.count == 1 && !isRaised ? claims : []
        }
        return CheckEvidence.broken(
            among: checks, by: write, row, isCertain: isRaised, context
        ).map { [Claim($0.id, .existence)] } ?? []
    }

    // MARK: - Named

    /// The constraint, or the column that may not be null, that a message names in double quotes.
    private static func named(
        in message: String, _ kind: String?, _ tables: [CatalogObject], _ context: ExerciseContext
    ) -> Claim? {
        let words = message.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        guard let first = words.first else { return nil }
        if kind == "23502" {
            let relation =
                words.count > 1
                ? tables.first { $0.id.name == words[1] } ?? tables.first : tables.first
            return relation.flatMap { context.column(first, of: $0) }.map {
                Claim($0.id, .nullability)
            }
        }
        for word in words {
            for table in tables {
                if let claim = constraint(word, of: table, context) { return claim }
            }
        }
        // A statement that fires others (a function, ON DELETE) fails on a table that it does not
        // name.
        guard kind != nil else { return nil }
        return words.lazy.compactMap { word in
            context.catalog.constraint(named: word)
        }.first.map { Claim($0, .existence) }
    }

    /// The constraint of a table of which a pattern for the message holds the name as a word: the
    /// server's quotes need not be a part of it.
    private static func namedByPattern(_ tables: [CatalogObject], _ context: ExerciseContext)
        -> Claim?
    {
        let words = context.exercise.wanted.flatMap { piece in
            piece.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "$" }.map(String.init)
        }
        return words.lazy.compactMap { word in
            tables.lazy.compactMap { constraint(word, of: $0, context) }.first
        }.first
    }

    private static func constraint(
        _ name: String, of table: CatalogObject, _ context: ExerciseContext
    ) -> Claim? {
        if let constraint = context.constraint(name, of: table) {
            return Claim(constraint.id, .existence)
        }
        return context.children([.index], of: table).first { $0.id.name == name }.map {
            Claim($0.id, .uniqueness)
        }
    }

    // MARK: - The only one

    private static func candidates(
        _ state: String, _ write: StatementUses.Write, _ table: CatalogObject,
        _ context: ExerciseContext, _ known: [RelationPlace: [FixtureRows.Row]] = [:]
    ) -> [Claim] {
        switch state {
        case "23502": return nullability(write, table, context)
        case "23505":
            let keys = context.children([.primaryKey, .unique], of: table).map {
                Claim($0.id, .existence)
            }
            let backed = Set(keys.map(\.object.name))
            let indexes = context.children([.index], of: table).filter {
                $0.facets[.uniqueness] == .text("unique") && !backed.contains($0.id.name)
            }
            let rows = known[RelationPlace(write.relation, context)] ?? []
            let all = (keys + indexes.map { Claim($0.id, .uniqueness) }).filter {
                !isNew($0.object, write, table, context)
            }
            return touched(all, write, context)
                + keys.filter { mayBeDrawn($0.object, write, table, context, rows) }
        case "23503":
            guard write.command != .delete else { return [] }
            return touched(
                context.children([.foreignKey], of: table).map { Claim($0.id, .existence) }, write,
                context)
        case "23514":
            return touched(
                context.children([.check], of: table).map { Claim($0.id, .existence) }, write,
                context)
        case "23P01":
            return context.children([.exclusion], of: table).map { Claim($0.id, .existence) }
        default: return []
        }
    }

    /// Whether a row's INSERT has a value of its own in some column of a key: what the server makes
    /// anew, or NULL, which equals nothing.
    private static func isNew(
        _ key: ObjectID, _ write: StatementUses.Write, _ table: CatalogObject,
        _ context: ExerciseContext
    ) -> Bool {
        guard write.command == .insert, !write.columns.isEmpty,
            case .list(let names)? = context.catalog[key]?.facets[.columns]
        else { return false }
        return names.contains { name in
            guard !write.columns.contains(name), let column = context.column(name, of: table) else {
                return false
            }
            if UniqueKey.isDrawn(column) { return true }
            guard case .text(let value)? = column.facets[.default] else { return true }
            return value.contains("uuid")
        }
    }

    /// Whether a row's INSERT leaves a key to a sequence that may give what another row has.
    private static func mayBeDrawn(
        _ key: ObjectID, _ write: StatementUses.Write, _ table: CatalogObject,
        _ context: ExerciseContext, _ known: [FixtureRows.Row]
    ) -> Bool {
        guard write.command == .insert, !write.columns.isEmpty,
            case .list(let names)? = context.catalog[key]?.facets[.columns], names.count == 1,
            !write.columns.contains(names[0]),
            let column = context.column(names[0], of: table), UniqueKey.isDrawn(column)
        else { return false }
        return known.contains { UniqueKey.mayBeDrawn($0.values[names[0]]) }
    }

    /// Constraints of which the statement sets a column; all where it names none.
    private static func touched(
        _ claims: [Claim], _ write: StatementUses.Write, _ context: ExerciseContext
    ) -> [Claim] {
        guard !write.columns.isEmpty else { return claims }
        let set = Set(write.columns)
        let touching = claims.filter { claim in
            guard case .list(let columns)? = context.catalog[claim.object]?.facets[.columns],
                !columns.isEmpty
            else { return true }
            return columns.contains { set.contains($0) || isOver($0, set) }
        }
        return touching.isEmpty ? claims : touching
    }

    /// Whether an index's expression (`lower(name)`) names one of some columns.
    private static func isOver(_ expression: String, _ columns: Set<String>) -> Bool {
        expression.contains("(")
            && expression.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains {
                columns.contains(String($0))
            }
    }

    /// Columns that may not be null and are set to NULL, or left out without a default.
    static func nullability(
        _ write: StatementUses.Write, _ table: CatalogObject, _ context: ExerciseContext
    ) -> [Claim] {
        let all = context.columns(of: table)
        let columns = all.filter { $0.facets[.nullability] == .text("not null") }
        var (given, nulls) = (write.columns, Set(write.nullColumns))
        if given.isEmpty, write.command == .insert {
            // Without a list values stand in the table's order.
            given = all.prefix(write.valueCount ?? 0).map(\.id.name)
            for row in write.valuesOfRows {
                nulls.formUnion(zip(given, row).filter { $1 == .null }.map(\.0))
            }
        }
        let set = columns.filter { nulls.contains($0.id.name) }
        guard write.command == .insert, !given.isEmpty else {
            return set.map { Claim($0.id, .nullability) }
        }
        let omitted = columns.filter { column in
            !given.contains(column.id.name) && context.isNullWhenLeftOut(column)
        }
        // What is left out beside what is NULL in so many words a trigger may have filled in.
        let isFilled = !set.isEmpty && !context.triggers(firedBy: write).isEmpty
        return (isFilled ? set : set + omitted).map { Claim($0.id, .nullability) }
    }
}
