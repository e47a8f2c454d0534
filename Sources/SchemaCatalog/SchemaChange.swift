public import SQLSyntax

/// A statement of a migration, as its file gives it. It holds no path, so that it can be cached by
/// the file's content.
public struct SchemaChange: Sendable, Hashable {
    /// The statement.
    public var statement: Statement
    /// Line of the statement's first byte, from 1.
    public var line: Int
    /// Its column, from 1, in characters.
    public var column: Int

    /// Makes a change.
    public init(_ statement: Statement, line: Int, column: Int) {
        self.statement = statement
        self.line = line
        self.column = column
    }
}
