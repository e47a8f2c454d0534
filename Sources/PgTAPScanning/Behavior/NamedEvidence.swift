import QueryAnalysis
import SchemaCatalog
import SQLSyntax

/// Objects that a statement names as such (`'app.users'::regclass`, `DISABLE TRIGGER stamp`):
/// without them the server rejects it.
enum NamedEvidence {
    static func objects(_ context: ExerciseContext) -> [ObjectID] {
        context.exercise.uses.named.compactMap { find($0, context) }
    }

    /// The indexes that serve as keys, which they could not if they were not unique.
    static func keys(_ context: ExerciseContext) -> [ObjectID] {
        context.exercise.uses.named.lazy.filter { $0.kind == .key }.compactMap {
            find($0, context)
        }.filter { $0.kind == .index }
    }

    private static func find(_ named: StatementUses.Named, _ context: ExerciseContext)
        -> ObjectID?
    {
        let text = RegisteredName(named.name)
        let name = QualifiedName(text.schema, text.name)
        switch named.kind {
        case .relation: return context.relationOrIndex(name)?.id
        case .type: return context.type(TypeName(name))?.id
        case .schema: return context.catalog.object([.schema], inSchema: nil, named: text.name)?.id
        case .routine: return context.routine(name, arguments: text.arguments)?.id
        case .trigger: return child([.trigger], named, context)
        case .policy: return child([.policy], named, context)
        case .constraint:
            return child([.primaryKey, .unique, .foreignKey, .check, .exclusion], named, context)
        case .key: return key(named, context)
        }
    }

    private static func child(
        _ kinds: ObjectKinds, _ named: StatementUses.Named, _ context: ExerciseContext
    ) -> ObjectID? {
        guard let table = named.table else { return nil }
        // Also of a table that no migration makes (`auth.users`).
        let place = context.place(of: table)
        return context.catalog.child(
            kinds, ofSchema: place.schema, relation: place.name, named: named.name)?.id
    }

    /// The key that REFERENCES or ON CONFLICT means; nil where several would do.
    private static func key(_ named: StatementUses.Named, _ context: ExerciseContext) -> ObjectID? {
        guard let table = named.table.flatMap(context.relation) else { return nil }
        if named.columns.isEmpty {
            return context.children([.primaryKey], of: table).first?.id
        }
        func isOver(_ key: CatalogObject) -> Bool {
            guard case .list(let columns)? = key.facets[.columns] else { return false }
            return Set(columns) == Set(named.columns)
        }
        let keys = context.children([.primaryKey, .unique], of: table).filter(isOver)
        let names = Set(keys.map(\.id.name))
        let indexes = context.children([.index], of: table).filter { index in
            isOver(index) && index.facets[.uniqueness] == .text("unique")
                && (named.mayBePartial || index.facets[.predicate] == .null)
                && !names.contains(index.id.name)
        }
        return keys.count + indexes.count == 1 ? (keys + indexes)[0].id : nil
    }
}
