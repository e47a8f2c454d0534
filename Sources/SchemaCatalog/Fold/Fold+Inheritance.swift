import SQLSyntax

/// Inheritance and partitions: what a child takes over when it is made or attached, and what
/// follows when the parent changes.
extension CatalogFold {
    // MARK: - Parents and children

    func children(of handle: Int) -> [Int] {
        (state.childrenByRelation[handle] ?? []).filter {
            state.relations[$0]?.parents.contains(handle) ?? false
        }
    }

    /// The children of a relation, theirs, and so on.
    func descendants(of handle: Int) -> Set<Int> {
        var (found, open): (Set<Int>, [Int]) = ([], [handle])
        while let next = open.popLast() {
            open += children(of: next).filter { found.insert($0).inserted }
        }
        return found
    }

    mutating func forEachChild(
        of handle: Int, unless only: Bool, _ body: (inout CatalogFold, Int) -> Void
    ) {
        guard !only else { return }
        for child in children(of: handle) { body(&self, child) }
    }

    mutating func link(_ child: Int, to parent: Int) {
        state.relations[child]?.parents.append(parent)
        if !(state.childrenByRelation[parent] ?? []).contains(child) {
            state.childrenByRelation[parent, default: []].append(child)
        }
    }

    /// INHERITS and PARTITION OF: columns and checks of the parent.
    mutating func inherit(_ handle: Int, from name: QualifiedName, asPartition: Bool) {
        guard let source = requireRelation(name), let parent = state.relations[source] else {
            return
        }
        guard (parent.partitionKey != nil) == asPartition, source != handle else {
            return reject(
                asPartition
                    ? "\"\(name.name)\" is not partitioned"
                    : "cannot inherit from partitioned table \"\(name.name)\"")
        }
        if !asPartition, isPartition(source) {
            return reject("cannot inherit from partition \"\(name.name)\"")
        }
        link(handle, to: source)
        for column in parent.columns where !column.isDropped {
            inherit(column, handle, asPartition)
        }
        for constraint in parent.constraints
        where constraint.kind == .check && !constraint.noInherit {
            inherit(constraint, of: parent, handle)
        }
        if asPartition { takePartitionObjects(handle, from: source) }
    }

    private mutating func inherit(_ column: ColumnState, _ handle: Int, _ asPartition: Bool) {
        guard let child = state.relations[handle] else { return }
        if let existing = child.column(column.name) {
            if let own = child.columns[existing].type, let other = column.type, own != other {
                return reject("child table column \"\(column.name)\" has a type conflict")
            }
            state.relations[handle]?.columns[existing].isInherited = true
            if column.isNotNull { state.relations[handle]?.columns[existing].isNotNull = true }
            return
        }
        var copy = column
        copy.isInherited = true
        copy.isLocal = false
        copy.access = AccessList()
        copy.provenance = child.provenance
        // Columns may stand elsewhere in the child.
        copy.generated = column.generated.map { StoredExpression($0.source, nil, columns: []) }
        copy.identity = nil
        state.relations[handle]?.columns.append(copy)
    }

    /// A check that a parent hands down; one of the same name merges with it.
    private mutating func inherit(
        _ constraint: ConstraintState, of parent: RelationState, _ handle: Int
    ) {
        guard let child = state.relations[handle] else { return }
        if let existing = child.constraints.firstIndex(where: { $0.name == constraint.name }) {
            state.relations[handle]?.constraints[existing].isInherited = true
            return
        }
        let counterpart = { (position: Int) in child.column(parent.columns[position].name) }
        var copy = constraint
        copy.columns = constraint.columns.compactMap(counterpart)
        copy.expression = constraint.expression?.mapped(counterpart)
        copy.isInherited = true
        copy.isLocal = false
        copy.provenance = [provenance(.created)]
        state.constraintNames[
            CatalogName(schema: child.name.schema, name: copy.name), default: 0] += 1
        state.relations[handle]?.constraints.append(copy)
    }

    // MARK: - What follows from the parent

    /// ADD COLUMN on a parent.
    mutating func inheritColumn(_ name: String, from parent: Int, to child: Int) {
        guard let source = state.relations[parent], let position = source.column(name) else {
            return
        }
        let isNew = state.relations[child]?.column(name) == nil
        inherit(source.columns[position], child, source.partitionKey != nil)
        bindGenerated(child)
        if isNew {
            forEachChild(of: child, unless: false) { $0.inheritColumn(name, from: child, to: $1) }
        }
    }

    /// A constraint added to a parent (`ATAddCheckConstraint`, `addFkRecurseReferencing`,
    /// `DefineIndex`).
    mutating func inheritConstraint(_ name: String, of handle: Int) {
        guard let parent = state.relations[handle],
            let constraint = parent.constraints.first(where: { $0.name == name })
        else { return }
        for child in children(of: handle) {
            switch constraint.kind {
            case .check:
                guard !constraint.noInherit else { return }
                inherit(constraint, of: parent, child)
                inheritConstraint(name, of: child)
            case .foreignKey:
                if parent.partitionKey != nil { takeForeignKey(constraint, of: parent, child) }
            default: if parent.partitionKey != nil { takeIndex(name, of: handle, child) }
            }
        }
    }

    // MARK: - Partitions

    /// A partition has its parent's keys, indexes and row triggers.
    mutating func takePartitionObjects(_ handle: Int, from source: Int) {
        guard let parent = state.relations[source] else { return }
        for index in parent.indexes { takeIndex(index.name, of: source, handle) }
        for constraint in parent.constraints where constraint.kind == .foreignKey {
            takeForeignKey(constraint, of: parent, handle)
        }
        for trigger in parent.triggers where trigger.isRow { takeTrigger(trigger, handle) }
    }

    private mutating func takeForeignKey(
        _ constraint: ConstraintState, of parent: RelationState, _ handle: Int
    ) {
        guard let child = state.relations[handle], let reference = constraint.reference else {
            return
        }
        var copy = constraint
        copy.columns = parent.names(constraint.columns).compactMap(child.column)
        copy.isInherited = true
        copy.isLocal = false
        // A key of the partition's own that says the same is taken for it
        // (`tryAttachPartitionForeignKey`).
        let twin = child.constraints.firstIndex { other in
            other.kind == .foreignKey && !other.isInherited && other.columns == copy.columns
                && other.reference?.relation == reference.relation
                && other.reference?.columns == reference.columns && other.onDelete == copy.onDelete
                && other.onUpdate == copy.onUpdate
        }
        if let twin {
            state.relations[handle]?.constraints[twin].isInherited = true
            state.relations[handle]?.constraints[twin].isLocal = false
        } else {
            if child.constraints.contains(where: { $0.name == copy.name }) {
                copy.name = generatedConstraintName(
                    handle, GeneratedName.addition(child.names(copy.columns)), "fkey")
            }
            copy.provenance = [provenance(.created)]
            state.constraintNames[
                CatalogName(schema: child.name.schema, name: copy.name), default: 0] += 1
            state.relations[handle]?.constraints.append(copy)
            state.referencingTables[reference.relation, default: []].insert(handle)
        }
        guard let name = twin.map({ child.constraints[$0].name }) ?? Optional(copy.name),
            child.partitionKey != nil
        else { return }
        inheritConstraint(name, of: handle)
    }

    mutating func takeTrigger(_ trigger: TriggerState, _ handle: Int) {
        var copy = trigger
        copy.isCloned = true
        alter(handle, nil) { relation in
            relation.triggers.removeAll { $0.name == copy.name }
            relation.triggers.append(copy)
        }
        forEachChild(of: handle, unless: state.relations[handle]?.partitionKey == nil) {
            $0.takeTrigger(trigger, $1)
        }
    }

    /// The partition's index for one of the parent: one that fits, or a new one under a name of its
    /// own (`AttachPartitionEnsureIndexes`).
    mutating func takeIndex(_ name: String, of source: Int, _ handle: Int) {
        guard let parent = state.relations[source],
            let index = parent.indexes.first(where: { $0.name == name }),
            let child = state.relations[handle]
        else { return }
        let constraint = parent.constraints.first { $0.name == name && index.isOfConstraint }
        if let fitting = child.indexes.firstIndex(where: {
            $0.parent == nil && fits($0, child, index, parent, constraint)
        }) {
            attachIndex(child.indexes[fitting].name, of: handle, to: name)
            return
        }
        guard let added = cloneIndex(index, of: parent, as: constraint?.kind, to: handle) else {
            return
        }
        attachIndex(added, of: handle, to: name)
        guard child.partitionKey != nil else { return }
        for grandchild in children(of: handle) { takeIndex(added, of: handle, grandchild) }
    }

    /// Makes an index, and the constraint that it serves, part of the parent's.
    mutating func attachIndex(_ name: String, of handle: Int, to parent: String) {
        alter(handle, nil) { relation in
            for index in relation.indexes.indices where relation.indexes[index].name == name {
                relation.indexes[index].parent = parent
            }
            for constraint in relation.constraints.indices
            where relation.constraints[constraint].name == name
                && relation.constraints[constraint].kind != .check
            {
                relation.constraints[constraint].isInherited = true
                relation.constraints[constraint].isLocal = false
            }
        }
    }

    private func fits(
        _ index: IndexState, _ child: RelationState, _ other: IndexState, _ parent: RelationState,
        _ constraint: ConstraintState?
    ) -> Bool {
        guard index.isUnique == other.isUnique, index.method == other.method,
            index.elements.count == other.elements.count,
            index.including.count == other.including.count,
            index.predicate?.source == other.predicate?.source
        else { return false }
        if let constraint,
            !child.constraints.contains(where: {
                $0.name == index.name && $0.kind == constraint.kind
            })
        {
            return false
        }
        return zip(index.elements, other.elements).allSatisfy { ours, theirs in
            switch (ours, theirs) {
            case (.column(let a), .column(let b)): child.columns[a].name == parent.columns[b].name
            case (.expression(let a), .expression(let b)): a.source == b.source
            default: false
            }
        }
    }

    /// A copy of an index over the columns of the same names, with the constraint that it serves,
    /// for a partition or LIKE INCLUDING INDEXES (`generateClonedIndexStmt`); its name.
    @discardableResult
    mutating func cloneIndex(
        _ index: IndexState, of template: RelationState, as kind: ObjectKind?, to handle: Int
    ) -> String? {
        guard let relation = state.relations[handle] else { return nil }
        let counterpart = { (position: Int) in relation.column(template.columns[position].name) }
        if kind == .primaryKey, relation.constraints.contains(where: { $0.kind == .primaryKey }) {
            return nil
        }
        var copy = index
        copy.name = clonedName(index, as: kind, relation, handle)
        copy.isOfConstraint = kind != nil
        copy.parent = nil
        copy.provenance = [provenance(.created)]
        copy.including = index.including.compactMap(counterpart)
        copy.predicate = index.predicate?.mapped(counterpart)
        copy.elements = index.elements.compactMap { element in
            switch element {
            case .column(let column): counterpart(column).map { .column($0) }
            case .expression(let stored): .expression(stored.mapped(counterpart))
            }
        }
        if let kind {
            let columns = copy.elements.compactMap { element -> Int? in
                if case .column(let column) = element { column } else { nil }
            }
            if kind == .primaryKey {
                for column in columns { state.relations[handle]?.columns[column].isNotNull = true }
            }
            let deferral =
                template.constraints.first { $0.name == index.name && $0.kind == kind }?.deferral
                ?? .notDeferrable
            append(
                handle,
                ConstraintState(
                    name: copy.name, kind: kind, columns: columns, deferral: deferral,
                    provenance: [provenance(.created)]))
        }
        addIndex(handle, copy)
        return copy.name
    }

    private func clonedName(
        _ index: IndexState, as kind: ObjectKind?, _ relation: RelationState, _ handle: Int
    ) -> String {
        let schema = relation.name.schema
        let addition = GeneratedName.addition(index.names)
        let (part, label) =
            switch kind {
            case .primaryKey: (String?.none, "pkey")
            case .unique: (addition, "key")
            case .exclusion: (addition, "excl")
            default: (addition, "idx")
            }
        return GeneratedName.choose(relation.name.name, part, label) { name in
            isRelationNameTaken(name, in: schema)
                || kind != nil && isConstraintNameTaken(name, handle)
        }
    }
}
