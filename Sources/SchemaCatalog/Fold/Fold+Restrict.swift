import QueryAnalysis
import SQLSyntax

/// What keeps something from being dropped without CASCADE: what would have to go with it
/// (`findDependentObjects()`, `src/backend/catalog/dependency.c`).
extension CatalogFold {
    /// Whether something hangs on a relation that the same statement does not drop.
    func isNeeded(relation handle: Int, droppedWith going: Set<Int>) -> Bool {
        if isUsed(by: users(of: handle, besides: going), where: { $0.relations.contains(handle) }) {
            return true
        }
        // Partitions are parts of their table and go with it, children that inherit are not.
        let children = children(of: handle)
        if state.relations[handle]?.partitionKey == nil {
            if children.contains(where: { !going.contains($0) }) { return true }
        } else {
            let all = going.union(children).union([handle])
            if children.contains(where: { isNeeded(relation: $0, droppedWith: all) }) {
                return true
            }
        }
        return (state.referencingTables[handle] ?? []).contains { other in
            other != handle && !going.contains(other)
                && (state.relations[other]?.constraints.contains {
                    $0.reference?.relation == handle
                } ?? false)
        }
    }

    /// Whether something hangs on a column beside the constraints, indexes and statistics of its
    /// own table, which go with it: here, or where the column is inherited.
    func isNeeded(column name: String, of handle: Int) -> Bool {
        guard let relation = state.relations[handle], let column = relation.column(name) else {
            return false
        }
        if isTypeFixed(name, of: handle) { return true }
        let isReferenced = (state.referencingTables[handle] ?? []).contains { other in
            state.relations[other]?.constraints.contains { key in
                guard let target = key.reference, target.relation == handle,
                    target.columns.contains(column)
                else { return false }
                return other != handle || !key.columns.contains(column)
            } ?? false
        }
        if isReferenced { return true }
        return children(of: handle).contains { child in
            let own = state.relations[child]
            let isKept = own?.column(name).flatMap { own?.columns[$0].isLocal } ?? true
            return !isKept && isNeeded(column: name, of: child)
        }
    }

    /// Whether something hangs on a routine.
    func isNeeded(routine handle: Int) -> Bool {
        guard let routine = state.routines[handle] else { return false }
        let calls = { (value: BoundExpression) -> Bool in
            if case .call(let call) = value { call.handle == handle } else { false }
        }
        let isTriggerFunction = routine.arguments.isEmpty && routine.kind == .function
        return isUsed(by: Array(state.relations.indices), where: { $0.routines.contains(handle) })
            || isUsedInTables(calls)
            || state.others.values.contains { $0.function == handle }
            || isTriggerFunction
                && state.relations.contains {
                    $0?.triggers.contains { $0.function == routine.name } ?? false
                }
    }

    /// Whether something hangs on a type that does not come with it, and that the same statement
    /// does not drop.
    func isNeeded(type handle: Int, droppedWith going: Set<Int>) -> Bool {
        let isIt = { (type: SQLType?) -> Bool in type?.base == .user(handle) }
        if state.relations.indices.contains(where: {
            state.relations[$0]?.ofType == handle
                || state.relations[$0]?.hasColumn(of: handle) ?? false
        }) {
            return true
        }
        for other in state.types.indices where other != handle && !going.contains(other) {
            guard let type = state.types[other] else { continue }
            if type.multirangeOf == handle {
                if isNeeded(type: other, droppedWith: going) { return true }
            } else if isIt(type.underlying) || type.attributes.contains(where: { isIt($0.type) }) {
                return true
            }
        }
        return state.routines.indices.contains {
            state.routines[$0]?.constructorOf == nil
                && state.routines[$0]?.names(type: handle) ?? false
        } || state.others.values.contains { $0.operands.contains(where: isIt) }
            || isUsed(by: Array(state.relations.indices), where: { $0.types.contains(handle) })
            || isUsedInTables { $0.type.base == .user(handle) }
    }

    /// Whether a schema holds anything.
    func holdsObjects(schema name: String) -> Bool {
        state.relations.contains { $0?.name.schema == name }
            || state.routines.contains { $0?.name.schema == name }
            || state.types.contains { $0?.name.schema == name }
            || state.others.keys.contains { $0.schema == name }
    }

    /// Whether a default, check, generated column or index uses something.
    private func isUsedInTables(_ test: (BoundExpression) -> Bool) -> Bool {
        state.relations.indices.contains { state.relations[$0]?.uses(test) ?? false }
    }
}
