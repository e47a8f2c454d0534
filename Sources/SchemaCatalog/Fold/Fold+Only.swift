import SQLSyntax

extension CatalogFold {
    /// Why the server refuses ALTER TABLE ONLY of a table that has children
    /// (`src/backend/commands/tablecmds.c`); nil where it does not.
    func onlyFault(_ statement: AlterTable, of handle: Int) -> String? {
        let children = children(of: handle)
        guard statement.only, !children.isEmpty, let relation = state.relations[handle] else {
            return nil
        }
        let isPartitioned = relation.partitionKey != nil
        for action in statement.actions {
            switch action {
            case .dropColumn where isPartitioned:
                return "cannot drop column from only the partitioned table when partitions exist"
            case .dropNotNull where isPartitioned, .dropConstraint where isPartitioned:
                return
                    "cannot remove constraint from only the partitioned table when partitions exist"
            case .dropExpression: return "DROP EXPRESSION must be applied to child tables too"
            case .setNotNull(let name) where isPartitioned && !isNotNull(name, of: handle):
                if children.contains(where: { !isNotNull(name, of: $0) }) {
                    return "constraint must be added to child tables too"
                }
            case .addConstraint(let constraint):
                if let fault = Self.onlyFault(constraint, isPartitioned) { return fault }
            default: break
            }
        }
        return nil
    }

    private static func onlyFault(_ constraint: Constraint, _ isPartitioned: Bool) -> String? {
        switch constraint.kind {
        case .check where !constraint.noInherit: "constraint must be added to child tables too"
        case .foreignKey where isPartitioned: "cannot use ONLY for foreign key on partitioned table"
        default: nil
        }
    }

    /// What ALTER TABLE ONLY drops stays with the children, as a check of their own
    /// (`ATExecDropConstraint`).
    mutating func keepInChildren(_ check: String, of handle: Int) {
        for child in children(of: handle) {
            alter(child, nil) { relation in
                for position in relation.constraints.indices
                where relation.constraints[position].name == check {
                    relation.constraints[position].isInherited = false
                    relation.constraints[position].isLocal = true
                }
            }
        }
    }

    private func isNotNull(_ column: String, of handle: Int) -> Bool {
        guard let relation = state.relations[handle], let position = relation.column(column) else {
            return false
        }
        return relation.columns[position].isNotNull
    }

    /// Whether a column or check may be renamed: ONLY where the children do not have it. A
    /// rejection where it may not.
    mutating func mayRename(_ rename: Rename, of handle: Int) -> Bool {
        guard rename.only, !children(of: handle).isEmpty else { return true }
        let what = rename.column == nil ? "constraint" : "column"
        reject("inherited \(what) must be renamed in child tables too")
        return false
    }
}
