import SchemaCatalog

/// A key or check: that it exists, its columns, what a foreign key refers to and does, and what a
/// check checks.
enum ConstraintRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        var owed: OwedFacets = [.init(.existence, .essential)]
        // pgTAP cannot see the columns of an exclusion constraint.
        if object.id.kind != .exclusion { owed.append(.init(.columns, .standard)) }
        switch object.id.kind {
        case .foreignKey:
            owed.append(.init(.reference, .standard))
            owed.append(.init(.actions, .strict))
        case .check:
            if case .text? = object.facets[.expression] { owed.append(.init(.expression, .strict)) }
        default: break
        }
        return owed
    }
}
