import SQLSyntax

extension CatalogFold {
    /// ALTER … OWNER TO.
    mutating func setOwner(_ object: ObjectReference, _ role: RoleName) {
        let owner = roleName(role)
        switch object.kind {
        case .table, .view, .materializedView, .sequence, .foreignTable:
            // An index keeps its table's owner: the server says so, and goes on.
            if object.kind == .table, relation(object.name) == nil, indexTable(object.name) != nil {
                return
            }
            guard let handle = requireRelation(object.name) else { return }
            guard isOfKind(object, handle), mayChangeOwner(handle, to: owner) else { return }
            setOwner(ofRelation: handle, owner)
        case .type, .domain:
            guard let handle = requireType(object.name) else { return }
            state.types[handle]?.ownership.change(to: owner)
        case .function, .procedure, .aggregate, .routine:
            guard let handle = requireRoutine(object) else { return }
            state.routines[handle]?.ownership.change(to: owner)
        case .schema: state.schemas[object.name.name]?.ownership.change(to: owner)
        default:
            guard let id = otherObject(object) else { return }
            state.others[id]?.ownership.change(to: owner)
        }
    }

    /// A sequence of a column has the table's owner.
    mutating func mayChangeOwner(_ handle: Int, to owner: String) -> Bool {
        guard let relation = state.relations[handle], relation.kind == .sequence,
            relation.ownedBy != nil, relation.ownership.owner != owner
        else { return true }
        reject("cannot change owner of sequence \"\(relation.name.name)\"")
        return false
    }

    /// A table's owner owns its sequences and its row type too (`ATExecChangeOwner`).
    mutating func setOwner(ofRelation handle: Int, _ owner: String) {
        state.relations[handle]?.ownership.change(to: owner)
        guard let columns = state.relations[handle]?.columns.indices else { return }
        for column in columns {
            state.relations[handle]?.columns[column].access.grants[owner] = nil
        }
        for sequence in ownedSequences(of: handle) {
            state.relations[sequence]?.ownership.change(to: owner)
        }
    }

    mutating func reassignOwned(_ roles: [RoleName], to new: RoleName) {
        let (old, owner) = (Set(roles.map(roleName)), roleName(new))
        func reassign<State: Owned>(_ object: inout State?) {
            if let current = object?.ownership.owner, old.contains(current) {
                object?.ownership.change(to: owner)
            }
        }
        for handle in state.relations.indices { reassign(&state.relations[handle]) }
        for handle in state.routines.indices { reassign(&state.routines[handle]) }
        for handle in state.types.indices { reassign(&state.types[handle]) }
        for name in state.schemas.keys { reassign(&state.schemas[name]) }
        for id in state.others.keys { reassign(&state.others[id]) }
    }

    /// DROP OWNED BY: what the roles own in this database, and what was granted to them.
    mutating func dropOwned(_ roles: [RoleName]) {
        let gone = Set(roles.map(roleName))
        for name in state.schemas.filter({ gone.contains($0.value.ownership.owner) }).keys.sorted()
        { removeSchema(name) }
        for handle in state.relations.indices where owns(gone, state.relations[handle]) {
            remove(handle)
        }
        for handle in state.routines.indices where owns(gone, state.routines[handle]) {
            removeRoutine(handle)
        }
        for handle in state.types.indices
        where state.types[handle]?.relation == nil && owns(gone, state.types[handle]) {
            removeType(handle)
        }
        for (id, other) in state.others where gone.contains(other.ownership.owner) {
            state.others[id] = nil
        }
        for role in gone { revokeEverything(from: role) }
    }

    private func owns<State: Owned>(_ roles: Set<String>, _ object: State?) -> Bool {
        object.map { roles.contains($0.ownership.owner) } ?? false
    }

    private mutating func revokeEverything(from role: String) {
        state.defaultPrivileges.drop(role: role)
        for handle in state.relations.indices {
            state.relations[handle]?.ownership.access.grants[role] = nil
            for column in state.relations[handle]?.columns.indices ?? 0..<0 {
                state.relations[handle]?.columns[column].access.grants[role] = nil
            }
        }
        for handle in state.routines.indices {
            state.routines[handle]?.ownership.access.grants[role] = nil
        }
        for handle in state.types.indices {
            state.types[handle]?.ownership.access.grants[role] = nil
        }
        for name in state.schemas.keys { state.schemas[name]?.ownership.access.grants[role] = nil }
        for id in state.others.keys { state.others[id]?.ownership.access.grants[role] = nil }
    }
}
