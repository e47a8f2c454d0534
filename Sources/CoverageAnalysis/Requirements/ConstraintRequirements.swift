import SchemaCatalog

/// A key or check: that it exists, its columns, what a foreign key refers to and does, and what a
/// check checks.
enum ConstraintRequirements {
    static func owed(_ object: CatalogObject) -> [RequirementRules.Owed] {
        var owed = [RequirementRules.Owed(.existence, .essential), .init(.columns, .standard)]
        switch object.id.kind {
        case .foreignKey: owed += [.init(.reference, .standard), .init(.actions, .strict)]
        case .check:
            if case .text? = object.facets[.expression] { owed.append(.init(.expression, .strict)) }
        // pgTAP cannot see the columns of an exclusion constraint.
        case .exclusion: owed.removeLast()
        default: break
        }
        return owed
    }
}
