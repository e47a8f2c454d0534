import SQLSyntax

extension CatalogFold {
    mutating func applyRename(_ rename: Rename) {
        if let column = rename.column {
            renameColumn(rename, column)
            return
        }
        switch rename.object.kind {
        case .table, .view, .materializedView, .sequence, .foreignTable: renameRelation(rename)
        case .index: renameIndex(rename)
        case .type, .domain: renameType(rename)
        case .function, .procedure, .aggregate, .routine: renameRoutine(rename)
        case .schema: renameSchema(rename.object.name.name, rename.newName)
        case .trigger, .policy, .rule, .tableConstraint: renameTableObject(rename)
        default: renameOther(rename)
        }
    }

    /// A provenance entry for the new name of what was called `old`.
    private func renaming(from old: String) -> Provenance {
        Provenance(.renamed, at: location, former: old)
    }

    private mutating func renameColumn(_ rename: Rename, _ column: String) {
        if rename.object.kind == .type {
            renameAttribute(rename, column)
            return
        }
        guard let handle = requireRelation(rename.object.name, ifExists: rename.ifExists),
            let relation = state.relations[handle],
            let position = position(column, in: relation)
        else { return }
        guard
            descendants(of: handle).union([handle]).allSatisfy({
                state.relations[$0]?.column(rename.newName) == nil
            })
        else {
            reject(
                "column \"\(rename.newName)\" of relation \"\(relation.name.name)\" already exists")
            return
        }
        guard !relation.columns[position].isInherited, relation.ofType == nil else {
            reject("cannot rename inherited column \"\(column)\"")
            return
        }
        guard mayRename(rename, of: handle) else { return }
        let renamed = renaming(from: column)
        alter(handle, nil) {
            $0.columns[position].name = rename.newName
            $0.columns[position].provenance.append(renamed)
            $0.renameInExpressions(column, to: rename.newName)
        }
        renameInChildren(of: handle, column, to: rename.newName)
    }

    private mutating func renameAttribute(_ rename: Rename, _ column: String) {
        guard let handle = requireType(rename.object.name),
            let attributes = state.types[handle]?.attributes
        else { return }
        guard let position = attributes.firstIndex(where: { $0.name == column && !$0.isDropped })
        else {
            reject("attribute \"\(column)\" does not exist")
            return
        }
        guard !attributes.contains(where: { $0.name == rename.newName && !$0.isDropped }) else {
            reject(
                "column \"\(rename.newName)\" of relation \"\(rename.object.name.name)\" already exists"
            )
            return
        }
        state.types[handle]?.attributes[position].name = rename.newName
    }

    private mutating func renameInChildren(of handle: Int, _ column: String, to new: String) {
        for child in children(of: handle) {
            guard let inherited = state.relations[child]?.column(column) else { continue }
            alter(child, nil) {
                $0.columns[inherited].name = new
                $0.renameInExpressions(column, to: new)
            }
            renameInChildren(of: child, column, to: new)
        }
    }

    private mutating func renameRelation(_ rename: Rename) {
        // ALTER TABLE … RENAME also renames indexes and views.
        if relation(rename.object.name) == nil, indexTable(rename.object.name) != nil {
            return renameIndex(rename)
        }
        guard let handle = requireRelation(rename.object.name, ifExists: rename.ifExists),
            let old = state.relations[handle]?.name
        else { return }
        guard isOfKind(rename.object, handle) else { return }
        guard !isRelationNameTaken(rename.newName, in: old.schema) else {
            reject("relation \"\(rename.newName)\" already exists")
            return
        }
        setName(handle, CatalogName(schema: old.schema, name: rename.newName))
        let renamed = renaming(from: old.name)
        alter(handle, nil) { $0.provenance.append(renamed) }
    }

    /// Puts a relation, with its row type, under another name.
    mutating func setName(_ handle: Int, _ new: CatalogName) {
        guard let old = state.relations[handle]?.name else { return }
        state.relationByName[old] = nil
        state.relationByName[new] = handle
        state.goneRelations.insert(old)
        if let type = state.typeByName[old], state.types[type]?.relation == handle {
            state.typeByName[old] = nil
            state.typeByName[new] = type
            state.types[type]?.name = new
        }
        alter(handle, nil) { $0.name = new }
    }

    func indexTable(_ name: QualifiedName) -> (table: Int, schema: String)? {
        for schema in name.schema.map({ [$0] }) ?? session.searchPath {
            if let table = state.indexOwner[CatalogName(schema: schema, name: name.name)] {
                return (table, schema)
            }
        }
        return nil
    }

    private mutating func renameIndex(_ rename: Rename) {
        guard let (table, schema) = indexTable(rename.object.name) else {
            if !rename.ifExists {
                reject("relation \"\(Self.text(rename.object.name))\" does not exist")
            }
            return
        }
        renameIndex(table, schema, rename.object.name.name, rename.newName)
    }

    mutating func isTaken(_ name: String, in schema: String) -> Bool {
        guard isRelationNameTaken(name, in: schema) else { return false }
        reject("relation \"\(name)\" already exists")
        return true
    }

    /// An index and the constraint that it serves go by one name.
    private mutating func renameIndex(_ table: Int, _ schema: String, _ old: String, _ new: String)
    {
        if isTaken(new, in: schema) { return }
        state.indexOwner[CatalogName(schema: schema, name: old)] = nil
        state.indexOwner[CatalogName(schema: schema, name: new)] = table
        for child in children(of: table) {
            alter(child, nil) { relation in
                for index in relation.indexes.indices where relation.indexes[index].parent == old {
                    relation.indexes[index].parent = new
                }
            }
        }
        let renamed = renaming(from: old)
        alter(table, nil) { relation in
            for index in relation.indexes.indices where relation.indexes[index].name == old {
                relation.indexes[index].name = new
                relation.indexes[index].provenance.append(renamed)
            }
            for constraint in relation.constraints.indices
            where relation.constraints[constraint].name == old
                && relation.constraints[constraint].isByIndex
            {
                relation.constraints[constraint].name = new
                relation.constraints[constraint].provenance.append(renamed)
            }
        }
        renameConstraintName(schema, old, new)
    }

    /// Made-up names must differ from those that the schema's constraints have now.
    private mutating func renameConstraintName(_ schema: String, _ old: String, _ new: String) {
        guard state.constraintNames[CatalogName(schema: schema, name: old), default: 0] > 0 else {
            return
        }
        state.constraintNames[CatalogName(schema: schema, name: old), default: 1] -= 1
        state.constraintNames[CatalogName(schema: schema, name: new), default: 0] += 1
    }

    private mutating func renameTableObject(_ rename: Rename) {
        guard let table = rename.object.relation,
            let handle = requireRelation(table, ifExists: rename.ifExists),
            let relation = state.relations[handle]
        else { return }
        let (old, new) = (rename.object.name.name, rename.newName)
        guard hasTableObject(relation, rename.object.kind, old),
            !hasTableObject(relation, rename.object.kind, new)
        else {
            let missing = hasTableObject(relation, rename.object.kind, new)
            reject(
                "\"\(missing ? new : old)\" of relation \"\(relation.name.name)\" \(missing ? "already exists" : "does not exist")"
            )
            return
        }
        // Keys of partitions may be (`rename_constraint_internal()`).
        if rename.object.kind == .tableConstraint,
            relation.constraints.contains(where: {
                $0.name == old && $0.isInherited && $0.kind == .check
            })
        {
            return reject("cannot rename inherited constraint \"\(old)\"")
        }
        if rename.object.kind == .tableConstraint,
            relation.constraints.contains(where: {
                $0.name == old && $0.kind == .check && !$0.noInherit
            }), !mayRename(rename, of: handle)
        {
            return
        }
        let renamed = renaming(from: old)
        if rename.object.kind == .tableConstraint,
            relation.indexes.contains(where: { $0.name == old })
        {
            renameIndex(handle, relation.name.schema, old, new)
            return
        }
        alter(handle, nil) { relation in
            switch rename.object.kind {
            case .trigger:
                guard let position = relation.triggers.firstIndex(where: { $0.name == old }) else {
                    return
                }
                relation.triggers[position].name = new
                relation.triggers[position].provenance.append(renamed)
            case .policy:
                guard let position = relation.policies.firstIndex(where: { $0.name == old }) else {
                    return
                }
                relation.policies[position].name = new
                relation.policies[position].provenance.append(renamed)
            case .rule:
                guard let position = relation.rules.firstIndex(where: { $0.name == old }) else {
                    return
                }
                relation.rules[position].name = new
            default:
                guard let position = relation.constraints.firstIndex(where: { $0.name == old })
                else { return }
                relation.constraints[position].name = new
                relation.constraints[position].provenance.append(renamed)
            }
        }
        guard rename.object.kind == .tableConstraint else { return }
        renameConstraintName(relation.name.schema, old, new)
        renameInherited(of: handle, old, new)
    }

    private func hasTableObject(
        _ relation: RelationState, _ kind: StatementObjectKind, _ name: String
    ) -> Bool {
        switch kind {
        case .trigger: relation.triggers.contains { $0.name == name }
        case .policy: relation.policies.contains { $0.name == name }
        case .rule: relation.rules.contains { $0.name == name }
        default: relation.constraints.contains { $0.name == name }
        }
    }

    /// A check has one name in all of a hierarchy.
    private mutating func renameInherited(of handle: Int, _ old: String, _ new: String) {
        for child in children(of: handle) {
            guard
                let position = state.relations[child]?.constraints.firstIndex(where: {
                    $0.name == old && $0.kind == .check && $0.isInherited
                })
            else { continue }
            state.relations[child]?.constraints[position].name = new
            if let schema = state.relations[child]?.name.schema {
                renameConstraintName(schema, old, new)
            }
            renameInherited(of: child, old, new)
        }
    }

    private mutating func renameType(_ rename: Rename) {
        guard let handle = requireType(rename.object.name), let old = state.types[handle]?.name
        else { return }
        let new = CatalogName(schema: old.schema, name: rename.newName)
        guard !isTypeNameTaken(new) else {
            reject("type \"\(new.name)\" already exists")
            return
        }
        moveType(handle, new, .renamed)
    }

    mutating func moveType(_ handle: Int, _ new: CatalogName, _ action: Provenance.Action) {
        guard let old = state.types[handle]?.name else { return }
        state.typeByName[old] = nil
        state.goneTypes.insert(old)
        state.typeByName[new] = handle
        state.types[handle]?.name = new
        let entry = action == .renamed ? renaming(from: old.name) : provenance(action)
        state.types[handle]?.provenance.append(entry)
    }

    private mutating func renameRoutine(_ rename: Rename) {
        guard let handle = requireRoutine(rename.object, ifExists: rename.ifExists),
            let old = state.routines[handle]?.name
        else { return }
        let new = CatalogName(schema: old.schema, name: rename.newName)
        if !isRoutineTaken(handle, new) { moveRoutine(handle, new, .renamed) }
    }

    mutating func moveRoutine(_ handle: Int, _ new: CatalogName, _ action: Provenance.Action) {
        guard let routine = state.routines[handle] else { return }
        state.routinesByName[routine.name]?.removeAll { $0 == handle }
        if state.routinesByName[routine.name]?.isEmpty ?? false {
            state.routinesByName[routine.name] = nil
        }
        state.routinesByName[new, default: []].append(handle)
        state.routines[handle]?.name = new
        let entry = action == .renamed ? renaming(from: routine.name.name) : provenance(action)
        state.routines[handle]?.provenance.append(entry)
        guard routine.arguments.isEmpty else { return }
        for relation in state.relations.indices
        where state.relations[relation]?.triggers.contains(where: { $0.function == routine.name })
            ?? false
        {
            alter(relation, nil) { state in
                for trigger in state.triggers.indices
                where state.triggers[trigger].function == routine.name {
                    state.triggers[trigger].function = new
                }
            }
        }
    }

    private mutating func renameOther(_ rename: Rename) {
        guard let kind = Self.catalogKind(rename.object.kind) else { return }
        guard let found = otherObject(rename.object),
            var value = state.others.removeValue(forKey: found)
        else { return }
        value.provenance.append(provenance(.renamed))
        if kind == .role { state.memberships.rename(found.name, to: rename.newName) }
        state.others[
            ObjectID(kind, schema: found.schema, name: rename.newName, arguments: found.arguments)] =
            value
    }
}

extension RelationState {
    /// A renamed column is renamed wherever the table's own expressions use it.
    mutating func renameInExpressions(_ old: String, to new: String) {
        for index in indexes.indices {
            for element in indexes[index].elements.indices {
                guard case .expression(var stored) = indexes[index].elements[element] else {
                    continue
                }
                stored.source = stored.source.renamingColumn(old, to: new)
                indexes[index].elements[element] = .expression(stored)
            }
            if let source = indexes[index].predicate?.source {
                indexes[index].predicate?.source = source.renamingColumn(old, to: new)
            }
        }
        for column in columns.indices {
            if let source = columns[column].generated?.source {
                columns[column].generated?.source = source.renamingColumn(old, to: new)
            }
        }
        for constraint in constraints.indices {
            if let source = constraints[constraint].expression?.source {
                constraints[constraint].expression?.source = source.renamingColumn(old, to: new)
            }
        }
    }
}
