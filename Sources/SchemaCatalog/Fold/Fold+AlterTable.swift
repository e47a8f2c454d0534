import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    mutating func alterTable(_ statement: AlterTable) {
        if statement.objectKind == .type {
            alterComposite(statement)
            return
        }
        // ALTER INDEX names an index; nothing of what it can do is tracked.
        if statement.objectKind == .index { return }
        guard let handle = requireRelation(statement.table, ifExists: statement.ifExists) else { return }
        alter(handle) { _ in }
        for action in statement.actions { apply(action, to: handle, only: statement.only) }
    }

    private mutating func apply(_ action: AlterTable.Action, to handle: Int, only: Bool) {
        switch action {
        case .addColumn(let column, let ifNotExists):
            if ifNotExists, state.relations[handle]?.column(column.name) != nil { return }
            addConstraints(handle, addColumn(handle, column).map { ($0.0, column: $0.1) })
            bindGenerated(handle)
            forEachChild(of: handle, unless: only) { $0.inheritColumn(column.name, from: handle, to: $1) }
        case .dropColumn(let name, let ifExists, let behavior): dropColumn(handle, name, ifExists, behavior)
        case .addConstraint(let constraint):
            addConstraint(handle, constraint, nil)
        case .dropConstraint(let name, let ifExists, _): dropConstraint(handle, name, ifExists)
        case .enableRowSecurity: alter(handle, nil) { $0.rowSecurity = true }
        case .disableRowSecurity: alter(handle, nil) { $0.rowSecurity = false }
        case .forceRowSecurity: alter(handle, nil) { $0.forcesRowSecurity = true }
        case .noForceRowSecurity: alter(handle, nil) { $0.forcesRowSecurity = false }
        case .attachPartition(let child), .addInherit(let child): attach(handle, child, action)
        case .setOwner(let role): setOwner(ofRelation: handle, roleName(role))
        case .detachPartition(let child): detach(handle, child)
        case .dropInherit(let parent):
            if let parent = relation(parent) { alter(handle, nil) { $0.parents.removeAll { $0 == parent } } }
        default: applyColumnAction(action, to: handle)
        }
    }

    private mutating func applyColumnAction(_ action: AlterTable.Action, to handle: Int) {
        switch action {
        case .setDefault(let name, let value):
            guard let relation = state.relations[handle], let column = position(name, in: relation) else { return }
            let stored = value.flatMap { storedValue($0, relation, as: relation.columns[column].type) }
            alterColumn(handle, name) { $0.defaultValue = stored }
        case .setNotNull(let name): alterColumn(handle, name) { $0.isNotNull = true }
        case .dropNotNull(let name): alterColumn(handle, name) { $0.isNotNull = false }
        case .dropExpression(let name, _): alterColumn(handle, name) { $0.generated = nil }
        case .alterType(let name, let type, _):
            let resolved = resolve(type)
            alterColumn(handle, name) {
                $0.type = resolved
                $0.foreignType = resolved == nil ? Self.foreignType(type) : nil
            }
            if let column = state.relations[handle]?.column(name) { rebind(handle, using: column) }
        case .addIdentity(let name, let always, _):
            alterColumn(handle, name) { $0.identity = always ? "always" : "by default" }
        case .setIdentity(let name, let options):
            guard let generated = options.first(where: { $0.name == "generated" })?.value else { return }
            // `a` is 97, `d` is 100: the grammar gives the letter as a number.
            alterColumn(handle, name) { $0.identity = generated == "97" || generated == "a" ? "always" : "by default" }
        case .dropIdentity(let name, _): alterColumn(handle, name) { $0.identity = nil }
        default: break
        }
    }

    private mutating func alterColumn(_ handle: Int, _ name: String, _ change: (inout ColumnState) -> Void) {
        guard let relation = state.relations[handle], let column = position(name, in: relation) else { return }
        let altered = provenance(.altered)
        alter(handle, nil) { relation in
            change(&relation.columns[column])
            relation.columns[column].provenance.append(altered)
        }
    }

    // MARK: - Columns and constraints that go

    private mutating func dropColumn(_ handle: Int, _ name: String, _ ifExists: Bool, _ behavior: DropBehavior) {
        guard let relation = state.relations[handle] else { return }
        guard let column = relation.column(name) else {
            if !ifExists { reject("column \"\(name)\" of relation \"\(relation.name.name)\" does not exist") }
            return
        }
        for sequence in ownedSequences(of: handle, column) { remove(sequence) }
        for constraint in relation.constraints where constraint.columns.contains(column) { dropConstraint(handle, constraint.name, true) }
        for index in state.relations[handle]?.indexes ?? [] where uses(index, column) { dropIndex(handle, index.name) }
        // Keys elsewhere that refer to the column.
        for other in (state.referencingTables[handle] ?? []).sorted() {
            for constraint in state.relations[other]?.constraints ?? []
            where constraint.reference.map({ $0.relation == handle && $0.columns.contains(column) }) ?? false {
                dropConstraint(other, constraint.name, true)
            }
        }
        alter(handle, nil) { $0.columns[column].isDropped = true }
        forEachChild(of: handle, unless: false) { fold, child in
            if let state = fold.state.relations[child], let column = state.column(name), state.columns[column].isInherited {
                fold.dropColumn(child, name, true, behavior)
            }
        }
    }

    mutating func removeColumn(_ handle: Int, _ name: String) { dropColumn(handle, name, true, .cascade) }

    private func uses(_ index: IndexState, _ column: Int) -> Bool {
        index.including.contains(column)
            || index.elements.contains { element in
                switch element {
                case .column(let other): other == column
                case .expression(let stored): stored.columns.contains(column)
                }
            } || index.predicate?.columns.contains(column) ?? false
    }

    mutating func dropConstraint(_ handle: Int, _ name: String, _ ifExists: Bool) {
        guard let relation = state.relations[handle] else { return }
        guard let position = relation.constraints.firstIndex(where: { $0.name == name }) else {
            if !ifExists { reject("constraint \"\(name)\" of relation \"\(relation.name.name)\" does not exist") }
            return
        }
        let constraint = relation.constraints[position]
        alter(handle, nil) { $0.constraints.remove(at: position) }
        state.constraintNames[CatalogName(schema: relation.name.schema, name: name), default: 1] -= 1
        if constraint.kind != .check, constraint.kind != .foreignKey { dropIndex(handle, name) }
    }

    mutating func dropIndex(_ handle: Int, _ name: String) {
        guard let schema = state.relations[handle]?.name.schema else { return }
        state.indexOwner[CatalogName(schema: schema, name: name)] = nil
        alter(handle, nil) { $0.indexes.removeAll { $0.name == name } }
    }

    // MARK: - Children

    func children(of handle: Int) -> [Int] {
        state.relations.indices.filter { state.relations[$0]?.parents.contains(handle) ?? false }
    }

    private mutating func forEachChild(of handle: Int, unless only: Bool, _ body: (inout CatalogFold, Int) -> Void) {
        guard !only else { return }
        for child in children(of: handle) { body(&self, child) }
    }

    private mutating func inheritColumn(_ name: String, from parent: Int, to child: Int) {
        guard let source = state.relations[parent], let position = source.column(name), state.relations[child]?.column(name) == nil
        else { return }
        var column = source.columns[position]
        column.isInherited = true
        alter(child, nil) { $0.columns.append(column) }
        forEachChild(of: child, unless: false) { $0.inheritColumn(name, from: child, to: $1) }
    }

    private mutating func attach(_ handle: Int, _ other: QualifiedName, _ action: AlterTable.Action) {
        guard let named = requireRelation(other) else { return }
        // ATTACH names the child, INHERIT the parent.
        if case .attachPartition = action {
            alter(named) { $0.parents.append(handle) }
        } else {
            alter(handle, nil) { $0.parents.append(named) }
        }
    }

    private mutating func detach(_ handle: Int, _ child: QualifiedName) {
        guard let child = requireRelation(child) else { return }
        alter(child) { $0.parents.removeAll { $0 == handle } }
    }
}
