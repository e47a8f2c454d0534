import SQLText
import SchemaCatalog

/// `col_default_is`: the server compares the text of what calls a function, and the value of
/// anything else (`_def_is` in pgTAP).
enum DefaultRules {
    static func outcome(_ column: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        let name = column.id.relation ?? ""
        switch column.facets[.default] ?? .null {
        case .null:
            // A generation expression is a default to the server.
            guard (column.facets[.generated] ?? .null) == .null else {
                return .undecided([Claim(column.id, .existence)])
            }
            return .fails("column \"\(column.id.name)\" has no default", name: name)
        case .text(let actual):
            guard let wanted = context.text(.`default`) else {
                return .undecided([Claim(column.id, .default)])
            }
            switch compare(wanted, actual, column, context) {
            case true?: return .proves([Claim(column.id, .default)])
            case false?:
                return .fails(
                    "the default of column \"\(column.id.name)\" is \(actual), not \(wanted)",
                    name: name, about: [Claim(column.id, .default)])
            case nil: return .undecided([Claim(column.id, .default)])
            }
        case .unknown, .list: return .undecided([Claim(column.id, .default)])
        }
    }

    private static let words: Set<String> = [
        "CURRENT_CATALOG", "CURRENT_ROLE", "CURRENT_SCHEMA", "CURRENT_USER", "SESSION_USER", "USER",
        "CURRENT_DATE",
        "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP",
    ]

    /// Nil where only the server can tell.
    private static func compare(
        _ wanted: String, _ actual: String, _ column: CatalogObject, _ context: ClaimContext
    ) -> Bool? {
        let isExpression =
            actual.prefix { $0 != "'" }.dropFirst().contains("(") || words.contains(actual)
        // The catalog's text is as under `search_path = public`; names in it look otherwise under
        // another.
        if isExpression {
            return actual.contains(".") && context.searchPath != ["public"] ? nil : wanted == actual
        }
        guard let literal = literal(actual) else { return nil }
        if literal == wanted { return true }
        // Two texts are two values for few types.
        guard case .text(let type)? = column.facets[.type] else { return nil }
        return type == "text" || type.hasPrefix("character varying") ? false : nil
    }

    /// `'open'::status` → `open`; a number or a word as it stands.
    private static func literal(_ text: String) -> String? {
        guard text.hasPrefix("'") else {
            return text.holds("::") || text.holds("'") ? nil : text
        }
        let body = text.dropFirst()
        guard let end = body.firstIndex(of: "'") else { return nil }
        let rest = body[body.index(after: end)...]
        return rest.isEmpty || rest.hasPrefix("::") && !rest.contains("'")
            ? String(body[..<end]) : nil
    }
}
