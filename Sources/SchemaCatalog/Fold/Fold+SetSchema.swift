import SQLSyntax

/// `SET SCHEMA`, of everything that has one.
extension CatalogFold {
    mutating func setSchema(_ object: ObjectReference, _ schema: String, _ ifExists: Bool) {
        guard state.schemas[schema] != nil else {
            reject("schema \"\(schema)\" does not exist")
            return
        }
        switch object.kind {
        case .table, .view, .materializedView, .sequence, .foreignTable:
            guard let handle = requireRelation(object.name, ifExists: ifExists),
                let relation = state.relations[handle], isOfKind(object, handle),
                relation.name.schema != schema, !isTaken(relation.name.name, in: schema),
                !relation.indexes.contains(where: { isTaken($0.name, in: schema) })
            else { return }
            let sequences = ownedSequences(of: handle)
            let names = sequences.compactMap { state.relations[$0]?.name.name }
            if names.contains(where: { isTaken($0, in: schema) }) { return }
            for index in relation.indexes {
                state.indexOwner[CatalogName(schema: relation.name.schema, name: index.name)] = nil
                state.indexOwner[CatalogName(schema: schema, name: index.name)] = handle
            }
            moveConstraintNames(relation, to: schema)
            setName(handle, CatalogName(schema: schema, name: relation.name.name))
            alter(handle, .moved) { _ in }
            for sequence in sequences {
                if let name = state.relations[sequence]?.name {
                    setName(sequence, CatalogName(schema: schema, name: name.name))
                }
            }
        case .extension: setExtensionSchema(object.name.name, schema)
        case .type, .domain:
            guard let handle = requireType(object.name), let name = state.types[handle]?.name,
                name.schema != schema
            else { return }
            let new = CatalogName(schema: schema, name: name.name)
            guard !isTypeNameTaken(new) else {
                reject("type \"\(new.name)\" already exists in schema \"\(schema)\"")
                return
            }
            moveType(handle, new, .moved)
        case .function, .procedure, .aggregate, .routine:
            guard let handle = requireRoutine(object, ifExists: ifExists),
                let name = state.routines[handle]?.name, name.schema != schema
            else { return }
            let new = CatalogName(schema: schema, name: name.name)
            if !isRoutineTaken(handle, new) { moveRoutine(handle, new, .moved) }
        default:
            guard let id = otherObject(object), let other = state.others.removeValue(forKey: id)
            else { return }
            state.others[
                ObjectID(id.kind, schema: schema, name: id.name, arguments: id.arguments)] = other
        }
    }
}
