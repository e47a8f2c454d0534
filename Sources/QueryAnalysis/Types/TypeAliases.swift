extension SQLType {
    /// The server's type that an SQL name means (`int`, `character varying`); nil for any other.
    public static func named(_ name: String) -> SQLType? { byName[name] }

    /// An alias wins over a name: `char` is not the type that the catalog calls so.
    private static let byName: [String: SQLType] = {
        var types: [String: SQLType] = [:]
        for name in BuiltinType.names { types[name] = BuiltinType(name).map { SQLType($0) } }
        for (alias, name) in aliases { types[alias] = BuiltinType(name).map { SQLType($0) } }
        return types
    }()

    /// The text of a type within a `regprocedure` constant, as `format_type()` prints it: `int` as
    /// `integer`. A type that is none of the server's stays as it is.
    public static func printed(_ text: String) -> String {
        var name = text
        if name.hasPrefix("pg_catalog.") { name = String(name.dropFirst(11)) }
        var suffix = ""
        while name.hasSuffix("[]") {
            name = String(name.dropLast(2))
            suffix = "[]"
        }
        guard let type = named(name.lowercased()) else { return text }
        return type.formatted(modifierGiven: false) { _ in "" } + suffix
    }

    private static let aliases = [
        "integer": "int4", "int": "int4", "bigint": "int8", "smallint": "int2", "boolean": "bool",
        "real": "float4", "float": "float8", "dec": "numeric", "bit varying": "varbit",
        "char varying": "varchar", "national character": "bpchar", "nchar": "bpchar",
        "double precision": "float8", "character varying": "varchar", "character": "bpchar",
        "char": "bpchar",
        "decimal": "numeric", "timestamp with time zone": "timestamptz",
        "timestamp without time zone": "timestamp",
        "time with time zone": "timetz", "time without time zone": "time",
    ]
}
