public import SQLSyntax

/// From a type as written to the type it means (`typenameType`, `src/backend/parser/parse_type.c`).
public enum TypeResolution {
    /// Nil where neither the server nor the schema has the type.
    ///
    /// - Parameter userType: The schema's type of a name, under the search path in force.
    public static func resolve(_ type: TypeName, userType: (QualifiedName) -> Int?) -> SQLType? {
        var name = type.name.name
        var isArray = type.isArray
        if type.name.schema == nil || type.name.schema == "pg_catalog" {
            // `_text` is the array of text.
            if name.hasPrefix("_"), BuiltinType(String(name.dropFirst())) != nil {
                name = String(name.dropFirst())
                isArray = true
            }
            if let builtin = BuiltinType(name) {
                return SQLType(builtin, isArray: isArray, modifier: modifier(type, builtin))
            }
        }
        guard let handle = userType(type.name) else { return nil }
        return SQLType(.user(handle), isArray: isArray)
    }

    private static func modifier(_ type: TypeName, _ builtin: BuiltinType) -> Int32 {
        let values = type.modifiers.compactMap { modifier -> Int32? in
            if case .integer(let value) = modifier { value } else { nil }
        }
        if values.isEmpty {
            // The grammar gives `character` and `bit` a length of one; `bpchar` has none.
            return -1
        }
        return TypeModifier.pack(values, for: builtin) ?? -1
    }
}
