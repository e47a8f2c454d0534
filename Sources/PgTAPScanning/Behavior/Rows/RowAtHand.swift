import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// The row that a statement writes, as it would be and as it was: a trigger's NEW and OLD.
struct RowAtHand {
    /// What is known of its columns.
    var new: [String: Value]
    /// The same before triggers may have set some of them.
    var written: [String: Value]
    /// Empty where nothing is known of it, or there was none.
    var old: [String: Value] = [:]
    /// Columns that triggers may set.
    private let unsure: Set<String>

    /// - Parameters:
    ///   - table: Nil for one that no migration makes.
    ///   - known: The rows known to be there before.
    ///   - unsure: Columns that triggers may set.
    init(
        of write: StatementUses.Write, _ table: CatalogObject?,
        _ known: [RelationPlace: [FixtureRows.Row]], unsure: Set<String>,
        _ context: ExerciseContext
    ) {
        self.unsure = unsure
        new = CheckEvidence.row(of: write, table, unsure: unsure, context)
        written =
            unsure.isEmpty ? new : CheckEvidence.row(of: write, table, unsure: [], context)
        guard write.command != .insert, let table else { return }
        if let row = Self.only(write.filter, known[RelationPlace(write.relation, context)] ?? []) {
            for field in RowSight.values(of: row, table, context) { old[field.name] = field.value }
        }
        // Whatever row it is, it has what is asked for.
        for asked in write.filter?.equals ?? [] where old[asked.column] ?? .unknown == .unknown {
            let column = context.column(asked.column, of: table)
            old[asked.column] = RowValue(asked.value)?.value(as: column?.facets[.type]) ?? .unknown
        }
        let set = Set(write.columns)
        for (name, value) in old where !set.contains(name) {
            written[name] = value
            if !unsure.contains(name) { new[name] = value }
        }
    }

    /// The row that is meant, where no other may be.
    private static func only(_ filter: StatementUses.Filter?, _ rows: [FixtureRows.Row])
        -> FixtureRows.Row?
    {
        guard let filter, !filter.equals.isEmpty else { return nil }
        let meant = rows.filter { $0.deletedBy == nil && FixtureRows.meets($0, filter) != false }
        guard meant.count == 1, FixtureRows.meets(meant[0], filter) == true else { return nil }
        return meant[0]
    }

    /// With the constant defaults of columns that an INSERT does not name, which a CHECK or a
    /// trigger's WHEN may ask for.
    func withDefaults(_ write: StatementUses.Write, _ context: ExerciseContext) -> RowAtHand {
        guard write.command == .insert, !write.columns.isEmpty,
            let table = context.relation(write.relation)
        else { return self }
        var row = self
        let given = unsure.union(write.columns)
        for column in context.columns(of: table) where !given.contains(column.id.name) {
            guard case .text(let text)? = column.facets[.default],
                let value = StoredCondition.expression(text)
            else { continue }
            var evaluator = Evaluator()
            let known = evaluator.evaluate(value.asColumn(of: column.facets[.type]))
            if known != .unknown { row.new[column.id.name] = known }
        }
        return row
    }

    /// As a trigger's function sees it.
    func variables(_ command: StatementUses.Command) -> [String: Value] {
        func record(_ row: [String: Value]) -> Value {
            .record(row.sorted { $0.key < $1.key }.map { Value.Field($0.key, $0.value) })
        }
        var variables: [String: Value] = ["tg_op": .text(command.name)]
        variables["new"] = command == .delete ? .null : record(new)
        variables["old"] = command == .insert ? .null : old.isEmpty ? .unknown : record(old)
        return variables
    }
}
