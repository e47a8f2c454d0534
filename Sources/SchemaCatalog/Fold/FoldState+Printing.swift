import QueryAnalysis
import SQLSyntax

/// Names, types and expressions as the server prints them (`format_type()`, `pg_get_expr()`).
extension FoldState {
    /// - Parameter bare: Without the type's modifier.
    func typeText(_ type: SQLType, bare: Bool = false) -> String {
        type.formatted(modifierGiven: !bare) { handle in
            types[handle].map { Self.text($0.name) } ?? "???"
        }
    }

    /// Prints the expressions of a relation. It holds all of the state: one does for all of them.
    func printer(_ relation: RelationState) -> ExpressionPrinter {
        ExpressionPrinter(
            typeText: { typeText($0) },
            functionName: { routines[$0].map { Self.text($0.name) } ?? "???" },
            relationName: { relations[$0].map { Self.text($0.name) } ?? "???" },
            columnName: { relation.columns[$0].name })
    }

    private static func text(_ name: CatalogName) -> String {
        name.schema == "public"
            ? QuotedIdentifier.quote(name.name)
            : "\(QuotedIdentifier.quote(name.schema)).\(QuotedIdentifier.quote(name.name))"
    }
}
