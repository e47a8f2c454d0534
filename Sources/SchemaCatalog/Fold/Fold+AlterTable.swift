import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    mutating func alterTable(_ statement: AlterTable) {
        if statement.objectKind == .type {
            alterComposite(statement)
            return
        }
        // ALTER TABLE takes indexes too.
        if statement.objectKind == .index
            || relation(statement.table) == nil && indexTable(statement.table) != nil
        {
            alterIndex(statement)
            return
        }
        guard let handle = requireRelation(statement.table, ifExists: statement.ifExists) else {
            return
        }
        guard isOfKind(ObjectReference(statement.objectKind, statement.table), handle) else {
            return
        }
        guard let kind = state.relations[handle]?.kind, isAllowed(statement, on: kind) else {
            return
        }
        if state.relations[handle]?.ofType != nil,
            let action = statement.actions.first(where: \.isRefusedByTypedTables)
        {
            return reject("cannot \(action.name) of typed table \"\(statement.table.name)\"")
        }
        if let name = Self.columnAlteredTwice(statement.actions) {
            return reject("cannot alter type of column \"\(name)\" twice")
        }
        alter(handle) { _ in }
        run(statement, on: handle)
    }

    /// Whether a rejection cannot leave half of an ALTER TABLE behind.
    func isDoneInOne(_ statement: AlterTable) -> Bool {
        guard statement.actions.count == 1 else { return false }
        if case .addColumn(let column, _) = statement.actions[0] {
            let isPlain = column.constraints.allSatisfy { constraint in
                switch constraint.kind {
                case .null, .notNull, .default: true
                default: false
                }
            }
            guard isPlain, column.type.map({ resolve($0) != nil }) ?? false else { return false }
        }
        return relation(statement.table).map { children(of: $0).isEmpty } ?? true
    }

    private static func columnAlteredTwice(_ actions: [AlterTable.Action]) -> String? {
        var seen: Set<String> = []
        for case .alterType(let name, _, _) in actions where !seen.insert(name).inserted {
            return name
        }
        return nil
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

    /// Whether a relation is of a kind that can have such an object; a rejection where it is not.
    mutating func isOneOf(_ kinds: [ObjectKind], _ handle: Int) -> Bool {
        guard let relation = state.relations[handle], !kinds.contains(relation.kind) else {
            return true
        }
        reject("\"\(relation.name.name)\" is not a table")
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

    func isPartition(_ handle: Int) -> Bool {
        state.relations[handle]?.parents.contains { state.relations[$0]?.partitionKey != nil }
            ?? false
    }

    mutating func apply(_ action: AlterTable.Action, to handle: Int, only: Bool) {
        switch action {
        case .dropColumn(let name, let ifExists, let behavior):
            if let relation = state.relations[handle], let column = relation.column(name) {
                if relation.columns[column].isInherited {
                    return reject("cannot drop inherited column \"\(name)\"")
                }
                if relation.partitionKey?.columns.contains(column) ?? false {
                    return reject(
                        "cannot drop column \"\(name)\" because it is part of the partition key")
                }
                if behavior != .cascade, isWhole, isNeeded(column: name, of: handle) {
                    return reject(
                        "cannot drop column \"\(name)\" of table \"\(relation.name.name)\" because other objects depend on it"
                    )
                }
            }
            let id = ownColumn(name, of: handle)
            dropColumn(handle, name, ifExists, behavior, only: only)
            if let id { noteDropped(id) }
        case .dropConstraint(let name, let ifExists, let behavior):
            let own = state.relations[handle]?.constraints.first { $0.name == name }
            if own?.isInherited ?? false {
                return reject("cannot drop inherited constraint \"\(name)\"")
            }
            guard behavior == .cascade || keysRelying(on: name, of: handle).isEmpty else {
                reject(
                    "cannot drop constraint \(name) on table \(state.relations[handle]?.name.name ?? "") because other objects depend on it"
                )
                return
            }
            dropConstraint(handle, name, ifExists, only: only)
            if only, own?.kind == .check, own?.noInherit == false {
                keepInChildren(name, of: handle)
            }
        case .validateConstraint(let name): validate(name, handle)
        case .alterConstraint(let name, let deferral): setDeferral(of: name, handle, deferral)
        case .enableRowSecurity: alter(handle, nil) { $0.rowSecurity = true }
        case .disableRowSecurity: alter(handle, nil) { $0.rowSecurity = false }
        case .setReplicaIdentity(let isDefault):
            alter(handle, nil) { $0.isIdentifiedByKey = isDefault }
        case .setInvoker(let isInvoker): alter(handle, nil) { $0.isInvoker = isInvoker }
        case .forceRowSecurity: alter(handle, nil) { $0.forcesRowSecurity = true }
        case .noForceRowSecurity: alter(handle, nil) { $0.forcesRowSecurity = false }
        case .attachPartition(let child, let bound): attachPartition(handle, child, bound)
        case .addInherit(let parent): addInherit(handle, parent)
        case .addOf(let type):
            let type = userType(type.name)
            state.relations[handle]?.ofType = type
        case .dropOf: state.relations[handle]?.ofType = nil
        case .setOwner(let role):
            let owner = roleName(role)
            if mayChangeOwner(handle, to: owner) { setOwner(ofRelation: handle, owner) }
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
        case .alterType(let name, let type, let using):
            if let fault = typeChangeFault(name, of: handle, only: only) { return reject(fault) }
            guard using != nil || mayCast(name, of: handle, to: type) else { return }
            applyColumnAction(action, to: handle, only: only)
        default: applyColumnAction(action, to: handle, only: only)
        }
    }

    private mutating func isAllowed(_ statement: AlterTable, on kind: ObjectKind) -> Bool {
        guard let action = statement.actions.first(where: { !$0.isAllowed(on: kind) }) else {
            return true
        }
        reject(
            "ALTER action \(action.name) cannot be performed on relation \"\(statement.table.name)\""
        )
        return false
    }

    /// ALTER INDEX: of what it can do only ATTACH PARTITION is tracked.
    private mutating func alterIndex(_ statement: AlterTable) {
        if Self.strictKind(statement.objectKind) != nil {
            return reject("\"\(statement.table.name)\" is not a \(statement.objectKind)")
        }
        if relation(statement.table) != nil {
            return reject("\"\(statement.table.name)\" is not an index")
        }
        guard isAllowed(statement, on: .index) else { return }
        for action in statement.actions {
            guard case .attachPartition(let child, _) = action, let (table, _) = indexTable(child)
            else { continue }
            attachIndex(child.name, of: table, to: statement.table.name)
        }
    }

    /// What changes a column changes it in the children too (`ATSimpleRecursion`).
    private mutating func applyColumnAction(_ action: AlterTable.Action, to handle: Int, only: Bool)
    {
        if case .setDefault(let name, let value?) = action, let relation = state.relations[handle],
            let column = relation.column(name),
            !mayBeDefault(value, of: relation.columns[column], relation)
        {
            return
        }
        changeColumn(action, of: handle)
        switch action {
        case .setDefault(let name, _), .setNotNull(let name), .dropNotNull(let name),
            .setExpression(let name, _), .dropExpression(let name, _), .alterType(let name, _, _):
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
        case .setExpression(let name, let value):
            guard let relation = state.relations[handle], let column = position(name, in: relation)
            else { return }
            guard relation.columns[column].generated != nil else {
                return reject(
                    "column \"\(name)\" of relation \"\(relation.name.name)\" is not a generated column"
                )
            }
            alterColumn(handle, name) { $0.generated = StoredExpression(value, nil, columns: []) }
            bindGenerated(handle)
        case .dropExpression(let name, _): alterColumn(handle, name) { $0.generated = nil }
        case .alterType(let name, let type, _):
            if isTypeFixed(name, of: handle) {
                return reject(
                    "cannot alter type of column \"\(name)\": a view, rule, trigger, policy or generated column uses it"
                )
            }
            let resolved = resolve(type)
            let foreign = resolved == nil ? Self.foreignType(type) : nil
            alterColumn(handle, name) {
                $0.type = resolved
                $0.foreignType = foreign
            }
            guard let column = state.relations[handle]?.column(name) else { return }
            rebind(handle, using: column)
            // The default is worked out anew, and where an identity hid an inherited one it is the
            // sequence's next value, which is printed in a way of its own (`build_column_default`).
            alterColumn(handle, name) {
                if $0.identity != nil, $0.defaultValue != nil { $0.defaultValue?.bound = nil }
            }
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

    /// Why the type of a column cannot be changed in its table (`ATPrepAlterColumnType`,
    /// `src/backend/commands/tablecmds.c`); nil where it can.
    private func typeChangeFault(_ name: String, of handle: Int, only: Bool) -> String? {
        guard let relation = state.relations[handle], let column = relation.column(name) else {
            return nil
        }
        if relation.columns[column].isInherited {
            return "cannot alter inherited column \"\(name)\""
        }
        if relation.partitionKey?.columns.contains(column) ?? false {
            return
                "cannot alter column \"\(name)\" because it is part of the partition key of relation \"\(relation.name.name)\""
        }
        let heirs = descendants(of: handle)
        if only, !heirs.isEmpty {
            return "type of inherited column \"\(name)\" must be changed in child tables too"
        }
        let isInheritedFromElsewhere = heirs.contains { heir in
            (state.relations[heir]?.parents ?? []).contains { parent in
                parent != handle && !heirs.contains(parent)
                    && state.relations[parent]?.column(name) != nil
            }
        }
        return isInheritedFromElsewhere ? "cannot alter inherited column \"\(name)\"" : nil
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
}
