import SchemaCatalog

/// A trigger: that it exists, and the function that it calls.
enum TriggerRequirements {
    static func owed(_ object: CatalogObject) -> [RequirementRules.Owed] {
        [.init(.existence, .essential), .init(.function, .standard)]
    }
}
