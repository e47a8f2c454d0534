import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// Which CHECK constraint a row breaks, as far as the statement says what is in it.
enum CheckEvidence {
    /// Of `checks` the only one that may be what refuses the row; nil where several may be.
    ///
    /// - Parameter isCertain: Whether it must be known to be the one, and not by elimination.
    static func broken(
        among checks: [CatalogObject], by write: StatementUses.Write, _ row: RowAtHand,
        isCertain: Bool = false, _ context: ExerciseContext
    ) -> CatalogObject? {
        var (failing, likely, unknown) = ([CatalogObject](), [CatalogObject](), [CatalogObject]())
        for (check, value) in values(of: checks, write, row, context) {
            switch value {
            case let value where value.truth == false: failing.append(check)
            // NULL is no violation.
            case .null: continue
            case let value where value.truth == true: continue
            // What a trigger does not mend.
            default:
                let isBroken = Self.value(of: check, row.written, context).truth == false
                if isBroken { likely.append(check) } else { unknown.append(check) }
            }
        }
        guard likely.isEmpty || !isCertain else { return nil }
        failing += likely
        // A test breaks one rule at a time: what cannot be told beside the one that is broken
        // holds.
        if failing.count == 1 { return failing[0] }
        // What concerns none of the values given is not what they break.
        unknown.removeAll { !concerns($0, write) }
        return failing.isEmpty && unknown.count == 1 && !isCertain ? unknown[0] : nil
    }

    /// Whether some check of a table refuses a row, or may.
    static func mayBreak(
        _ write: StatementUses.Write, _ table: CatalogObject, _ row: RowAtHand,
        _ context: ExerciseContext
    ) -> Bool {
        guard write.command != .delete else { return false }
        let checks = context.children([.check], of: table)
        return values(of: checks, write, row, context).contains { check, value in
            value.truth == false
                || value != .null && value.truth == nil && concerns(check, write)
        }
    }

    /// What checks say of a row; its defaults are looked at where one cannot be told without.
    private static func values(
        of checks: [CatalogObject], _ write: StatementUses.Write, _ row: RowAtHand,
        _ context: ExerciseContext
    ) -> [(CatalogObject, Value)] {
        let values = checks.map { ($0, value(of: $0, row.new, context)) }
        guard values.contains(where: { $1 == .unknown }) else { return values }
        let whole = row.withDefaults(write, context)
        return values.map { check, known in
            (check, known == .unknown ? value(of: check, whole.new, context) : known)
        }
    }

    /// What a check says of a row.
    private static func value(
        of check: CatalogObject, _ row: [String: Value], _ context: ExerciseContext
    ) -> Value {
        guard case .text(let text)? = check.facets[.expression],
            let condition = StoredCondition.expression(text)
        else { return .unknown }
        var environment = Environment()
        environment.variable = { row[$0] }
        environment.searchPath = context.catalog.searchPath
        var evaluator = Evaluator(environment)
        return evaluator.evaluate(condition)
    }

    private static func concerns(_ check: CatalogObject, _ write: StatementUses.Write) -> Bool {
        guard !write.columns.isEmpty, case .list(let columns)? = check.facets[.columns],
            !columns.isEmpty
        else { return true }
        return !Set(columns).isDisjoint(with: write.columns)
    }

    /// The columns of the row as it would be: what the statement sets, and of an INSERT null for
    /// what it leaves out and that has no default.
    ///
    /// - Parameters:
    ///   - table: Nil for one that no migration makes.
    ///   - unsure: Columns that triggers may set.
    static func row(
        of write: StatementUses.Write, _ table: CatalogObject?, unsure: Set<String>,
        _ context: ExerciseContext
    ) -> [String: Value] {
        let columns = table.map(context.columns) ?? []
        let names = write.columns.isEmpty ? columns.map(\.id.name) : write.columns
        var row: [String: Value] = [:]
        for column in columns {
            let isEmpty = context.isNullWhenLeftOut(column)
            let isLeftOut = write.command == .insert && !write.values.isEmpty
            row[column.id.name] = isLeftOut && isEmpty ? .null : .unknown
            if isLeftOut, let told = context.toldDefault(of: column) {
                var evaluator = Evaluator()
                row[column.id.name] = evaluator.evaluate(
                    told.asColumn(of: column.facets[.type]))
            }
        }
        for (name, value) in zip(names, write.values) {
            var evaluator = Evaluator()
            let type = columns.first { $0.id.name == name }?.facets[.type]
            row[name] = evaluator.evaluate(value.asColumn(of: type))
        }
        for column in unsure { row[column] = .unknown }
        return row
    }
}
