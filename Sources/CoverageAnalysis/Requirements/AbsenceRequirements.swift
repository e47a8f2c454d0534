import SchemaCatalog

/// What migrations have dropped: that it is not there.
enum AbsenceRequirements {
    static func owed(by dropped: CatalogObject) -> OwedFacets {
        kinds.contains(dropped.id.kind) ? [.init(.absence, .strict)] : []
    }

    /// Those for which pgTAP has a `hasnt_…`.
    private static let kinds: ObjectKinds = [
        .schema, .extension, .table, .foreignTable, .view, .materializedView, .sequence, .column,
        .index, .function, .procedure, .aggregate,
        .trigger, .rule, .enum, .domain, .compositeType, .baseType, .role, .language,
    ]
}
