public import SQLSyntax

/// A statement of a migration, as its file gives it. It holds no path, so that it can be cached by
/// the file's content.
public struct SchemaChange: Sendable, Hashable {
    public var statement: Statement
    /// Line of the statement's first byte, from 1.
    public var line: Int
    /// Its column, from 1, in characters.
    public var column: Int
    /// Whether the migration is written to go on where the statement fails: within
    /// `IF NOT EXISTS (…) THEN`, or under an EXCEPTION handler. What exists already, or does not
    /// exist, is then no fault.
    public var isGuarded: Bool

    /// Makes a change.
    public init(_ statement: Statement, line: Int, column: Int, isGuarded: Bool = false) {
        self.statement = statement
        self.line = line
        self.column = column
        self.isGuarded = isGuarded
    }
}
