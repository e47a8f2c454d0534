import SchemaCatalog

/// A domain: that it exists, and its base type.
enum DomainRequirements {
    static func owed(_ object: CatalogObject) -> [RequirementRules.Owed] {
        [.init(.existence, .essential), .init(.baseType, .standard)]
    }
}
