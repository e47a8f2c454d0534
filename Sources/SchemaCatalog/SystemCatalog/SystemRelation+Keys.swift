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
        guard case .text(let reference)? = item.object.facets[.reference],
            let open = reference.lastIndex(of: "(")
        else { return .unknown }
        let name = RegisteredName(String(reference[..<open]))
        guard case .object(let table) = source.relationObject(schema: name.schema, name.name) else {
            return .unknown
        }
        let names = reference[open...].dropFirst().dropLast().split(separator: ",").map {
            String($0.drop { $0 == " " })
        }
        return positions(names, in: source.catalog.objects[table])
    }

    private static func positions(_ names: [String], in table: CatalogObject) -> Value {
        guard case .list(let columns)? = table.facets[.columns] else { return .unknown }
        return .array(
            names.map { name in .integer(columns.firstIndex(of: name).map { $0 + 1 } ?? 0) })
    }
}
