import SchemaCatalog

/// Who owns what has an owner of its own, and can be asked for it by an assertion.
enum OwnershipRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        guard kinds.contains(object.id.kind), case .text? = object.facets[.owner] else { return [] }
        return [.init(.owner, .strict)]
    }

    private static let kinds: ObjectKinds = [
        .schema, .table, .foreignTable, .view, .materializedView, .sequence, .function, .procedure,
        .aggregate, .enum, .domain, .compositeType,
        .rangeType, .baseType,
    ]
}
