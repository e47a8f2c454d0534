import SchemaCatalog

/// A table: that it exists, and row security where it is switched on; that it is partitioned, and
/// what it inherits from or is a partition of.
enum TableRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        var owed: OwedFacets = [.init(.existence, .essential)]
        if object.facets[.rowSecurity] != .text("disabled") {
            owed.append(.init(.rowSecurity, .standard))
        }
        if case .text? = object.facets[.partitioning] { owed.append(.init(.partitioning, .strict)) }
        if case .list(let parents)? = object.facets[.inheritance], !parents.isEmpty {
            owed.append(.init(.inheritance, .strict))
        }
        return owed
    }
}
