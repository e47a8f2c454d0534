import SchemaCatalog

/// Objects of the same name in several schemas: without a schema an assertion is about one of them.
struct Namesakes: Sendable {
    private struct Key: Hashable {
        var kind: ObjectKind
        var name: String
    }

    private var schemas: [Key: [String]] = [:]

    init(_ catalog: Catalog) {
        guard catalog.schemaNames.count > 1 else { return }
        for object in catalog.objects where object.id.relation == nil {
            guard let schema = object.id.schema else { continue }
            schemas[Key(kind: object.id.kind, name: object.id.name), default: []].append(schema)
        }
        schemas = schemas.filter { $0.value.count > 1 }
    }

    var isEmpty: Bool { schemas.isEmpty }

    /// What an object is called in other schemas.
    func others(of id: ObjectID) -> [ObjectID] {
        let kinds: [ObjectKind] =
            id.relation == nil ? [id.kind] : [.table, .view, .materializedView, .foreignTable]
        let found = kinds.flatMap { schemas[Key(kind: $0, name: id.relation ?? id.name)] ?? [] }
        return found.filter { $0 != id.schema }.map {
            ObjectID(
                id.kind, schema: $0, relation: id.relation, name: id.name, arguments: id.arguments)
        }
    }
}
