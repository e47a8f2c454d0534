import SchemaCatalog

/// A column: that it exists, its type, NOT NULL, and a default where one is set; that it may be
/// null and has no default; identity and generation where it has them.
enum ColumnRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        var owed: OwedFacets = [.init(.existence, .essential), .init(.type, .standard)]
        let isNotNull = object.facets[.nullability] == .text("not null")
        owed.append(.init(.nullability, isNotNull ? .standard : .strict))
        let hasDefault = object.facets[.default].map { $0 != .null } ?? false
        // To pgTAP a generated column has a default, which is none of its own.
        let isGenerated = object.facets[.generated].map { $0 != .null } ?? false
        if !isGenerated { owed.append(.init(.default, hasDefault ? .standard : .strict)) }
        if case .text? = object.facets[.identity] { owed.append(.init(.identity, .strict)) }
        if case .text? = object.facets[.generated] { owed.append(.init(.generated, .strict)) }
        return owed
    }
}
