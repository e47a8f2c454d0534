/// What well-known extensions bring: their base types and functions.
public enum ExtensionMembers {
    /// A base type.
    public struct TypeMember: Sendable, Hashable {
        /// Its name, in the schema that the extension is in.
        public var name: String
        /// `pg_type.typcategory`.
        public var category: TypeCategory
    }

    /// A function, with its types by name: an extension's own have no handle yet.
    public struct FunctionMember: Sendable, Hashable {
        /// Its name, in the schema that the extension is in.
        public var name: String
        /// `pg_proc.prokind` is `a`.
        public var isAggregate: Bool
        /// `pg_proc.proretset`.
        public var returnsSet: Bool
        /// `pg_proc.pronargdefaults`: how many of the last arguments may be left out.
        public var defaults: Int
        /// Names as in `pg_type`; a leading underscore is an array.
        public var arguments: [String]
        /// The type of its result; a leading underscore is an array.
        public var result: String
    }

    private static let typeTable = DataTable(extensionTypesData)
    private static let functionTable = DataTable(extensionFunctionsData)

    /// The base types of an extension; none where it is not known.
    public static func types(of name: String) -> [TypeMember] {
        typeTable.rows(key: name).map { fields in
            TypeMember(
                name: String(fields[1]),
                category: TypeCategory(rawValue: fields[2].utf8.first ?? 0) ?? .userDefined)
        } + (unpackaged[name] ?? []).map { TypeMember(name: $0, category: .userDefined) }
    }

    /// The functions of an extension; none where it is not known.
    public static func functions(of name: String) -> [FunctionMember] {
        functionTable.rows(key: name).map { fields in
            FunctionMember(
                name: String(fields[1]), isAggregate: fields[2] == "a",
                returnsSet: fields[3] == "1", defaults: Int(fields[4]) ?? 0,
                arguments: fields[5].split(separator: " ").map(String.init),
                result: String(fields[6]))
        }
    }

    /// The extensions that one needs (`requires` of its control file), the server's own languages
    /// aside.
    public static func requirements(of name: String) -> [String] { required[name] ?? [] }

    private static let required: [String: [String]] = [
        "earthdistance": ["cube"], "bool_plperl": ["plperl"], "bool_plperlu": ["plperlu"],
        "hstore_plperl": ["hstore", "plperl"], "hstore_plperlu": ["hstore", "plperlu"],
        "hstore_plpython3u": ["hstore", "plpython3u"], "jsonb_plperl": ["plperl"],
        "jsonb_plperlu": ["plperlu"], "jsonb_plpython3u": ["plpython3u"],
        "ltree_plpython3u": ["ltree", "plpython3u"],
        "postgis_raster": ["postgis"], "postgis_sfcgal": ["postgis"],
        "postgis_tiger_geocoder": ["postgis", "fuzzystrmatch"], "postgis_topology": ["postgis"],
        "pgrouting": ["postgis"], "vectorscale": ["vector"],
    ]

    /// Whether an extension brings relations, or anything, that is not known here.
    public static func mayHaveMore(_ name: String) -> Bool {
        guard name != "pgtap", name != "plpgsql" else { return false }
        return ["pg_stat_statements", "pg_buffercache"].contains(name)
            || functionTable.rows(key: name).isEmpty
    }

    /// Types of extensions that are not packaged with the server.
    private static let unpackaged: [String: [String]] = [
        "postgis": ["geometry", "geography", "box2d", "box3d"], "postgis_raster": ["raster"],
        "vector": ["vector", "halfvec", "sparsevec"],
        "uint": ["uint1", "uint2", "uint4", "uint8"],
        "ip4r": ["ip4", "ip4r", "ip6", "ip6r", "ipaddress", "iprange"],
    ]
}
