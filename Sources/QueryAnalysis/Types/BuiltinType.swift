/// A type of `pg_catalog` that is no array: a position in the generated table of types.
public struct BuiltinType: Sendable, Hashable {
    let index: UInt8

    /// The type of this catalog name (`int4`, not `integer`).
    public init?(_ name: String) {
        guard let index = Self.indexByName[name] else { return nil }
        self.index = index
    }

    private init(known name: String) {
        guard let index = Self.indexByName[name] else {
            preconditionFailure("\(name) is missing from the generated table of types")
        }
        self.index = index
    }

    /// By its number, where there is one so high.
    init?(index: UInt8) {
        guard index < Self.table.count else { return nil }
        self.index = index
    }

    /// `pg_type.typname`.
    public var name: String { Self.table[Int(index)].name }
    /// `pg_type.typcategory`.
    public var category: TypeCategory { Self.table[Int(index)].category }
    /// `pg_type.typispreferred`.
    public var isPreferred: Bool { Self.table[Int(index)].isPreferred }
    /// Whether it is a range type.
    public var isRange: Bool { Self.table[Int(index)].kind == "r" }
    /// Whether it is a multirange type.
    public var isMultirange: Bool { Self.table[Int(index)].kind == "m" }
    /// Whether it is a pseudo-type.
    public var isPseudo: Bool { Self.table[Int(index)].kind == "p" }
    /// What a range or multirange ranges over.
    public var subtype: BuiltinType? { Self.table[Int(index)].subtype.flatMap(BuiltinType.init) }
    /// The element of a type that can be subscripted though it is no array (`point`, `name`).
    public var element: BuiltinType? { Self.table[Int(index)].element.flatMap(BuiltinType.init) }

    private struct Row {
        var name: String
        var category: TypeCategory
        var isPreferred: Bool
        var kind: String
        var element: String?
        var subtype: String?
    }

    private static let table: [Row] = DataTable(builtinTypesData).rows.map { fields in
        Row(
            name: String(fields[0]),
            category: TypeCategory(rawValue: fields[1].utf8.first ?? 0) ?? .userDefined,
            isPreferred: fields[2] == "1", kind: String(fields[3]),
            element: fields[4].isEmpty ? nil : String(fields[4]),
            subtype: fields[5].isEmpty ? nil : String(fields[5]))
    }

    /// As the catalog has them.
    static var names: [String] { table.map(\.name) }

    private static let indexByName: [String: UInt8] = {
        var result: [String: UInt8] = [:]
        for (index, row) in table.enumerated() { result[row.name] = UInt8(index) }
        return result
    }()
}

extension BuiltinType {
    public static let any = BuiltinType(known: "any")
    public static let anyarray = BuiltinType(known: "anyarray")
    public static let anycompatible = BuiltinType(known: "anycompatible")
    public static let anycompatiblearray = BuiltinType(known: "anycompatiblearray")
    public static let anycompatiblemultirange = BuiltinType(known: "anycompatiblemultirange")
    public static let anycompatiblenonarray = BuiltinType(known: "anycompatiblenonarray")
    public static let anycompatiblerange = BuiltinType(known: "anycompatiblerange")
    public static let anyelement = BuiltinType(known: "anyelement")
    public static let anyenum = BuiltinType(known: "anyenum")
    public static let anymultirange = BuiltinType(known: "anymultirange")
    public static let anynonarray = BuiltinType(known: "anynonarray")
    public static let anyrange = BuiltinType(known: "anyrange")
    public static let bit = BuiltinType(known: "bit")
    public static let bool = BuiltinType(known: "bool")
    public static let bpchar = BuiltinType(known: "bpchar")
    public static let bytea = BuiltinType(known: "bytea")
    public static let char = BuiltinType(known: "char")
    public static let cstring = BuiltinType(known: "cstring")
    public static let date = BuiltinType(known: "date")
    public static let float4 = BuiltinType(known: "float4")
    public static let float8 = BuiltinType(known: "float8")
    public static let int2 = BuiltinType(known: "int2")
    public static let int4 = BuiltinType(known: "int4")
    public static let int8 = BuiltinType(known: "int8")
    public static let interval = BuiltinType(known: "interval")
    public static let json = BuiltinType(known: "json")
    public static let jsonb = BuiltinType(known: "jsonb")
    public static let name = BuiltinType(known: "name")
    public static let numeric = BuiltinType(known: "numeric")
    public static let oid = BuiltinType(known: "oid")
    public static let record = BuiltinType(known: "record")
    public static let regclass = BuiltinType(known: "regclass")
    public static let text = BuiltinType(known: "text")
    public static let time = BuiltinType(known: "time")
    public static let timestamp = BuiltinType(known: "timestamp")
    public static let timestamptz = BuiltinType(known: "timestamptz")
    public static let timetz = BuiltinType(known: "timetz")
    public static let trigger = BuiltinType(known: "trigger")
    public static let unknown = BuiltinType(known: "unknown")
    public static let varbit = BuiltinType(known: "varbit")
    public static let varchar = BuiltinType(known: "varchar")
    public static let void = BuiltinType(known: "void")
    public static let xml = BuiltinType(known: "xml")
}

/// `pg_type.typcategory` (the manual's table "typcategory Codes").
public enum TypeCategory: UInt8, Sendable, Hashable {
    case array = 0x41
    case boolean = 0x42
    case composite = 0x43
    case dateTime = 0x44
    case `enum` = 0x45
    case geometric = 0x47
    case network = 0x49
    case numeric = 0x4E
    case pseudo = 0x50
    case range = 0x52
    case string = 0x53
    case timespan = 0x54
    case userDefined = 0x55
    case bitString = 0x56
    case unknown = 0x58
    case `internal` = 0x5A
}
