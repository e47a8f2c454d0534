import QueryAnalysis
import SchemaCatalog

/// Assertions about casts and operators. They compare the texts of types as the search path prints
/// them.
enum OperatorRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        context.signature.subject == .cast ? cast(context) : `operator`(context)
    }

    private static func cast(_ context: ClaimContext) -> ClaimOutcome {
        guard let source = context.text(.sourceType), let target = context.text(.targetType)
        else { return .unknown }
        // The server has hundreds of its own.
        guard let found = cast(source, target, context) else { return .unknown }
        guard context.signature.aspect == .context else {
            let function = function(of: source, context)
            return .proves(
                [Claim(found.id, .existence)]
                    + (function.map { [Claim($0.id, .existence)] } ?? []))
        }
        let contexts: [Character: String] = ["i": "implicit", "a": "assignment", "e": "explicit"]
        guard let wanted = context.text(.context)?.lowercased().first.flatMap({ contexts[$0] })
        else { return .unknown }
        return ClaimRules.compare(found, .context, .text(wanted), context)
    }

    /// The function that the cast must be made with, where the assertion names one.
    private static func function(of source: String, _ context: ClaimContext) -> CatalogObject? {
        guard let name = context.text(.function) else { return nil }
        let schemas = context.text(.funcschema).map { [$0] } ?? context.schemas()
        let type = TypeText.canonical(source, context)
        let found = schemas.flatMap {
            context.catalog.objects(ObjectKind.routines, inSchema: $0, named: name)
        }.filter { $0.id.arguments?.first == type }
        return found.count == 1 ? found[0] : nil
    }

    /// The schema's own cast between two types.
    static func cast(_ source: String, _ target: String, _ context: ClaimContext) -> CatalogObject?
    {
        guard isAsPrinted(source, context), isAsPrinted(target, context) else { return nil }
        return context.catalog[
            ObjectID(
                .cast,
                name:
                    "\(TypeText.canonical(source, context)) AS \(TypeText.canonical(target, context))"
            )]
    }

    private static func `operator`(_ context: ClaimContext) -> ClaimOutcome {
        guard let name = context.text(.name) else { return .unknown }
        let found = `operator`(
            name, [.leftType, .rightType].compactMap { context.text($0) }, context)
        return found.map { .proves([Claim($0.id, .existence)]) } ?? .unknown
    }

    /// The schema's own operator over these types.
    static func `operator`(_ name: String, _ operands: [String], _ context: ClaimContext)
        -> CatalogObject?
    {
        guard operands.allSatisfy({ isAsPrinted($0, context) }) else { return nil }
        let types = operands.map { TypeText.canonical($0, context) }
        return context.schemas().lazy.compactMap {
            context.catalog[ObjectID(.operator, schema: $0, name: name, arguments: types)]
        }.first
    }

    /// A type that the search path finds is printed without its schema.
    private static func isAsPrinted(_ type: String, _ context: ClaimContext) -> Bool {
        guard let dot = type.firstIndex(of: ".") else { return true }
        return !(context.assertion.searchPath ?? context.catalog.searchPath).contains(
            String(type[..<dot]))
    }
}
