import SchemaCatalog

/// A function or procedure: that it exists with its arguments, its result, SECURITY DEFINER, and
/// that a test runs it and judges what it does.
enum FunctionRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        var owed: OwedFacets = [.init(.existence, .essential)]
        if object.id.kind == .function { owed.append(.init(.returns, .standard)) }
        if object.facets[.security] == .text("definer") { owed.append(.init(.security, .standard)) }
        owed.append(.init(.behavior, .standard))
        owed.append(.init(.language, .strict))
        owed.append(.init(.volatility, .strict))
        owed.append(.init(.strictness, .strict))
        return owed
    }
}
