import SchemaCatalog

/// Everything else: that it exists.
enum OtherRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        [.init(.existence, .standard)]
    }
}
