public import SQLSyntax

/// Rows for a query to read: a system catalog, a VALUES list, the result of another query.
public struct Relation: Sendable, Hashable {
    /// What the environment calls it; empty for the result of a query.
    public var name: String
    /// Names of the columns, in order.
    public var columns: [String]
    /// The rows; whether in the server's order, the relation says.
    public var rows: [Row]
    /// Columns that say something of their object, rather than which it is.
    public var facts: Set<String>
    /// Whether the rows stand in the order in which the server gives them.
    public internal(set) var isOrdered = true

    /// Makes a relation.
    public init(name: String = "", columns: [String], rows: [Row], facts: Set<String> = []) {
        self.name = name
        self.columns = columns
        self.rows = rows
        self.facts = facts
    }

    /// A row, with a value for each column.
    public struct Row: Sendable, Hashable {
        /// One for each of the relation's columns.
        public var values: [Value]
        /// The object that it describes: its position in what the environment is made over.
        public var object: Int?
        /// Whether the row is there for certain. A row that may or may not be there stands for what
        /// files do not tell: roles that others made, members of extensions.
        public var isCertain: Bool
        /// Whether it stands for something that is none of the environment's objects.
        public var isOfOthers: Bool

        /// Makes a row.
        public init(
            _ values: [Value], object: Int? = nil, isCertain: Bool = true, isOfOthers: Bool = false
        ) {
            self.values = values
            self.object = object
            self.isCertain = isCertain
            self.isOfOthers = isOfOthers
        }
    }
}

/// An object as a function of the server's prints it.
public struct Description: Sendable, Hashable {
    /// What is printed.
    public var text: String
    /// The relation whose row holds what is printed.
    public var relation: String
    /// The columns there.
    public var columns: [String]

    /// Makes a description.
    public init(_ text: String, of relation: String, _ columns: [String]) {
        self.text = text
        self.relation = relation
        self.columns = columns
    }
}

/// What a query is evaluated against.
public struct Environment {
    /// The rows of a relation by its name; nil where they cannot be told.
    public var relation: (_ schema: String?, _ name: String) -> Relation? = { _, _ in nil }
    /// Rows of those relations by their columns' values: one of several environments of the same
    /// relations may hand it on.
    public var indexes = RowIndexes()
    /// A variable in scope; nil where there is none.
    public var variable: (String) -> Value? = { _ in nil }
    /// What a variable's or parameter's value, or a field of it, is over the present relations:
    /// objects may have been other rows when it was set.
    public var current: (Value) -> Value = { $0 }
    /// `'name'::regclass` and its kin, by the type's name: an object, null where there is none, or
    /// unknown.
    public var object: (_ type: String, _ name: String) -> Value = { _, _ in .unknown }
    /// What `pg_get_constraintdef()` prints of an object; nil where it cannot be told.
    public var constraintDefinition: (Int) -> Description? = { _ in nil }
    /// What `pg_get_function_identity_arguments()` prints of a routine; nil where it cannot be told.
    public var identityArguments: (Int) -> String? = { _ in nil }
    /// What `pg_get_functiondef()` prints of a routine, or would if a column of its row of `pg_proc`
    /// were not as it is; nil where it cannot be told.
    public var routineDefinition: (_ object: Int, _ otherwise: String?) -> String? = { _, _ in nil }
    /// What `format_type()` prints of the type and its modifier that a column has, or a domain is
    /// over; nil where it cannot be told. Their modifiers stand for both here.
    public var formattedType: (Int) -> String? = { _ in nil }
    /// How an object's name is printed by a `reg…` type.
    public var objectName: (Int) -> String? = { _ in nil }
    /// Whether the search path finds an object by its bare name (`pg_table_is_visible()`); nil
    /// where it cannot be told.
    public var isVisible: (Int) -> Bool? = { _ in nil }
    /// What a call of one of the schema's own functions runs, where that can be told.
    public var routine: (_ name: QualifiedName, _ arguments: Int) -> QueryRoutine? = { _, _ in nil }
    /// The environment that such a function runs in: it may see other rows than its caller.
    public var entering: (_ name: QualifiedName, _ caller: Environment) -> Environment = { $1 }
    /// `$1`, `$2`, …
    public var parameters: [Value] = []
    /// Schemas in order, as `current_schemas(false)` has them.
    public var searchPath: [String] = ["public"]
    /// What stands for a value that is not known where it becomes a part of a text; nil where such
    /// a text is unknown, too.
    public var placeholder: String?
    /// The present role, where it is known.
    public var currentUser: String?

    /// Nothing but constants.
    public init() {}
}
