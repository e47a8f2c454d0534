import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

extension RowSight {
    /// The values of a row's columns: those it was given, else constant defaults.
    static func values(
        of row: FixtureRows.Row, _ table: CatalogObject, _ context: ExerciseContext
    ) -> [Value.Field] {
        context.columns(of: table).map { column in
            Value.Field(column.id.name, value(of: column, in: row, context))
        }
    }

    private static func value(
        of column: CatalogObject, in row: FixtureRows.Row, _ context: ExerciseContext
    ) -> Value {
        if let known = row.values[column.id.name] {
            return known.value(as: column.facets[.type]) ?? known.token
        }
        guard let given = row.given, !given.contains(column.id.name),
            column.facets[.identity] == .null, column.facets[.generated] == .null
        else { return .unknown }
        switch column.facets[.default] {
        case .text(let text)?:
            var evaluator = Evaluator()
            return StoredCondition.expression(text).map { evaluator.evaluate($0) } ?? .unknown
        case .null?: return context.hasDomainDefault(column) ? .unknown : .null
        default: return .unknown
        }
    }
}
