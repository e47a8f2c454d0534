public import SchemaCatalog

/// What one migration file comes to. It depends on the file's bytes and the given variables alone.
public struct MigrationFile: Sendable {
    /// Its steps in order.
    public var steps: [Step] = []
    /// Faults; their locations have an empty file, which the caller fills in.
    public var diagnostics: [Diagnostic] = []
    /// Statements that the grammar read.
    public var parsedStatements = 0
    /// Statements of data and maintenance, which no schema hangs on and which are not parsed.
    public var skippedStatements = 0
    /// Statements that the grammar rejected.
    public var unparsedStatements = 0
    /// Statements that may change the schema in a way that cannot be read (`opaque-ddl`).
    public var opaqueStatements = 0

    /// Offset of the first statement that was left unread for want of time; nil where all were
    /// read.
    public var unreadFrom: Int?

    /// Nothing read yet.
    public init() {}

    /// One thing to do.
    public enum Step: Sendable, Hashable {
        case change(SchemaChange)
        /// `\i` or `\ir`: another file to be read in at this point.
        case include(path: String, isRelative: Bool, line: Int, column: Int)
    }
}
