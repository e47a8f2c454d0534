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
        let modifier = ExtensionTypeModifier.pack(type.modifiers, forTypeNamed: name)
        return SQLType(.user(handle), isArray: isArray, modifier: modifier)
    }

    /// A type that nothing known makes, as the server prints it where it stands in the schema that
    /// is written, or in `public`. Nil where its modifier is its extension's own affair.
    public static func text(ofUnknown type: TypeName) -> String? {
        let modifier = ExtensionTypeModifier.pack(type.modifiers, forTypeNamed: type.name.name)
        guard type.modifiers.isEmpty || modifier >= 0 else { return nil }
        let schema = type.name.schema.map { $0 == "public" ? "" : QuotedIdentifier.quote($0) + "." }
        return (schema ?? "") + QuotedIdentifier.quote(type.name.name)
            + ExtensionTypeModifier.text(modifier, ofTypeNamed: type.name.name)
            + (type.isArray ? "[]" : "")
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
