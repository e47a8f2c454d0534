import SchemaCatalog

/// Assertions about functions.
enum FunctionRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        if context.has("functions") { return SetRules.functions(context) }
        guard let name = context.text("function") ?? context.text("name") else { return .unknown }
        let candidates = context.schemas().lazy
            .map { schema in context.catalog.objects(ObjectKind.routines, inSchema: schema, named: name) }
            .first { !$0.isEmpty } ?? []
        guard !candidates.isEmpty else { return ClaimRules.missing("function", name, context) }
        guard context.has("args") else {
            // Without arguments any overload makes it pass; it proves one only where it is alone.
            return candidates.count == 1 ? facet(candidates[0], context) : .unknown
        }
        guard let wanted = context.list("args") else { return .unknown }
        let canonical = wanted.map { TypeText.canonical($0, context).prefix { $0 != "(" } + ($0.hasSuffix("[]") && $0.contains("(") ? "[]" : "") }
        guard let found = candidates.first(where: { ($0.id.arguments ?? []) == canonical.map(String.init) }) else {
            return .missing("function \(name)(\(wanted.joined(separator: ", "))) does not exist", name: name)
        }
        return facet(found, context)
    }

    private static func facet(_ function: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        let isPositive = context.signature.polarity != "value_not"
        switch context.signature.aspect {
        case "existence": return .proves([Claim(function.id, .existence)])
        case "return_type": return returns(function, context)
        case "security_definer": return ClaimRules.compare(function, .security, .text(isPositive ? "definer" : "invoker"), context)
        case "language": return ClaimRules.compare(function, .language, .text(context.text("language") ?? ""), context)
        case "volatility": return ClaimRules.compare(function, .volatility, .text(volatility(context.text("volatility") ?? "")), context)
        case "strict": return ClaimRules.compare(function, .strictness, .text(isPositive ? "strict" : "not strict"), context)
        case let aspect where aspect.hasPrefix("kind="): return kind(function, String(aspect.dropFirst(5)), isPositive)
        default: return .proves([Claim(function.id, .existence)])
        }
    }

    /// `is_procedure` and its kin; either way there must be a function.
    private static func kind(_ function: CatalogObject, _ kind: String, _ isWanted: Bool) -> ClaimOutcome {
        let own = function.id.kind == .function ? "normal_function" : function.id.kind.rawValue
        guard kind != "window", (own == kind) == isWanted else {
            // Window functions are written in C, and are functions here.
            if kind == "window" || own == "normal_function" && function.facets[.language] == .text("c") { return .proves([Claim(function.id, .existence)]) }
            return .fails("\(function.id.name)() is a \(own.replacing("_", with: " "))", name: function.id.name)
        }
        return .proves([Claim(function.id, .existence)])
    }

    private static func returns(_ function: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        guard let wanted = context.text("type"), case .text(let actual)? = function.facets[.returns] else { return .unknown }
        let isSet = wanted.lowercased().hasPrefix("setof ")
        let canonical = (isSet ? "SETOF " : "") + TypeText.canonical(isSet ? String(wanted.dropFirst(6)) : wanted, context)
        if canonical.lowercased() == actual.lowercased() { return .proves([Claim(function.id, .returns)]) }
        // TABLE results are printed another way by the server's catalog than by pgTAP.
        if actual.hasPrefix("TABLE(") { return canonical.lowercased() == "setof record" ? .proves([Claim(function.id, .returns)]) : .unknown }
        return .fails("function \(function.id.name)() returns \(actual), not \(wanted)", name: function.id.name)
    }

    private static func volatility(_ word: String) -> String {
        switch word.lowercased().first {
        case "i": "immutable"
        case "s": "stable"
        default: "volatile"
        }
    }
}
