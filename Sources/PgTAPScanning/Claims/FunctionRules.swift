import QueryAnalysis
import SchemaCatalog

/// Assertions about functions.
enum FunctionRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        // `can` lists names.
        if context.has(.functions) { return SetRules.outcome(context) }
        guard let name = context.text(.function) ?? context.text(.name) else { return .unknown }
        let candidates = candidates(name, context)
        guard !candidates.isEmpty else { return missing(name, context) }
        // The server's own functions come first in every path.
        let isHidden = !context.has(.schema) && ServerFunctionResult.exists(name)
        return isHidden
            ? undecided(outcome(candidates, name, context), candidates[0])
            : outcome(candidates, name, context)
    }

    private static func outcome(
        _ candidates: [CatalogObject], _ name: String, _ context: ClaimContext
    ) -> ClaimOutcome {
        guard context.has(.args) else { return ofAny(candidates, context) }
        // The server compares the list as one text, in which an empty name is none.
        guard let wanted = context.argumentTypes else {
            return .unknown
        }
        let compared = candidates.map { (function: $0, how: compare(wanted, $0, context)) }
        if let found = compared.first(where: { $0.how == .equal }) {
            return facet(found.function, context)
        }
        // Since 1.3 pgTAP knows the types by any name.
        if let found = compared.first(where: { $0.how == .spelled }) {
            return undecided(facet(found.function, context), found.function)
        }
        // The only one of its name is what was meant.
        let near = candidates.count == 1 ? [Claim(candidates[0].id, .existence)] : []
        return .fails(
            "function \(name)(\(wanted.joined(separator: ", "))) does not exist", name: name,
            about: near)
    }

    /// The overloads that an assertion sees: of those with the same arguments the first in the
    /// path.
    private static func candidates(_ name: String, _ context: ClaimContext) -> [CatalogObject] {
        var found: [CatalogObject] = []
        for schema in context.schemas() {
            for routine in context.catalog.objects(
                ObjectKind.routines, inSchema: schema, named: name)
            where !found.contains(where: { $0.id.arguments == routine.id.arguments }) {
                found.append(routine)
            }
        }
        return found
    }

    private static func missing(_ name: String, _ context: ClaimContext) -> ClaimOutcome {
        // The server's own are found, too.
        if !context.has(.schema), ServerFunctionResult.exists(name) { return .unknown }
        return ClaimRules.missing(.function, name, context)
    }

    private static func compare(
        _ wanted: [String], _ function: CatalogObject, _ context: ClaimContext
    ) -> TypeText.Comparison {
        let arguments = function.id.arguments ?? []
        guard arguments.count == wanted.count else { return .different }
        var result = TypeText.Comparison.equal
        for (wanted, actual) in zip(wanted, arguments) {
            // Of a table that no migration makes: any type may be it.
            if actual.hasSuffix("%TYPE") {
                result = .spelled
                continue
            }
            switch TypeText.compare(wanted, with: actual, context) {
            case .equal: continue
            case .spelled: result = .spelled
            case .different:
                // The modifier of an argument's type is not kept.
                let isBare =
                    TypeText.canonical(String(TypeText.withoutModifier(wanted)), context) == actual
                guard isBare else { return .different }
                result = .spelled
            }
        }
        return result
    }

    /// Without arguments any overload makes `has_function` pass, and any other assertion looks at
    /// one of them; it proves something of one only where it is alone.
    private static func ofAny(_ candidates: [CatalogObject], _ context: ClaimContext)
        -> ClaimOutcome
    {
        if candidates.count == 1 { return facet(candidates[0], context) }
        return context.signature.aspect == .existence ? .proves([]) : .unknown
    }

    private static func undecided(_ outcome: ClaimOutcome, _ function: CatalogObject)
        -> ClaimOutcome
    {
        if case .proves(let claims) = outcome {
            .undecided(claims)
        } else {
            .undecided([Claim(function.id, .existence)])
        }
    }

    /// The facet that an assertion about functions is about; nil where there is none.
    static func facet(ofAspect aspect: AssertionAspect?) -> Facet? {
        switch aspect {
        case .existence: .existence
        case .returnType: .returns
        case .securityDefiner: .security
        case .language: .language
        case .volatility: .volatility
        case .strict: .strictness
        default: nil
        }
    }

    private static func facet(_ function: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        let isPositive = context.signature.polarity != .valueNot
        switch context.signature.aspect {
        case .existence: return .proves([Claim(function.id, .existence)])
        case .returnType: return returns(function, context)
        case .securityDefiner:
            return ClaimRules.compare(
                function, .security, .text(isPositive ? "definer" : "invoker"), context)
        case .language:
            return ClaimRules.compare(
                function, .language, .text(context.text(.language) ?? ""), context)
        case .volatility: return volatility(function, context)
        case .strict:
            return ClaimRules.compare(
                function, .strictness, .text(isPositive ? "strict" : "not strict"), context)
        case .isAggregate: return kind(function, .aggregate, isPositive)
        case .isProcedure: return kind(function, .procedure, isPositive)
        case .isNormalFunction: return kind(function, .function, isPositive)
        // The catalog has no window functions of one's own.
        case .isWindow: return kind(function, nil, isPositive)
        default: return .undecided([Claim(function.id, .existence)])
        }
    }

    private static func kind(_ function: CatalogObject, _ wanted: ObjectKind?, _ isPositive: Bool)
        -> ClaimOutcome
    {
        let isSo = wanted == function.id.kind
        guard isSo == isPositive else {
            return .fails(
                "\(function.id.name)() is a \(function.id.kind.rawValue)", name: function.id.name)
        }
        return .proves([Claim(function.id, .existence)])
    }

    private static func volatility(_ function: CatalogObject, _ context: ClaimContext)
        -> ClaimOutcome
    {
        let words = ["i": "immutable", "s": "stable", "v": "volatile"]
        let wanted = context.text(.volatility) ?? ""
        guard let word = wanted.lowercased().first.flatMap({ words[String($0)] }) else {
            return .undecided([Claim(function.id, .existence)])
        }
        return ClaimRules.compare(function, .volatility, .text(word), context)
    }

    /// pgTAP writes `setof` in small letters before a type.
    private static func returns(_ function: CatalogObject, _ context: ClaimContext) -> ClaimOutcome
    {
        guard let wanted = context.text(.type) ?? context.text(.returnType),
            let actual = result(of: function)
        else {
            return .undecided([Claim(function.id, .existence)])
        }
        let isSet = wanted.lowercased().hasPrefix("setof ")
        let type = isSet ? String(wanted.dropFirst(6)) : wanted
        let compared =
            isSet == actual.isSet ? TypeText.compare(type, with: actual.type, context) : .different
        switch compared {
        case .equal where !isSet || wanted.hasPrefix("setof "):
            return .proves([Claim(function.id, .returns)])
        case .equal, .spelled: return .undecided([Claim(function.id, .returns)])
        case .different:
            let printed = (actual.isSet ? "setof " : "") + actual.type
            return .fails(
                "function \(function.id.name)() returns \(printed), not \(wanted)",
                name: function.id.name, about: [Claim(function.id, .returns)])
        }
    }

    /// The result's own type, from `pg_get_function_result()`; a TABLE of one column is a set of
    /// its type.
    private static func result(of function: CatalogObject) -> (isSet: Bool, type: String)? {
        // A procedure's result is printed as nothing, and pgTAP sees void.
        if function.id.kind == .procedure { return nil }
        guard case .text(let text)? = function.facets[.returns] else { return nil }
        if text.hasPrefix("SETOF ") { return (true, String(text.dropFirst(6))) }
        guard text.hasPrefix("TABLE(") else { return (false, text) }
        let columns = text.dropFirst(6).dropLast()
        var depth = 0
        for character in columns {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 { return (true, "record") }
        }
        return columns.firstIndex(of: " ").map {
            (true, String(columns[columns.index(after: $0)...]))
        }
    }
}
