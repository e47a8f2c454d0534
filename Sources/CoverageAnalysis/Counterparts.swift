import SchemaCatalog

/// What an object without requirements of its own has from another one: a column or constraint of a
/// child or partition from its parent, the index of a key from that. Asserted of the one it holds of
/// the other, which cannot be altered or dropped alone.
enum Counterparts {
    /// The claim positions of what an object is had from, directly.
    static func of(_ position: Int, _ catalog: Catalog) -> [Int] {
        guard position < catalog.objects.count else { return [] }
        let object = catalog.objects[position]
        switch object.id.kind {
        case .table:
            return parents(of: object, catalog).compactMap { catalog.claimPosition(of: $0.id) }
        case .index: return object.origin == .implied ? key(of: object, catalog) : []
        case .column, .check, .primaryKey, .unique, .foreignKey:
            guard object.origin == .implied,
                let table = object.id.relation.flatMap({
                    catalog.object([.table], inSchema: object.id.schema, named: $0)
                })
            else { return [] }
            return parents(of: table, catalog).compactMap { parent in
                origin(of: object, in: parent, catalog).flatMap { catalog.claimPosition(of: $0.id) }
            }
        default: return []
        }
    }

    /// Whether a facet's evidence holds of both.
    static func share(_ facet: Facet, _ position: Int, _ other: Int, _ catalog: Catalog) -> Bool {
        guard position < catalog.objects.count, other < catalog.objects.count,
            let value = catalog.objects[position].facets[facet]
        else { return false }
        return !facet.hasParts && catalog.objects[other].facets[facet] == value
    }

    private static func parents(of table: CatalogObject, _ catalog: Catalog) -> [CatalogObject] {
        (Facet.inheritance.parts(of: table.facets[.inheritance]) ?? []).compactMap { parent in
            guard let dot = parent.firstIndex(of: ".") else { return nil }
            return catalog.object(
                [.table], inSchema: String(parent[..<dot]),
                named: String(parent[parent.index(after: dot)...]))
        }
    }

    private static func key(of index: CatalogObject, _ catalog: Catalog) -> [Int] {
        [.primaryKey, .unique, .exclusion].compactMap { (kind: ObjectKind) in
            catalog.claimPosition(
                of: ObjectID(
                    kind, schema: index.id.schema, relation: index.id.relation, name: index.id.name)
            )
        }
    }

    /// Of keys partitions have other names than their parent.
    private static func origin(
        of object: CatalogObject, in parent: CatalogObject, _ catalog: Catalog
    ) -> CatalogObject? {
        let kind = object.id.kind
        let all = catalog.children(
            [kind], ofSchema: parent.id.schema, relation: parent.id.name)
        if kind == .column || kind == .check { return all.first { $0.id.name == object.id.name } }
        let alike = all.filter {
            $0.facets[.columns] == object.facets[.columns]
                && $0.facets[.reference] == object.facets[.reference]
        }
        return alike.count == 1 ? alike[0] : nil
    }
}
