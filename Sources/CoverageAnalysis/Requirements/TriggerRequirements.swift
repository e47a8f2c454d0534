import SchemaCatalog

/// A trigger: that it exists, and the function that it calls; that a test sets it off and sees it.
enum TriggerRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        [.init(.existence, .essential), .init(.function, .standard), .init(.behavior, .strict)]
    }
}
