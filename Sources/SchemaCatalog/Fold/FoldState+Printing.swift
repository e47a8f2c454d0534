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

    /// A name as the server prints it where the search path is `public`.
    fileprivate static func text(_ name: CatalogName) -> String {
        name.schema == "public"
            ? QuotedIdentifier.quote(name.name)
            : "\(QuotedIdentifier.quote(name.schema)).\(QuotedIdentifier.quote(name.name))"
    }
}

/// The state as printers of expressions look at it: they share one copy.
final class PrintedState {
    private let state: FoldState

    init(_ state: FoldState) { self.state = state }

    /// Prints the expressions of a relation.
    func printer(_ relation: RelationState) -> ExpressionPrinter {
        let columns = relation.columns
        return ExpressionPrinter(
            typeText: { self.state.typeText($0) },
            functionName: { self.state.routines[$0].map { FoldState.text($0.name) } ?? "???" },
            relationName: { self.state.relations[$0].map { FoldState.text($0.name) } ?? "???" },
            columnName: { columns[$0].name })
    }
}
