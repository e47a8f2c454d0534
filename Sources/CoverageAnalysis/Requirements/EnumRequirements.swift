import SchemaCatalog

/// An enum: that it exists, and its labels in order.
enum EnumRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        [.init(.existence, .essential), .init(.labels, .standard)]
    }
}
