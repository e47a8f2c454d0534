import SchemaCatalog

/// Everything else: that it exists.
enum OtherRequirements {
    static func owed(_ object: CatalogObject) -> [RequirementRules.Owed] {
        [.init(.existence, .standard)]
    }
}
