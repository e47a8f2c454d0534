import QueryAnalysis
import SQLSyntax

/// Columns, constraints and indexes of a table that go, and what hangs on them.
extension CatalogFold {
    mutating func dropColumn(
        _ handle: Int, _ name: String, _ ifExists: Bool, _ behavior: DropBehavior,
        only: Bool = false
    ) {
        guard let relation = state.relations[handle] else { return }
        guard let column = relation.column(name) else {
            if !ifExists {
                reject("column \"\(name)\" of relation \"\(relation.name.name)\" does not exist")
            }
            return
        }
        for sequence in ownedSequences(of: handle, column) { remove(sequence) }
        for constraint in relation.constraints where constraint.columns.contains(column) {
            // What the children inherited of it goes with their own column, if that goes.
            dropConstraint(handle, constraint.name, true, only: constraint.kind == .check)
        }
        dropStatistics(of: handle, column: column)
        for index in state.relations[handle]?.indexes ?? [] where uses(index, column) {
            dropIndex(handle, index.name)
        }
        // Keys elsewhere that refer to the column.
        for other in (state.referencingTables[handle] ?? []).sorted() {
            for constraint in state.relations[other]?.constraints ?? []
            where constraint.reference.map({ $0.relation == handle && $0.columns.contains(column) })
                ?? false
            {
                dropConstraint(other, constraint.name, true)
            }
        }
        alter(handle, nil) { $0.columns[column].isDropped = true }
        let place = ColumnPlace(relation: handle, column: column)
        removeUsers(users(of: handle), where: { $0.columns.contains(place) })
        for other in relation.columns
        where !other.isDropped && other.generated?.columns.contains(column) ?? false {
            removeColumn(handle, other.name)
        }
        forEachChild(of: handle, unless: false) { fold, child in
            guard let relation = fold.state.relations[child], let column = relation.column(name),
                relation.columns[column].isInherited,
                // What another parent hands down stays.
                !relation.parents.contains(where: {
                    $0 != handle && fold.state.relations[$0]?.column(name) != nil
                })
            else { return }
            if relation.columns[column].isLocal || only {
                fold.state.relations[child]?.columns[column].isInherited = false
                fold.state.relations[child]?.columns[column].isLocal = true
            } else {
                fold.dropColumn(child, name, true, behavior)
            }
        }
    }

    mutating func removeColumn(_ handle: Int, _ name: String) {
        dropColumn(handle, name, true, .cascade)
    }

    func uses(_ index: IndexState, _ column: Int) -> Bool {
        index.including.contains(column)
            || index.elements.contains { element in
                switch element {
                case .column(let other): other == column
                case .expression(let stored): stored.columns.contains(column)
                }
            } || index.predicate?.columns.contains(column) ?? false
    }

    mutating func dropConstraint(
        _ handle: Int, _ name: String, _ ifExists: Bool, only: Bool = false
    ) {
        guard let relation = state.relations[handle] else { return }
        guard let position = relation.constraints.firstIndex(where: { $0.name == name }) else {
            if !ifExists {
                reject(
                    "constraint \"\(name)\" of relation \"\(relation.name.name)\" does not exist")
            }
            return
        }
        let constraint = relation.constraints[position]
        let relying = keysRelying(on: name, of: handle)
        alter(handle, nil) { $0.constraints.remove(at: position) }
        state.constraintNames[CatalogName(schema: relation.name.schema, name: name), default: 1] -=
            1
        if constraint.kind != .check, constraint.kind != .foreignKey {
            for key in relying { dropConstraint(key.table, key.name, true) }
            dropIndex(handle, name)
        }
        forEachChild(of: handle, unless: only) { $0.dropInherited(constraint, from: $1) }
    }

    /// Foreign keys that rest on a key, and go with it. A foreign key rests on the oldest unique
    /// index on its columns that there is when it is made (`transformFkeyCheckAttrs`,
    /// `src/backend/commands/tablecmds.c`): of those that still are, the oldest, for an older one
    /// could not have gone without it.
    func keysRelying(on name: String, of handle: Int) -> [(table: Int, name: String)] {
        guard let relation = state.relations[handle],
            let key = relation.constraints.first(where: { $0.name == name }),
            key.kind == .primaryKey || key.kind == .unique
        else { return [] }
        let columns = Set(key.columns)
        let oldest = relation.indexes.first {
            $0.isUnique && $0.predicate == nil && Self.columns(of: $0) == columns
        }
        guard oldest == nil || oldest?.name == name else { return [] }
        return (state.referencingTables[handle] ?? []).sorted().flatMap { other in
            (state.relations[other]?.constraints ?? []).filter { constraint in
                constraint.reference.map { $0.relation == handle && Set($0.columns) == columns }
                    ?? false
            }.map { (other, $0.name) }
        }
    }

    /// The columns of an index; nil where it has an expression.
    static func columns(of index: IndexState) -> Set<Int>? {
        var columns: Set<Int> = []
        for element in index.elements {
            guard case .column(let column) = element else { return nil }
            columns.insert(column)
        }
        return columns
    }

    /// VALIDATE CONSTRAINT, which checks the children's as well (`ATExecValidateConstraint`).
    mutating func validate(_ name: String, _ handle: Int) {
        guard let relation = state.relations[handle] else { return }
        guard let place = relation.constraints.firstIndex(where: { $0.name == name }) else {
            return reject(
                "constraint \"\(name)\" of relation \"\(relation.name.name)\" does not exist")
        }
        let kind = relation.constraints[place].kind
        guard kind == .check || kind == .foreignKey else {
            return reject(
                "constraint \"\(name)\" of relation \"\(relation.name.name)\" is not a foreign key or check constraint"
            )
        }
        guard relation.constraints[place].isNotValid else { return }
        alter(handle, nil) { $0.constraints[place].isNotValid = false }
        for child in children(of: handle) {
            if state.relations[child]?.constraints.contains(where: { $0.name == name }) ?? false {
                validate(name, child)
            }
        }
    }

    /// ALTER CONSTRAINT: of foreign keys only, and with those of partitions
    /// (`ATExecAlterConstraint`).
    mutating func setDeferral(
        of name: String, _ handle: Int, _ deferral: Constraint.Deferral
    ) {
        guard let relation = state.relations[handle] else { return }
        guard let position = relation.constraints.firstIndex(where: { $0.name == name }) else {
            return reject(
                "constraint \"\(name)\" of relation \"\(relation.name.name)\" does not exist")
        }
        guard relation.constraints[position].kind == .foreignKey else {
            return reject(
                "constraint \"\(name)\" of relation \"\(relation.name.name)\" is not a foreign key constraint"
            )
        }
        let altered = provenance(.altered)
        alter(handle, nil) {
            $0.constraints[position].deferral = deferral
            $0.constraints[position].provenance.append(altered)
        }
        for child in children(of: handle)
        where state.relations[child]?.constraints.contains(where: {
            $0.name == name && $0.isInherited && $0.kind == .foreignKey
        }) ?? false {
            setDeferral(of: name, child, deferral)
        }
    }

    /// A child keeps a check that it declares itself.
    mutating func dropInherited(_ constraint: ConstraintState, from child: Int) {
        guard constraint.kind == .check || constraint.kind == .foreignKey,
            let position = state.relations[child]?.constraints.firstIndex(where: {
                $0.name == constraint.name && $0.isInherited
            })
        else { return }
        if state.relations[child]?.constraints[position].isLocal ?? false, constraint.kind == .check
        {
            state.relations[child]?.constraints[position].isInherited = false
        } else {
            dropConstraint(child, constraint.name, true)
        }
    }

    mutating func dropIndex(_ handle: Int, _ name: String) {
        guard let schema = state.relations[handle]?.name.schema else { return }
        state.indexOwner[CatalogName(schema: schema, name: name)] = nil
        alter(handle, nil) { $0.indexes.removeAll { $0.name == name } }
        for child in children(of: handle) {
            guard let own = state.relations[child]?.indexes.first(where: { $0.parent == name })
            else { continue }
            if own.isOfConstraint {
                dropConstraint(child, own.name, true)
            } else {
                dropIndex(child, own.name)
            }
        }
    }
}
