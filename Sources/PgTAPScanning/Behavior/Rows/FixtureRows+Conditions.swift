import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// What conditions say of rows.
extension FixtureRows {
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
    static func values(_ filter: StatementUses.Filter) -> [String: RowValue] {
        Dictionary(
            filter.equals.compactMap { condition in
                RowValue(condition.value).map { (condition.column, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }
}
