/// A name as a statement writes it: perhaps with a schema, without regard to the search path.
public struct QualifiedName: Sendable, Hashable {
    /// The schema written; nil where the search path decides.
    public var schema: String?
    /// The name, folded to lower case where it was not quoted.
    public var name: String

    /// Makes a name.
    public init(_ schema: String?, _ name: String) {
        self.schema = schema
        self.name = name
    }

    /// Makes a name without a schema.
    public init(_ name: String) { self.init(nil, name) }
}

/// A type as a statement writes it. The grammar turns `integer` into `pg_catalog.int4`.
public struct TypeName: Sendable, Hashable {
    /// The type's name; what is an alias in SQL is `pg_catalog`'s own name.
    public var name: QualifiedName
    /// The constants in parentheses (`numeric(10, 2)`), and an interval's packed field mask.
    public var modifiers: [Expression]
    /// Whether it is an array, of however many dimensions: PostgreSQL keeps but one kind.
    public var isArray: Bool
    /// `SETOF`.
    public var isSet: Bool
    /// `table.column%TYPE`: ``name`` then holds the column, and ``referenceTable`` the table.
    public var referenceTable: QualifiedName?

    /// Makes a type name.
    public init(
        _ name: QualifiedName, modifiers: [Expression] = [], isArray: Bool = false,
        isSet: Bool = false,
        referenceTable: QualifiedName? = nil
    ) {
        self.name = name
        self.modifiers = modifiers
        self.isArray = isArray
        self.isSet = isSet
        self.referenceTable = referenceTable
    }
}

/// A role as GRANT, OWNER TO and the like write it (`RoleSpec`).
public enum RoleName: Sendable, Hashable {
    case named(String)
    /// `CURRENT_USER`, `CURRENT_ROLE`.
    case currentUser
    case sessionUser
    case `public`
}

/// `RESTRICT` or `CASCADE`.
public enum DropBehavior: Sendable, Hashable {
    case restrict
    case cascade
}

/// `name = value` of a WITH list, a SET list or a definition; the value as text, where it is one.
public struct DefinitionItem: Sendable, Hashable {
    /// The name of the item, in lower case where it was not quoted.
    public var name: String
    /// A word, string or number as text; nil where none is written.
    public var value: String?
    /// The value as a list of names (`OWNED BY a.b`, `SEARCH = …`).
    public var names: [String]
    /// The value as a type (`SUBTYPE = float8`).
    public var type: TypeName?

    /// Makes an item.
    public init(_ name: String, value: String? = nil, names: [String] = [], type: TypeName? = nil) {
        self.name = name
        self.value = value
        self.names = names
        self.type = type
    }
}
