import SQLSyntax

/// `ALTER SCHEMA … RENAME`, which moves everything within.
extension CatalogFold {
    mutating func renameSchema(_ old: String, _ new: String) {
        guard state.schemas[new] == nil else {
            reject("schema \"\(new)\" already exists")
            return
        }
        guard var schema = state.schemas.removeValue(forKey: old) else {
            reject("schema \"\(old)\" does not exist")
            return
        }
        state.goneSchemas.insert(old)
        schema.provenance.append(provenance(.renamed))
        state.schemas[new] = schema
        state.defaultPrivileges.renameSchema(old, to: new)
        moveOthers(from: old, to: new)
        func move(_ name: CatalogName) -> CatalogName { CatalogName(schema: new, name: name.name) }
        for handle in state.relations.indices where state.relations[handle]?.name.schema == old {
            guard let relation = state.relations[handle] else { continue }
            for index in relation.indexes {
                state.indexOwner[CatalogName(schema: old, name: index.name)] = nil
                state.indexOwner[CatalogName(schema: new, name: index.name)] = handle
            }
            moveConstraintNames(relation, to: new)
            setName(handle, move(relation.name))
        }
        for handle in state.types.indices where state.types[handle]?.name.schema == old {
            if let name = state.types[handle]?.name { moveType(handle, move(name), .moved) }
        }
        for handle in state.routines.indices where state.routines[handle]?.name.schema == old {
            if let name = state.routines[handle]?.name { moveRoutine(handle, move(name), .moved) }
        }
    }

    mutating func moveOthers(from old: String, to new: String) {
        for (id, other) in state.others {
            if id.kind == .extension, other.schema == old { state.others[id]?.schema = new }
            guard id.schema == old else { continue }
            state.others[id] = nil
            state.others[ObjectID(id.kind, schema: new, name: id.name, arguments: id.arguments)] =
                other
        }
    }

    mutating func moveConstraintNames(_ relation: RelationState, to schema: String) {
        for constraint in relation.constraints {
            state.constraintNames[
                CatalogName(schema: relation.name.schema, name: constraint.name), default: 1] -= 1
            state.constraintNames[CatalogName(schema: schema, name: constraint.name), default: 0] +=
                1
        }
    }
}
