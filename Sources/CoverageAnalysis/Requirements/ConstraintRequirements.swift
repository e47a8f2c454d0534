import SchemaCatalog

/// A key or check: that it exists, its columns, and what a foreign key refers to.
enum ConstraintRequirements {
    static func owed(_ object: CatalogObject) -> [RequirementRules.Owed] {
        var owed = [RequirementRules.Owed(.existence, .essential), .init(.columns, .standard)]
        if object.id.kind == .foreignKey { owed.append(.init(.reference, .standard)) }
        // pgTAP cannot see the columns of an exclusion constraint.
        if object.id.kind == .exclusion { owed.removeLast() }
        return owed
    }
}
