import ParseTree
import SQLSyntax
import Synchronization

/// An expression that the catalog keeps as text: of a check, an index, a predicate.
enum StoredCondition {
    /// Those read before: rows ask for the defaults of their columns again and again.
    private static let known = Mutex<[String: Expression?]>([:])
    private static let maximumKnown = 4_096

    /// Its parse tree; nil for what is no expression.
    static func expression(_ text: String) -> Expression? {
        if let expression = known.withLock({ $0[text] }) { return expression }
        let expression = read(text)
        known.withLock { known in
            if known.count >= maximumKnown { known = [:] }
            known[text] = .some(expression)
        }
        return expression
    }

    private static func read(_ text: String) -> Expression? {
        guard case .data(.query(let query))? = try? StatementReader.read("SELECT \(text)"),
            case .select(let core) = query.body
        else { return nil }
        return core.targets.first?.expression
    }
}
