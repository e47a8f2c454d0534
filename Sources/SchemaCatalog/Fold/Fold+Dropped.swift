import SQLSyntax

/// What migrations take away by name: a test may want to say that it is gone.
extension CatalogFold {
    /// Remembers that the statement being applied dropped an object.
    mutating func noteDropped(_ id: ObjectID) { state.dropped[id] = provenance(.dropped) }

    /// The project's own object that a reference names.
    mutating func ownObject(_ object: ObjectReference) -> ObjectID? {
        switch object.kind {
        case .table, .view, .materializedView, .sequence, .foreignTable:
            relation(object.name).flatMap(ownRelation)
        case .index: ownIndex(object.name)
        case .type, .domain:
            userType(object.name).flatMap { state.types[$0] }.flatMap { type in
                type.origin == .schema && type.relation == nil
                    ? ObjectID(type.kind, schema: type.name.schema, name: type.name.name) : nil
            }
        case .schema:
            state.schemas[object.name.name]?.origin == .schema
                ? ObjectID(.schema, name: object.name.name) : nil
        case .trigger, .rule: ownTableObject(object)
        case .function, .procedure, .aggregate, .routine:
            requireRoutine(object, ifExists: true).flatMap(ownRoutine)
        case .extension, .role, .language:
            otherObject(object).flatMap { state.others[$0]?.origin == .schema ? $0 : nil }
        default: nil
        }
    }

    private func ownRelation(_ handle: Int) -> ObjectID? {
        guard let relation = state.relations[handle], relation.origin == .schema,
            !relation.isTemporary
        else { return nil }
        return ObjectID(relation.kind, schema: relation.name.schema, name: relation.name.name)
    }

    private func ownRoutine(_ handle: Int) -> ObjectID? {
        guard let routine = state.routines[handle], routine.origin == .schema else { return nil }
        return CatalogBuilder(state, session).identity(of: routine)
    }

    private func ownIndex(_ name: QualifiedName) -> ObjectID? {
        let schemas = name.schema.map { [$0] } ?? session.searchPath
        for schema in schemas {
            guard let owner = state.indexOwner[CatalogName(schema: schema, name: name.name)],
                let table = ownRelation(owner)
            else { continue }
            return ObjectID(.index, schema: schema, relation: table.name, name: name.name)
        }
        return nil
    }

    private func ownTableObject(_ object: ObjectReference) -> ObjectID? {
        guard let table = object.relation.flatMap(relation), let owner = ownRelation(table) else {
            return nil
        }
        return ObjectID(
            object.kind == .trigger ? .trigger : .rule, schema: owner.schema, relation: owner.name,
            name: object.name.name)
    }

    /// The column of a table of the project's own.
    func ownColumn(_ name: String, of handle: Int) -> ObjectID? {
        guard let table = ownRelation(handle), state.relations[handle]?.column(name) != nil else {
            return nil
        }
        return ObjectID(.column, schema: table.schema, relation: table.name, name: name)
    }
}

extension CatalogBuilder {
    /// What was dropped, is not there again, and does not go without saying: with a table its
    /// columns are gone, too.
    static func dropped(_ state: FoldState, besides objects: [CatalogObject]) -> [CatalogObject] {
        guard !state.dropped.isEmpty else { return [] }
        let existing = Set(objects.map(\.id))
        return state.dropped.compactMap { id, provenance in
            let hasSchema = id.schema.map { state.schemas[$0] != nil } ?? true
            let hasTable =
                id.relation.map { relation in
                    state.relationByName[CatalogName(schema: id.schema ?? "", name: relation)]
                        != nil
                } ?? true
            guard !existing.contains(id), hasSchema, hasTable else { return nil }
            return CatalogObject(id, provenance: [provenance])
        }
    }
}
