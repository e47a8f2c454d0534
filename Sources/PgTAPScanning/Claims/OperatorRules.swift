import QueryAnalysis
import SchemaCatalog

/// Assertions about casts and operators.
enum OperatorRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        context.signature.subject == "cast" ? cast(context) : `operator`(context)
    }

    private static func cast(_ context: ClaimContext) -> ClaimOutcome {
        guard let source = context.text("source_type"), let target = context.text("target_type") else { return .unknown }
        let name = "\(TypeText.canonical(source, context)) AS \(TypeText.canonical(target, context))"
        // The server has hundreds of its own.
        guard let found = context.catalog[ObjectID(.cast, name: name)] else { return .unknown }
        guard context.signature.aspect == "context" else { return .proves([Claim(found.id, .existence)]) }
        let contexts = ["i": "implicit", "a": "assignment", "e": "explicit"]
        guard let letter = context.text("context")?.lowercased().first, let wanted = contexts[String(letter)] else { return .unknown }
        return ClaimRules.compare(found, .context, .text(wanted), context)
    }

    private static func `operator`(_ context: ClaimContext) -> ClaimOutcome {
        guard let name = context.text("name") else { return .unknown }
        let operands = ["left_type", "right_type"].compactMap { context.text($0) }.map { TypeText.canonical($0, context) }
        for schema in context.schemas() {
            let id = ObjectID(.operator, schema: schema, name: name, arguments: operands)
            if context.catalog[id] != nil { return .proves([Claim(id, .existence)]) }
        }
        return .unknown
    }
}
