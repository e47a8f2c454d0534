/// What names mean where an expression or a query stands: the schema's own types, relations,
/// functions and operators, behind the server's. The owner of the schema (the fold, a live catalog)
/// fills in the look-ups; handles are its own and come back in the results.
public struct Scope {
    /// The schema's type of this name under the search path in force; the server's types are found
    /// before or after it as the search path has `pg_catalog` (first, unless it is named later).
    public var type: (_ schema: String?, _ name: String) -> Int?
    /// What a type of the schema is.
    public var describeType: (_ handle: Int) -> UserType
    /// The name of a type of the schema as `format_type()` prints it.
    public var typeName: (_ handle: Int) -> String
    /// The relation of this name under the search path in force.
    public var relation: (_ schema: String?, _ name: String) -> Relation?
    /// The functions of this name under the search path, nearest schema first.
    public var functions: (_ schema: String?, _ name: String) -> [FunctionCandidate]
    /// The operators of the schema with this name.
    public var operators: (_ schema: String?, _ name: String) -> [OperatorCandidate]
    /// A function's name, qualified where the search path of printed text (`public`) needs it.
    public var functionName: (_ handle: Int) -> String
    /// A relation's name, qualified where the search path of printed text (`public`) needs it.
    public var relationName: (_ handle: Int) -> String

    /// A scope that knows the server only.
    public init() {
        type = { _, _ in nil }
        describeType = { _ in UserType(.base) }
        typeName = { _ in "???" }
        relation = { _, _ in nil }
        functions = { _, _ in [] }
        operators = { _, _ in [] }
        functionName = { _ in "???" }
        relationName = { _ in "???" }
    }
}

/// What a type of the schema is.
public struct UserType: Sendable, Hashable {
    /// `pg_type.typtype`.
    public var kind: Kind
    /// Of a domain: its base type, with the modifier. Of a range or multirange: what it ranges
    /// over.
    public var underlying: SQLType?
    /// Of a composite type: its attributes in order.
    public var attributes: [Column]
    /// Of an enum: its labels in order.
    public var labels: [String]
    /// `typcategory` of a base type.
    public var category: TypeCategory
    /// The server's types that a base type becomes by itself.
    public var implicitTargets: [BuiltinType] = []
    /// Whether a base type prints a literal as it was written.
    public var keepsText = false

    /// Makes a description.
    public init(
        _ kind: Kind, underlying: SQLType? = nil, attributes: [Column] = [],
        labels: [String] = [], category: TypeCategory = .userDefined
    ) {
        self.kind = kind
        self.underlying = underlying
        self.attributes = attributes
        self.labels = labels
        self.category = category
    }

    /// `pg_type.typtype`.
    public enum Kind: Sendable, Hashable {
        case base
        case composite
        case domain
        case `enum`
        case range
        case multirange
        case shell
    }
}

/// A column or attribute: its name and, where known, its type.
public struct Column: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Nil where it could not be inferred.
    public var type: SQLType?
    /// The column of a relation that a query's column stands for.
    public var origin: ColumnOrigin?

    /// Makes a column.
    public init(_ name: String, _ type: SQLType?, origin: ColumnOrigin? = nil) {
        self.name = name
        self.type = type
        self.origin = origin
    }
}

/// A column of one of the scope's relations.
public struct ColumnOrigin: Sendable, Hashable {
    /// The handle of the relation.
    public var relation: Int
    /// The column's name there.
    public var name: String

    init(relation: Int, name: String) {
        self.relation = relation
        self.name = name
    }
}

/// A table, view or other relation that a query can read.
public struct Relation: Sendable, Hashable {
    /// The owner's handle; nil for a relation of the server.
    public var handle: Int?
    /// Its columns in order, without the system's own (`ctid`).
    public var columns: [Column]
    /// The relation's row type, where whole-row references need one.
    public var rowType: SQLType?

    /// Makes a relation.
    public init(handle: Int?, columns: [Column], rowType: SQLType? = nil) {
        self.handle = handle
        self.columns = columns
        self.rowType = rowType
    }
}

/// A function that a call could mean.
public struct FunctionCandidate: Sendable, Hashable {
    /// The owner's handle; nil for a function of the server.
    public var handle: Int?
    /// Function, aggregate, window function or procedure.
    public var kind: Kind
    /// Input types; of a variadic function the last is the array.
    public var arguments: [SQLType]
    /// Names of the inputs, where they have any, for `name => value`.
    public var argumentNames: [String]
    /// The element type of a VARIADIC parameter.
    public var variadicElement: SQLType?
    /// How many of the last arguments have defaults.
    public var defaults: Int
    /// The type of its result, or of a row of it.
    public var result: SQLType
    /// Whether it gives rows (`SETOF`, `TABLE`).
    public var returnsSet: Bool
    /// OUT and TABLE columns.
    public var outputs: [Column]

    /// Makes a candidate.
    public init(
        handle: Int?, kind: Kind = .function, arguments: [SQLType], argumentNames: [String] = [],
        variadicElement: SQLType? = nil, defaults: Int = 0, result: SQLType,
        returnsSet: Bool = false,
        outputs: [Column] = []
    ) {
        self.handle = handle
        self.kind = kind
        self.arguments = arguments
        self.argumentNames = argumentNames
        self.variadicElement = variadicElement
        self.defaults = defaults
        self.result = result
        self.returnsSet = returnsSet
        self.outputs = outputs
    }

    /// `pg_proc.prokind`.
    public enum Kind: UInt8, Sendable, Hashable {
        case function = 0x66
        case aggregate = 0x61
        case window = 0x77
        case procedure = 0x70
    }
}

/// An operator that a symbol could mean.
public struct OperatorCandidate: Sendable, Hashable {
    /// The owner's handle; nil for an operator of the server.
    public var handle: Int?
    /// Nil for a prefix operator.
    public var left: SQLType?
    /// The right operand's type.
    public var right: SQLType
    /// The type of its result.
    public var result: SQLType

    /// Makes a candidate.
    public init(handle: Int?, left: SQLType?, right: SQLType, result: SQLType) {
        self.handle = handle
        self.left = left
        self.right = right
        self.result = result
    }
}
