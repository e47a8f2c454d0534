import SchemaCatalog

/// A table: that it exists, and row security where it is switched on.
enum TableRequirements {
    static func owed(_ object: CatalogObject) -> [RequirementRules.Owed] {
        var owed = [RequirementRules.Owed(.existence, .essential)]
        if object.facets[.rowSecurity] != .text("disabled") { owed.append(.init(.rowSecurity, .standard)) }
        return owed
    }
}
