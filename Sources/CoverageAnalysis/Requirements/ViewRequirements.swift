import SchemaCatalog

/// A view or materialized view: that it exists, and its columns.
enum ViewRequirements {
    static func owed(_ object: CatalogObject) -> [RequirementRules.Owed] {
        [.init(.existence, .essential), .init(.columns, .standard)]
    }
}
