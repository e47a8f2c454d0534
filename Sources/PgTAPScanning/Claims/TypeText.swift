import SQLSyntax
import QueryAnalysis
import SchemaCatalog

/// Type names that people write, as `format_type()` prints them.
enum TypeText {
    static func canonical(_ text: String, _ context: ClaimContext) -> String {
        // As most people write most types: one word, or the server's own several.
        if let builtin = SQLType.named(text) { return print(builtin, "") }
        var name = text.split(separator: " ").joined(separator: " ")
        var suffix = ""
        if name.hasSuffix("[]") {
            name = String(name.dropLast(2))
            suffix = "[]"
        }
        var modifier = ""
        var tail = ""
        if let open = name.firstIndex(of: "("), let close = name.lastIndex(of: ")") {
            modifier = name[open...close].split(separator: " ").joined()
            tail = String(name[name.index(after: close)...])
            name = String(name[..<open])
        }
        let full = name.split(separator: " ").joined(separator: " ") + tail
        if let builtin = SQLType.named(full.lowercased()) {
            return print(builtin, modifier) + suffix
        }
        return unqualified(full, context) + modifier + suffix
    }

    private static func print(_ type: SQLType, _ modifier: String) -> String {
        let bare = type.formatted(modifierGiven: false) { _ in "" }
        // Times carry their precision inside the name.
        guard !modifier.isEmpty, let space = bare.firstIndex(of: " "), bare.hasPrefix("time") else {
            return bare + (bare == "numeric" && !modifier.contains(",") && !modifier.isEmpty ? String(modifier.dropLast()) + ",0)" : modifier)
        }
        return bare[..<space] + modifier + bare[space...]
    }

    /// A type of the schema is printed with its schema unless that is `public`; people leave it out
    /// where their search path finds it.
    private static func unqualified(_ name: String, _ context: ClaimContext) -> String {
        if name.hasPrefix("public.") { return String(name.dropFirst(7)) }
        guard !name.contains(".") else { return name }
        for schema in (context.assertion.searchPath ?? context.catalog.searchPath) + context.catalog.schemaNames {
            guard context.catalog.object(ObjectKind.types, inSchema: schema, named: name) != nil else { continue }
            return schema == "public" ? QuotedIdentifier.quote(name) : "\(QuotedIdentifier.quote(schema)).\(QuotedIdentifier.quote(name))"
        }
        return name
    }
}
