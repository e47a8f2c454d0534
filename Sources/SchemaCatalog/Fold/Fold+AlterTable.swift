import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    mutating func alterTable(_ statement: AlterTable) {
        if statement.objectKind == .type {
            alterComposite(statement)
            return
        }
        if statement.objectKind == .index {
            alterIndex(statement)
            return
        }
        guard let handle = requireRelation(statement.table, ifExists: statement.ifExists) else {
            return
        }
        guard isOfKind(ObjectReference(statement.objectKind, statement.table), handle) else {
            return
        }
        if let kind = state.relations[handle]?.kind,
            let action = statement.actions.first(where: { !$0.isAllowed(on: kind) })
        {
            return reject(
                "ALTER action \(action.name) cannot be performed on relation \"\(statement.table.name)\""
            )
        }
        alter(handle) { _ in }
        for action in statement.actions { apply(action, to: handle, only: statement.only) }
    }

    /// ALTER TABLE takes every relation, the others only their own kind; a rejection where it is of
    /// another.
    mutating func isOfKind(_ object: ObjectReference, _ handle: Int) -> Bool {
        guard let kind = Self.strictKind(object.kind), state.relations[handle]?.kind != kind else {
            return true
        }
        reject("\"\(object.name.name)\" is not a \(object.kind)")
        return false
    }

    private static func strictKind(_ kind: StatementObjectKind) -> ObjectKind? {
        switch kind {
        case .view: .view
        case .materializedView: .materializedView
        case .sequence: .sequence
        case .foreignTable: .foreignTable
        default: nil
        }
    }

    private func isPartition(_ handle: Int) -> Bool {
        state.relations[handle]?.parents.contains { state.relations[$0]?.partitionKey != nil }
            ?? false
    }

    mutating func apply(_ action: AlterTable.Action, to handle: Int, only: Bool) {
        switch action {
        case .addColumn(let column, let ifNotExists):
            if ifNotExists, state.relations[handle]?.column(column.name) != nil { return }
            guard !isPartition(handle) else { return reject("cannot add column to a partition") }
            guard state.relations[handle]?.column(column.name) == nil else {
                return reject("column \"\(column.name)\" of relation already exists")
            }
            guard !only || children(of: handle).isEmpty else {
                reject("column must be added to child tables too")
                return
            }
            let before = Set(state.relations[handle]?.constraints.map(\.name) ?? [])
            addConstraints(handle, addColumn(handle, column).map { ($0.0, column: $0.1) })
            bindGenerated(handle)
            forEachChild(of: handle, unless: only) {
                $0.inheritColumn(column.name, from: handle, to: $1)
            }
            for added in state.relations[handle]?.constraints ?? []
            where !before.contains(added.name) { inheritConstraint(added.name, of: handle) }
        case .dropColumn(let name, let ifExists, let behavior):
            if let relation = state.relations[handle], let column = relation.column(name) {
                if relation.columns[column].isInherited {
                    return reject("cannot drop inherited column \"\(name)\"")
                }
                if relation.partitionColumns.contains(column) {
                    return reject(
                        "cannot drop column \"\(name)\" because it is part of the partition key")
                }
            }
            let id = ownColumn(name, of: handle)
            dropColumn(handle, name, ifExists, behavior)
            if let id { noteDropped(id) }
        case .addConstraint(let constraint):
            let before = state.relations[handle]?.constraints.count ?? 0
            addConstraint(handle, constraint, nil)
            guard !only, let added = state.relations[handle]?.constraints, added.count > before
            else { return }
            inheritConstraint(added[added.count - 1].name, of: handle)
        case .dropConstraint(let name, let ifExists, let behavior):
            guard behavior == .cascade || keysRelying(on: name, of: handle).isEmpty else {
                reject(
                    "cannot drop constraint \(name) on table \(state.relations[handle]?.name.name ?? "") because other objects depend on it"
                )
                return
            }
            dropConstraint(handle, name, ifExists, only: only)
        case .alterConstraint(let name, let deferral): setDeferral(of: name, handle, deferral)
        case .enableRowSecurity: alter(handle, nil) { $0.rowSecurity = true }
        case .disableRowSecurity: alter(handle, nil) { $0.rowSecurity = false }
        case .forceRowSecurity: alter(handle, nil) { $0.forcesRowSecurity = true }
        case .noForceRowSecurity: alter(handle, nil) { $0.forcesRowSecurity = false }
        case .attachPartition(let child, let isDefault):
            attachPartition(handle, child, isDefault: isDefault)
        case .addInherit(let parent): addInherit(handle, parent)
        case .addOf(let type):
            let type = userType(type.name)
            state.relations[handle]?.ofType = type
        case .dropOf: state.relations[handle]?.ofType = nil
        case .setOwner(let role):
            if mayChangeOwner(handle) { setOwner(ofRelation: handle, roleName(role)) }
        case .detachPartition(let child):
            guard let child = requireRelation(child) else { return }
            guard state.relations[child]?.parents.contains(handle) ?? false else {
                reject("relation is not a partition of this relation")
                return
            }
            release(child, from: handle)
        case .dropInherit(let parent):
            guard let parent = requireRelation(parent) else { return }
            guard state.relations[handle]?.parents.contains(parent) ?? false else {
                reject("relation is not a parent of this relation")
                return
            }
            release(handle, from: parent)
        default: applyColumnAction(action, to: handle, only: only)
        }
    }

    /// ALTER INDEX: of what it can do only ATTACH PARTITION is tracked.
    private mutating func alterIndex(_ statement: AlterTable) {
        for action in statement.actions {
            guard case .attachPartition(let child, _) = action, let (table, _) = indexTable(child)
            else { continue }
            attachIndex(child.name, of: table, to: statement.table.name)
        }
    }

    /// What changes a column changes it in the children too (`ATSimpleRecursion`).
    private mutating func applyColumnAction(_ action: AlterTable.Action, to handle: Int, only: Bool)
    {
        changeColumn(action, of: handle)
        switch action {
        case .setDefault(let name, _), .setNotNull(let name), .dropNotNull(let name),
            .dropExpression(let name, _), .alterType(let name, _, _):
            forEachChild(of: handle, unless: only) { fold, child in
                if fold.state.relations[child]?.column(name) != nil {
                    fold.applyColumnAction(action, to: child, only: false)
                }
            }
        default: break
        }
    }

    private mutating func changeColumn(_ action: AlterTable.Action, of handle: Int) {
        switch action {
        case .setDefault(let name, let value):
            guard let relation = state.relations[handle], let column = position(name, in: relation)
            else { return }
            guard relation.columns[column].identity == nil,
                relation.columns[column].generated == nil
            else {
                return reject(
                    "column \"\(name)\" of relation \"\(relation.name.name)\" is an identity or generated column"
                )
            }
            let stored = value.flatMap {
                storedValue($0, relation, as: relation.columns[column].type)
            }
            alterColumn(handle, name) { $0.defaultValue = stored }
        case .setNotNull(let name): alterColumn(handle, name) { $0.isNotNull = true }
        case .dropNotNull(let name):
            guard !mustBeNotNull(name, of: handle) else {
                reject("column \"\(name)\" is in a primary key or an identity column")
                return
            }
            alterColumn(handle, name) { $0.isNotNull = false }
        case .dropExpression(let name, _): alterColumn(handle, name) { $0.generated = nil }
        case .alterType(let name, let type, _):
            if isRead(name, of: handle) {
                return reject("cannot alter type of a column used by a view or rule")
            }
            let resolved = resolve(type)
            let foreign = resolved == nil ? Self.foreignType(type) : nil
            alterColumn(handle, name) {
                $0.type = resolved
                $0.foreignType = foreign
            }
            if let column = state.relations[handle]?.column(name) { rebind(handle, using: column) }
        case .addIdentity(let name, let always, _):
            alterColumn(handle, name) { $0.identity = always ? "always" : "by default" }
            if let column = state.relations[handle]?.column(name) {
                addOwnedSequence(handle, column)
            }
        case .setIdentity(let name, let options):
            guard let generated = options.first(where: { $0.name == "generated" })?.value else {
                return
            }
            // `a` is 97, `d` is 100: the grammar gives the letter as a number.
            alterColumn(handle, name) {
                $0.identity = generated == "97" || generated == "a" ? "always" : "by default"
            }
        case .dropIdentity(let name, let ifExists):
            guard let column = state.relations[handle]?.column(name),
                state.relations[handle]?.columns[column].identity != nil
            else {
                if !ifExists { reject("column \"\(name)\" is not an identity column") }
                return
            }
            for sequence in ownedSequences(of: handle, column) { remove(sequence) }
            alterColumn(handle, name) { $0.identity = nil }
        default: break
        }
    }

    /// Whether a view reads a column.
    private func isRead(_ name: String, of handle: Int) -> Bool {
        guard let column = state.relations[handle]?.column(name) else { return false }
        let place = ColumnPlace(relation: handle, column: column)
        return state.viewsByRelation[handle]?.contains {
            state.relations[$0]?.readColumns.contains(place) ?? false
        } ?? false
    }

    private func mustBeNotNull(_ name: String, of handle: Int) -> Bool {
        guard let relation = state.relations[handle], let column = relation.column(name) else {
            return false
        }
        return relation.columns[column].identity != nil
            || relation.constraints.contains {
                $0.kind == .primaryKey && $0.columns.contains(column)
            }
    }

    private mutating func alterColumn(
        _ handle: Int, _ name: String, _ change: (inout ColumnState) -> Void
    ) {
        guard let relation = state.relations[handle], let column = position(name, in: relation)
        else { return }
        let altered = provenance(.altered)
        alter(handle, nil) { relation in
            change(&relation.columns[column])
            relation.columns[column].provenance.append(altered)
        }
    }

    // MARK: - Columns and constraints that go

    private mutating func dropColumn(
        _ handle: Int, _ name: String, _ ifExists: Bool, _ behavior: DropBehavior
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
        for view in (state.viewsByRelation[handle] ?? []).sorted()
        where state.relations[view]?.readColumns.contains(place) ?? false { remove(view) }
        for other in relation.columns
        where !other.isDropped && other.generated?.columns.contains(column) ?? false {
            removeColumn(handle, other.name)
        }
        forEachChild(of: handle, unless: false) { fold, child in
            guard let relation = fold.state.relations[child], let column = relation.column(name),
                relation.columns[column].isInherited
            else { return }
            if relation.columns[column].isLocal {
                fold.state.relations[child]?.columns[column].isInherited = false
            } else {
                fold.dropColumn(child, name, true, behavior)
            }
        }
    }

    mutating func removeColumn(_ handle: Int, _ name: String) {
        dropColumn(handle, name, true, .cascade)
    }

    private func uses(_ index: IndexState, _ column: Int) -> Bool {
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
    private func keysRelying(on name: String, of handle: Int) -> [(table: Int, name: String)] {
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
    private static func columns(of index: IndexState) -> Set<Int>? {
        var columns: Set<Int> = []
        for element in index.elements {
            guard case .column(let column) = element else { return nil }
            columns.insert(column)
        }
        return columns
    }

    /// ALTER CONSTRAINT: of foreign keys only, and with those of partitions
    /// (`ATExecAlterConstraint`).
    private mutating func setDeferral(
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
    private mutating func dropInherited(_ constraint: ConstraintState, from child: Int) {
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
