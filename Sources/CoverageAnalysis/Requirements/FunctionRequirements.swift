import SchemaCatalog

/// A function or procedure: that it exists with its arguments, its result, and SECURITY DEFINER.
enum FunctionRequirements {
    static func owed(_ object: CatalogObject) -> [RequirementRules.Owed] {
        var owed = [RequirementRules.Owed(.existence, .essential)]
        if object.id.kind == .function { owed.append(.init(.returns, .standard)) }
        if object.facets[.security] == .text("definer") { owed.append(.init(.security, .standard)) }
        owed += [.init(.language, .strict), .init(.volatility, .strict), .init(.strictness, .strict)]
        return owed
    }
}
