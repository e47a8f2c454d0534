import QueryAnalysis
import SQLSyntax
import SchemaCatalog

extension ExerciseContext {
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
