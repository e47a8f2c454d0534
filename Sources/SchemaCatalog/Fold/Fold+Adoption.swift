import QueryAnalysis
import SQLSyntax

/// ATTACH, DETACH, INHERIT and NO INHERIT: tables that are there already become another's children,
/// or cease to be.
extension CatalogFold {
    mutating func attachPartition(
        _ handle: Int, _ partition: QualifiedName, _ bound: PartitionBound?
    ) {
        guard let child = requireRelation(partition) else { return }
        if let fault = adoptionFault(child, by: handle, isPartition: true) { return reject(fault) }
        if let bound, isRejected({ $0.setBound(bound, of: child, in: handle) }) { return }
        adopt(child, by: handle, isPartition: true)
        takePartitionObjects(child, from: handle)
    }

    mutating func addInherit(_ handle: Int, _ parent: QualifiedName) {
        guard let parent = requireRelation(parent) else { return }
        if let fault = adoptionFault(handle, by: parent, isPartition: false) {
            return reject(fault)
        }
        adopt(handle, by: parent, isPartition: false)
    }

    /// Why a table cannot become another's child (`ATPrepAddInherit`, `ATExecAddInherit`,
    /// `ATExecAttachPartition`, `src/backend/commands/tablecmds.c`); nil where it can.
    private func adoptionFault(_ child: Int, by parent: Int, isPartition: Bool) -> String? {
        guard let own = state.relations[child], let source = state.relations[parent] else {
            return nil
        }
        if self.isPartition(child) {
            return isPartition
                ? "\"\(own.name.name)\" is already a partition"
                : "cannot change inheritance of a partition"
        }
        if own.ofType != nil { return "cannot change inheritance of a typed table" }
        if isPartition {
            if source.partitionKey == nil { return "\"\(source.name.name)\" is not partitioned" }
            if !own.parents.isEmpty { return "cannot attach inheritance child as partition" }
            if own.partitionKey == nil, !children(of: child).isEmpty {
                return "cannot attach inheritance parent as partition"
            }
        } else {
            if own.partitionKey != nil { return "cannot change inheritance of partitioned table" }
            if source.partitionKey != nil || self.isPartition(parent) {
                return
                    "cannot inherit from partitioned table or partition \"\(source.name.name)\""
            }
        }
        // A circle would have no end.
        if child == parent || descendants(of: child).contains(parent) {
            return "circular inheritance not allowed"
        }
        if own.parents.contains(parent) {
            return "relation \"\(source.name.name)\" would be inherited from more than once"
        }
        return mergeFault(own, into: source, isPartition: isPartition)
    }

    /// What a child must have of its parent, as far as files tell (`MergeAttributesIntoExisting`,
    /// `MergeConstraintsIntoExisting`).
    private func mergeFault(_ own: RelationState, into source: RelationState, isPartition: Bool)
        -> String?
    {
        for column in source.columns where !column.isDropped {
            guard let position = own.column(column.name) else {
                return "child table is missing column \"\(column.name)\""
            }
            let held = own.columns[position]
            if let type = held.type, let wanted = column.type, type != wanted {
                return
                    "child table \"\(own.name.name)\" has different type for column \"\(column.name)\""
            }
            if column.isNotNull, !held.isNotNull {
                return "column \"\(column.name)\" in child table must be marked NOT NULL"
            }
            // The other way round is taken, before PostgreSQL 16.
            if column.generated != nil, held.generated == nil {
                return "column \"\(column.name)\" in child table must be a generated column"
            }
        }
        if isPartition,
            let strange = own.columns.first(where: {
                !$0.isDropped && source.column($0.name) == nil
            })
        {
            return
                "table \"\(own.name.name)\" contains column \"\(strange.name)\" not found in parent \"\(source.name.name)\""
        }
        return source.constraints.first { check in
            check.kind == .check && !check.noInherit
                && !own.constraints.contains { $0.kind == .check && $0.name == check.name }
        }.map { "child table is missing constraint \"\($0.name)\"" }
    }

    /// `MergeAttributesIntoExisting` and `MergeConstraintsIntoExisting`: a partition keeps nothing
    /// of its own of what the parent has too.
    private mutating func adopt(_ child: Int, by parent: Int, isPartition: Bool) {
        guard let source = state.relations[parent] else { return }
        link(child, to: parent)
        alter(child) { relation in
            for column in source.columns where !column.isDropped {
                guard let own = relation.column(column.name) else { continue }
                relation.columns[own].isInherited = true
                if isPartition { relation.columns[own].isLocal = false }
            }
            for constraint in source.constraints
            where constraint.kind == .check && !constraint.noInherit {
                guard
                    let own = relation.constraints.firstIndex(where: { $0.name == constraint.name })
                else { continue }
                relation.constraints[own].isInherited = true
                if isPartition { relation.constraints[own].isLocal = false }
            }
        }
    }

    /// DETACH and NO INHERIT: what was the parent's is the child's own now (`RemoveInheritance`).
    mutating func release(_ child: Int, from parent: Int) {
        guard let source = state.relations[parent] else { return }
        // What another parent hands down stays inherited.
        let others = Set(
            (state.relations[child]?.parents ?? []).filter { $0 != parent }
                .flatMap { state.relations[$0]?.columns.filter { !$0.isDropped }.map(\.name) ?? [] }
        )
        alter(child) { relation in
            relation.parents.removeAll { $0 == parent }
            relation.partitionBound = nil
            for column in relation.columns.indices
            where source.column(relation.columns[column].name) != nil
                && !others.contains(relation.columns[column].name)
            {
                relation.columns[column].isInherited = false
                relation.columns[column].isLocal = true
            }
            guard relation.parents.isEmpty else { return }
            for constraint in relation.constraints.indices
            where relation.constraints[constraint].isInherited
                && (relation.constraints[constraint].kind != .check
                    // One that the parent lost with a column stays behind as inherited.
                    || source.constraints.contains {
                        $0.kind == .check && $0.name == relation.constraints[constraint].name
                    })
            {
                relation.constraints[constraint].isInherited = false
                relation.constraints[constraint].isLocal = true
            }
            for index in relation.indexes.indices { relation.indexes[index].parent = nil }
            relation.triggers.removeAll(where: \.isCloned)
        }
    }
}
