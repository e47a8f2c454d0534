import QueryEvaluation

/// The columns of keys as the server has them: by their numbers in their table.
extension SystemRelation {
    /// `conkey` and `indkey`; an expression of an index counts as 0.
    static func keyPositions(_ item: Item, _ source: SystemCatalog) -> Value {
        guard case .list(let names)? = item.object.facets[.columns],
            case .object(let table) = source.owner(of: item.object.id)
        else { return .unknown }
        return positions(names, in: source.catalog.objects[table])
    }

    /// `confkey`, of `schema.table(a, b)`.
    static func referencedPositions(_ item: Item, _ source: SystemCatalog) -> Value {
        guard item.object.id.kind == .foreignKey else { return .null }
        guard let target = SystemCatalog.target(of: item.object),
            case .object(let table) = source.referencedTable(of: item.object)
        else { return .unknown }
        return positions(target.columns, in: source.catalog.objects[table])
    }

    private static func positions(_ names: [String], in table: CatalogObject) -> Value {
        guard case .list(let columns)? = table.facets[.columns] else { return .unknown }
        return .array(
            names.map { name in .integer(columns.firstIndex(of: name).map { $0 + 1 } ?? 0) })
    }
}
