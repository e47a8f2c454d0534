import SQLSyntax
import SQLText

/// The transaction that a script is in, and what it can go back to.
struct OpenTransaction {
    /// The state at BEGIN or SAVEPOINT.
    struct Point {
        /// Of the savepoint; nil for BEGIN.
        var name: String?
        var state: FoldState
        var session: SessionState
        var opaqueOnes: Set<Diagnostic>
        var diagnostics: Int
    }

    /// The first is BEGIN's.
    var points: [Point]
    /// Where BEGIN stands.
    let begin: SourceLocation
    /// Whether a statement of it failed: until it is rolled back, or back to a savepoint, the
    /// server ignores what else comes, and COMMIT then rolls back (`xact.c`, TBLOCK_ABORT).
    var isAborted = false

    /// The position of the last savepoint of a name.
    func savepoint(_ name: String) -> Int? { points.lastIndex { $0.name == name } }

    /// Whether a statement may undo what stands before it in its script. Where none does, nothing
    /// needs to be kept for it.
    static func isUndone(by statement: SQLSyntax.Statement) -> Bool {
        switch statement {
        case .transaction(.rollback), .transaction(.rollbackTo): true
        default: false
        }
    }
}

/// What a statement that fails does to those behind it.
public enum ErrorHandling: Sendable {
    /// psql without ON_ERROR_STOP: the script goes on; the transaction that it is in comes to
    /// nothing.
    case goesOn
    /// Migration tools, and psql with ON_ERROR_STOP: the deploy ends there. That is said; the
    /// catalog is the one that the rest makes, as a schema that cannot be deployed is none.
    case stops
}
