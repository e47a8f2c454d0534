import SchemaCatalog

/// A view or materialized view: that it exists, and its columns; that a test judges what it shows.
enum ViewRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        [.init(.existence, .essential), .init(.columns, .standard), .init(.behavior, .strict)]
    }
}
