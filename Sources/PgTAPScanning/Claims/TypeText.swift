import QueryAnalysis
import SQLSyntax
import SQLText
import SchemaCatalog

/// Type names that people write, and as `format_type()` prints them.
enum TypeText {
    /// How a type that is asserted stands to one that there is.
    enum Comparison {
        /// The same text, which every version of pgTAP takes.
        case equal
        /// The same type in other words (`int` for `integer`), which pgTAP takes since 1.3.
        case spelled
        case different
    }

    /// Compares what an assertion says with a type of the catalog.
    static func compare(_ wanted: String, with actual: String, _ context: ClaimContext)
        -> Comparison
    {
        let printed = asServerPrints(actual, context)
        if let schema = context.text(.typeschema) {
            return compare(wanted, inSchema: schema, with: actual, printed)
        }
        // Of a name that is printed in quotes pgTAP before 1.3 puts them itself, around all of it.
        if printed.contains("\"") {
            return wanted == printed || QuotedIdentifier.quote(wanted) == printed
                ? .spelled : .different
        }
        if wanted == printed { return .equal }
        let isSame =
            canonical(wanted, context) == actual
            || canonical(wanted, context) == canonical(printed, context)
        return isSame ? .spelled : .different
    }

    /// With the type's schema as an argument of its own. The server's types stand in `pg_catalog`;
    /// a type that the search path does not find is printed with its schema, which pgTAP then has
    /// twice.
    private static func compare(
        _ wanted: String, inSchema schema: String, with actual: String, _ printed: String
    ) -> Comparison {
        if isServers(actual) {
            guard schema == "pg_catalog" else { return .different }
            if wanted == printed { return .equal }
            return SQLType.printed(wanted) == SQLType.printed(actual) ? .spelled : .different
        }
        let parts = split(actual)
        guard schema == parts.schema ?? "public" else { return .different }
        // pgTAP before 1.3 puts the quotes itself where the server prints some.
        return wanted == parts.name || wanted == printed
            || QuotedIdentifier.quote(wanted) == parts.name ? .spelled : .different
    }

    /// Whether a printed type is one of the server's: `timestamp(3) with time zone`, `interval
    /// second(0)`.
    static func isServers(_ type: String) -> Bool {
        var name = type.hasSuffix("[]") ? String(type.dropLast(2)) : type
        if let open = name.firstIndex(of: "("), let close = name[open...].firstIndex(of: ")") {
            name.removeSubrange(open...close)
        }
        return SQLType.named(name) != nil || name.hasPrefix("interval ")
    }

    /// A type without what stands in parentheses.
    static func withoutModifier(_ type: String) -> Substring {
        guard type.hasSuffix(")"), let open = type.lastIndex(of: "(") else { return type[...] }
        return type[..<open]
    }

    /// A domain's base type as pgTAP sees it: `format_type()` of the type with the modifier of
    /// `pg_type`, which is none. Without one two types have names of their own
    /// (`format_type_extended`, `src/backend/utils/adt/format_type.c`), which pgTAP before 1.3
    /// compares as they are, and later ones never find.
    static func ofDomain(_ type: String) -> String {
        let name = String(withoutModifier(type))
        return isNamedAnew(type) ? name == "bit" ? "\"bit\"" : "bpchar" : name
    }

    /// Whether pgTAP sees a domain over the type under another name.
    static func isNamedAnew(_ type: String) -> Bool {
        type == "bpchar" || ["character", "bit"].contains(withoutModifier(type))
    }

    /// The catalog's text is as under `search_path = public`; with another path the server prints
    /// the names of types that are visible without their schema, and the others with it.
    static func asServerPrints(_ type: String, _ context: ClaimContext) -> String {
        let path = context.searchPath
        let parts = split(type)
        if let schema = parts.schema { return path.contains(schema) ? parts.name : type }
        if path.contains("public") { return type }
        let name = String(withoutModifier(type)).replacing("[]", with: "")
        return SQLType.named(name) == nil
            && context.catalog.object(ObjectKind.allTypes, inSchema: "public", named: name) != nil
            ? "public." + type : type
    }

    /// `schema.name`, cut at the first dot that stands in no quotes and before any parenthesis.
    static func split(_ type: String) -> (schema: String?, name: String) {
        var isQuoted = false
        let bytes = type.utf8.span
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "(") where !isQuoted: return (nil, type)
            case UInt8(ascii: ".") where !isQuoted:
                let schema = bytes.text(of: 0..<index)
                let name =
                    schema.hasPrefix("\"")
                    ? String(schema.dropFirst().dropLast()).replacing("\"\"", with: "\"") : schema
                return (name, bytes.text(of: index + 1..<bytes.count))
            default: continue
            }
        }
        return (nil, type)
    }

    /// A type in the catalog's words.
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
            return bare
                + (bare == "numeric" && !modifier.contains(",") && !modifier.isEmpty
                    ? String(modifier.dropLast()) + ",0)" : modifier)
        }
        return bare[..<space] + modifier + bare[space...]
    }

    /// A type of the schema is printed with its schema unless that is `public`; people leave it out
    /// where their search path finds it.
    private static func unqualified(_ name: String, _ context: ClaimContext) -> String {
        if name.hasPrefix("public.") { return String(name.dropFirst(7)) }
        guard !name.contains(".") else { return name }
        for schema in context.searchPath {
            guard context.catalog.object(ObjectKind.allTypes, inSchema: schema, named: name) != nil
            else { continue }
            return schema == "public"
                ? QuotedIdentifier.quote(name)
                : "\(QuotedIdentifier.quote(schema)).\(QuotedIdentifier.quote(name))"
        }
        return name
    }
}
