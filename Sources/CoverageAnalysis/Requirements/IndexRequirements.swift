import SchemaCatalog

/// An index: that it exists, its columns, and that a unique one is unique; its method, and that a
/// partial one is partial.
enum IndexRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        var owed: OwedFacets = [.init(.existence, .standard), .init(.columns, .standard)]
        let isUnique = object.facets[.uniqueness] == .text("unique")
        owed.append(.init(.uniqueness, isUnique ? .standard : .strict))
        owed.append(.init(.method, .strict))
        if object.facets[.predicate].map({ $0 != .null }) ?? false {
            owed.append(.init(.predicate, .strict))
        }
        return owed
    }
}
