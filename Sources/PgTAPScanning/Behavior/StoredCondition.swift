import ParseTree
import SQLSyntax

/// An expression that the catalog keeps as text: of a check, an index, a predicate.
enum StoredCondition {
    /// Its parse tree; nil for what is no expression.
    static func expression(_ text: String) -> Expression? {
        guard case .data(.query(let query))? = try? StatementReader.read("SELECT \(text)"),
            case .select(let core) = query.body
        else { return nil }
        return core.targets.first?.expression
    }
}
