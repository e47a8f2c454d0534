import QueryAnalysis
import SQLSyntax
import SQLText
import SchemaCatalog

extension ExerciseContext {
    // MARK: - What columns take and hold

    /// What a column's default gives that asks for the token (`DEFAULT auth.uid()`); nil for any
    /// other.
    func toldDefault(of column: CatalogObject) -> Expression? {
        let asked: Expression? =
            switch column.facets[.default] {
            case .text(let text)? where text.holds("auth.") || text.holds("current_setting("):
                StoredCondition.expression(text)
            case .unknown?: column.definition.conditions.first
            default: nil
            }
        guard let expression = asked else { return nil }
        let told = TokenRoutines.told(expression, exercise.signedIn, ownRole)
        return told == expression ? nil : told
    }

    /// Whether a column is NULL in a row that is put in without a value for it.
    func isNullWhenLeftOut(_ column: CatalogObject) -> Bool {
        [.default, .identity, .generated].allSatisfy { (facet: Facet) in
            column.facets[facet] == .null
        } && !hasDomainDefault(column)
    }

    /// Whether a column's type brings a default: of a domain, or of one that it is over.
    func hasDomainDefault(_ column: CatalogObject) -> Bool {
        domains(of: column).contains { !$0.definition.conditions.isEmpty }
    }

    /// Whether a column takes no NULL, by itself or by a domain that it is of.
    func isNeverNull(_ column: CatalogObject) -> Bool {
        ([column] + domains(of: column)).contains { $0.facets[.nullability] == .text("not null") }
    }

    /// The domain that a column is of, and those that it is over.
    func domains(of column: CatalogObject) -> [CatalogObject] {
        guard case .text(let type)? = column.facets[.type] else { return [] }
        return catalog.domains(under: type)
    }

    // MARK: - Columns that are compared

    /// Whether a column more or less of what a routine's query reads by `*` shows in what the
    /// statement gives.
    func showsColumns(of routine: CatalogObject, reading uses: StatementUses) -> Bool {
        guard case .text(let type)? = routine.facets[.returns] else { return true }
        // It says itself which columns it gives, whatever tables have.
        if type.hasPrefix("TABLE(") { return false }
        // Rows of a table's own type have whatever columns that has by then: who compares one value
        // of them does not see the others.
        return !comparesOneValue || !Self.isRowType(type, of: uses)
    }

    private static func isRowType(_ type: String, of uses: StatementUses) -> Bool {
        let name = type.hasPrefix("SETOF ") ? type.dropFirst(6) : type[...]
        return uses.reads.contains { name == $0.name || name.hasSuffix(".\($0.name)") }
    }

    private var comparesOneValue: Bool {
        exercise.function.map(Self.functionsOfOneValue.contains) ?? false
    }

    private static let functionsOfOneValue: Set<String> = [
        "is", "isnt", "ok", "cmp_ok", "matches", "imatches", "alike", "ialike",
    ]
}
