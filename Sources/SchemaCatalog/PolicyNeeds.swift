public import QueryAnalysis
import SQLSyntax

/// What the conditions of a policy name: columns, other tables, functions. Whatever of it is
/// dropped takes the policy along.
enum PolicyNeeds {
    static func of(_ policy: CatalogObject, _ catalog: Catalog) -> [ObjectID] {
        guard let uses = uses(of: policy) else { return [] }
        var needs: [ObjectID] = []
        for name in uses.reads { needs += relation(name, catalog).map { [$0] } ?? [] }
        for use in uses.columns where !use.isStar {
            let found = use.candidates.lazy.compactMap { column(use.name, of: $0, catalog) }.first
            if let found { needs.append(found) }
        }
        for call in uses.calls { needs += routine(call, catalog).map { [$0] } ?? [] }
        return needs
    }

    /// The names that the conditions use, over the policy's table; nil for a policy without any.
    static func uses(of policy: CatalogObject) -> StatementUses? {
        guard !policy.conditions.isEmpty, let table = policy.id.relation else { return nil }
        var core = SelectCore()
        let name = QualifiedName(policy.id.schema, table)
        core.from = [.relation(name, alias: nil, only: false)]
        core.targets = policy.conditions.map { Target(nil, $0) }
        return StatementUses(.query(Query(.select(core)))).withoutReading(name)
    }

    private static func schemas(_ name: QualifiedName, _ catalog: Catalog) -> [String] {
        name.schema.map { [$0] } ?? catalog.searchPath
    }

    private static func relation(_ name: QualifiedName, _ catalog: Catalog) -> ObjectID? {
        schemas(name, catalog).lazy.compactMap {
            catalog.object(ObjectKind.anyRelation, inSchema: $0, named: name.name)?.id
        }.first
    }

    private static func column(_ name: String, of relation: QualifiedName, _ catalog: Catalog)
        -> ObjectID?
    {
        self.relation(relation, catalog).map {
            ObjectID(.column, schema: $0.schema, relation: $0.name, name: name)
        }.flatMap { catalog.index(of: $0) == nil ? nil : $0 }
    }

    /// The only function of the name that takes so many arguments.
    private static func routine(_ call: StatementUses.Call, _ catalog: Catalog) -> ObjectID? {
        for schema in schemas(call.name, catalog) {
            let found = catalog.objects([.function], inSchema: schema, named: call.name.name)
                .filter { $0.id.arguments?.count ?? 0 >= call.arguments.count }
            if !found.isEmpty { return found.count == 1 ? found[0].id : nil }
        }
        return nil
    }
}

extension CatalogObject {
    /// The names that a policy's conditions use; nil for any other object, and for a policy without
    /// conditions.
    public var policyUses: StatementUses? { PolicyNeeds.uses(of: self) }
}
