import SchemaCatalog

/// A domain: that it exists, and its base type.
enum DomainRequirements {
    static func owed(_ object: CatalogObject) -> [RequirementRules.Owed] {
        // Over an extension's type the base type is not known; nothing is owed that cannot be said.
        let isKnown = object.facets[.baseType].map { $0 != .unknown } ?? false
        return [.init(.existence, .essential)] + (isKnown ? [.init(.baseType, .standard)] : [])
    }
}
