import SchemaCatalog

/// A domain: that it exists, and its base type; that it may not be null.
enum DomainRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        var owed: OwedFacets = [.init(.existence, .essential)]
        // Over an extension's type the base type is not known; nothing is owed that cannot be said.
        if object.facets[.baseType].map({ $0 != .unknown }) ?? false {
            owed.append(.init(.baseType, .standard))
        }
        if object.facets[.nullability] == .text("not null") {
            owed.append(.init(.nullability, .strict))
        }
        return owed
    }
}
