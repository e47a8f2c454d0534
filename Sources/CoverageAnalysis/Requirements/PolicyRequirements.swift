import SchemaCatalog

/// A policy: that it exists, its command and its roles; that a test is let through by it.
enum PolicyRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        [
            .init(.existence, .essential), .init(.command, .standard), .init(.roles, .standard),
            .init(.behavior, .strict),
        ]
    }
}
