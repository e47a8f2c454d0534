import SQLSyntax

/// The order in which the parts of one ALTER TABLE take effect: not that of their writing
/// (`AT_PASS_*`, `src/backend/commands/tablecmds.c`).
enum AlterTablePass: Int, Comparable {
    case drop, alterType, addColumn, columnAttributes, keys, others, miscellaneous

    static func < (a: AlterTablePass, b: AlterTablePass) -> Bool { a.rawValue < b.rawValue }

    /// As `ATPrepCmd()` chooses it.
    init(_ action: AlterTable.Action) {
        switch action {
        case .dropColumn, .dropConstraint, .dropNotNull, .dropExpression, .dropIdentity,
            .setDefault(_, nil):
            self = .drop
        case .alterType: self = .alterType
        // PostgreSQL 17 and later have a pass of its own for SET EXPRESSION, after ADD COLUMN.
        case .addColumn, .setExpression: self = .addColumn
        case .setNotNull: self = .columnAttributes
        case .setDefault, .addIdentity: self = .others
        case .addConstraint(let constraint): self = AlterTablePass(constraint)
        default: self = .miscellaneous
        }
    }

    /// As `ATParseTransformCmd()` does.
    init(_ constraint: Constraint) {
        switch constraint.kind {
        case .primaryKey, .unique, .exclusion: self = .keys
        default: self = .others
        }
    }
}

extension CatalogFold {
    /// Does what an ALTER TABLE says, pass by pass.
    mutating func run(_ statement: AlterTable, on handle: Int) {
        if !statement.only, !children(of: handle).isEmpty,
            let name = statement.columnChangedOnceDropped
        {
            return reject("column \"\(name)\" does not exist")
        }
        if let fault = onlyFault(statement, of: handle) { return reject(fault) }
        let actions = statement.actions.map { (pass: AlterTablePass($0), action: $0) }
        var added: [(Constraint, column: Int?)] = []
        for pass in [AlterTablePass.drop, .alterType, .addColumn] {
            for (own, action) in actions where own == pass {
                if case .addColumn(let column, let ifNotExists) = action {
                    added += addColumn(column, ifNotExists, to: handle, only: statement.only)
                } else {
                    apply(action, to: handle, only: statement.only)
                }
            }
        }
        // What columns bring along stands before what is added by itself.
        for pass in [AlterTablePass.columnAttributes, .keys, .others, .miscellaneous] {
            for (own, action) in actions where own == pass && !action.isConstraint {
                apply(action, to: handle, only: statement.only)
            }
            let constraints = actions.compactMap { item -> (Constraint, column: Int?)? in
                if case .addConstraint(let constraint) = item.action {
                    (constraint, nil)
                } else {
                    nil
                }
            }
            for (constraint, column) in added + constraints where AlterTablePass(constraint) == pass
            {
                add(constraint, column, to: handle, only: statement.only)
            }
        }
    }

    /// ADD COLUMN; the constraints that are still to be made.
    private mutating func addColumn(
        _ column: ColumnDefinition, _ ifNotExists: Bool, to handle: Int, only: Bool
    ) -> [(Constraint, column: Int?)] {
        let isThere = state.relations[handle]?.column(column.name) != nil
        if ifNotExists, isThere { return [] }
        let fault: String? =
            if isPartition(handle) {
                "cannot add column to a partition"
            } else if isThere {
                "column \"\(column.name)\" of relation already exists"
            } else if only, !children(of: handle).isEmpty {
                "column must be added to child tables too"
            } else {
                nil
            }
        if let fault {
            reject(fault)
            return []
        }
        let constraints = addColumn(handle, column).map { ($0.0, column: $0.1) }
        bindGenerated(handle)
        forEachChild(of: handle, unless: only) {
            $0.inheritColumn(column.name, from: handle, to: $1)
        }
        return constraints
    }

    /// Adds a constraint, to the table and its children.
    private mutating func add(
        _ constraint: Constraint, _ column: Int?, to handle: Int, only: Bool
    ) {
        let before = Set(state.relations[handle]?.constraints.map(\.name) ?? [])
        addConstraint(handle, constraint, column)
        if constraint.isNotValid {
            alter(handle, nil) { relation in
                for place in relation.constraints.indices
                where !before.contains(relation.constraints[place].name) {
                    relation.constraints[place].isNotValid = true
                }
            }
        }
        guard !only else { return }
        for added in state.relations[handle]?.constraints ?? []
        where !before.contains(added.name) { inheritConstraint(added.name, of: handle) }
    }
}

extension AlterTable.Action {
    fileprivate var isConstraint: Bool { if case .addConstraint = self { true } else { false } }
}

extension AlterTable {
    /// A column that is dropped, and changed in the same pass: the children of a table lose it with
    /// their parent and are changed afterwards (`ATSimpleRecursion`).
    fileprivate var columnChangedOnceDropped: String? {
        let dropped = actions.compactMap { action -> String? in
            if case .dropColumn(let name, _, _) = action { name } else { nil }
        }
        return actions.lazy.compactMap { action -> String? in
            switch action {
            case .setDefault(let name, nil), .dropNotNull(let name), .dropExpression(let name, _):
                name
            default: nil
            }
        }.first(where: dropped.contains)
    }
}
