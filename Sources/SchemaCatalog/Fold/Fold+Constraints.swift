import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    /// Adds the constraints of a table, in the order in which the server makes them: checks first,
    /// then keys (the primary key before the others), then foreign keys
    /// (`transformCreateStmt`, `src/backend/parser/parse_utilcmd.c`).
    mutating func addConstraints(_ handle: Int, _ constraints: [(Constraint, column: Int?)]) {
        func rank(_ constraint: Constraint) -> Int {
            switch constraint.kind {
            case .check: 0
            case .primaryKey: 1
            case .unique, .exclusion: 2
            default: 3
            }
        }
        var keys: [(columns: [String], constraint: Constraint, column: Int?)] = []
        for wanted in 0...3 {
            for (constraint, column) in constraints where rank(constraint) == wanted {
                guard let columns = keyColumns(handle, constraint, column) else {
                    for key in keys { addConstraint(handle, key.constraint, key.column) }
                    keys = []
                    addConstraint(handle, constraint, column)
                    continue
                }
                // Of two keys of one statement over the same columns the server makes the first,
                // under the second's name where the first has none (`transformIndexConstraints`).
                if let same = keys.firstIndex(where: { $0.columns == columns }) {
                    if keys[same].constraint.name == nil {
                        keys[same].constraint.name = constraint.name
                    }
                } else {
                    keys.append((columns, constraint, column))
                }
            }
        }
        for key in keys { addConstraint(handle, key.constraint, key.column) }
    }

    /// The columns of a plain key; nil for any other constraint.
    private func keyColumns(_ handle: Int, _ constraint: Constraint, _ column: Int?) -> [String]? {
        let key: KeyColumns
        switch constraint.kind {
        case .primaryKey(let columns): key = columns
        case .unique(let columns, nullsNotDistinct: false): key = columns
        default: return nil
        }
        guard key.index == nil, key.including.isEmpty else { return nil }
        if key.columns.isEmpty, let column, let name = state.relations[handle]?.columns[column].name
        {
            return [name]
        }
        return key.columns
    }

    mutating func addConstraint(_ handle: Int, _ constraint: Constraint, _ column: Int?) {
        switch constraint.kind {
        case .check(let expression): addCheck(handle, constraint, expression, column)
        case .primaryKey(let key): addKey(handle, constraint, key, .primaryKey, column)
        case .unique(let key, _): addKey(handle, constraint, key, .unique, column)
        case .exclusion(let elements, let method, let predicate):
            addExclusion(handle, constraint, elements, method, predicate)
        case .foreignKey(let reference): addForeignKey(handle, constraint, reference, column)
        default: break
        }
    }

    private mutating func addCheck(
        _ handle: Int, _ constraint: Constraint, _ expression: Expression, _ column: Int?
    ) {
        guard let relation = state.relations[handle] else { return }
        guard hasColumns(of: expression, relation) else { return }
        let stored = storedCondition(expression, relation)
        let columns = stored.columns
        // One column used: it is part of the name (`ChooseConstraintName` in
        // `AddRelationNewConstraints`).
        let part = columns.count == 1 ? relation.columns[columns[0]].name : nil
        let name = constraintName(handle, constraint, part, "check")
        append(
            handle,
            ConstraintState(
                name: name, kind: .check, columns: columns, expression: stored,
                noInherit: constraint.noInherit, provenance: [provenance(.created)]))
    }

    private mutating func addKey(
        _ handle: Int, _ constraint: Constraint, _ key: KeyColumns, _ kind: ObjectKind,
        _ column: Int?
    ) {
        guard let relation = state.relations[handle] else { return }
        if let index = key.index {
            promote(handle, constraint, index, kind)
            return
        }
        let columns =
            key.columns.isEmpty
            ? [column].compactMap { $0 } : key.columns.compactMap { position($0, in: relation) }
        guard columns.count == max(1, key.columns.count), coversPartitionKey(columns, relation)
        else { return }
        if kind == .primaryKey, relation.constraints.contains(where: { $0.kind == .primaryKey }) {
            reject("multiple primary keys for table \"\(relation.name.name)\" are not allowed")
            return
        }
        let addition = GeneratedName.addition(relation.names(columns) + key.including)
        let schema = relation.name.schema
        let name =
            constraint.name
            ?? GeneratedName.choose(
                relation.name.name, kind == .primaryKey ? nil : addition,
                kind == .primaryKey ? "pkey" : "key"
            ) {
                isRelationNameTaken($0, in: schema) || isConstraintNameTaken($0, handle)
            }
        if isKeyNameTaken(name, relation) { return }
        if kind == .primaryKey {
            alter(handle, nil) { relation in
                for column in columns { relation.columns[column].isNotNull = true }
            }
        }
        append(
            handle,
            ConstraintState(
                name: name, kind: kind, columns: columns, deferral: constraint.deferral,
                provenance: [provenance(.created)]))
        addIndex(
            handle,
            IndexState(
                name: name, elements: columns.map { .column($0) },
                names: relation.names(columns) + key.including,
                including: key.including.compactMap(relation.column),
                isUnique: true, method: "btree", isOfConstraint: true,
                provenance: [provenance(.created)]))
    }

    /// A key of a partitioned table holds all of what it is partitioned by (`DefineIndex`,
    /// `src/backend/commands/indexcmds.c`).
    mutating func coversPartitionKey(_ columns: [Int], _ relation: RelationState) -> Bool {
        guard let key = relation.partitionKey, !Set(key.columns).isSubset(of: columns)
        else { return true }
        reject("unique constraint on partitioned table must include all partitioning columns")
        return false
    }

    /// Whether a name cannot be a key's, because its index or the constraint cannot have it.
    private mutating func isKeyNameTaken(_ name: String, _ relation: RelationState) -> Bool {
        if relation.constraints.contains(where: { $0.name == name }) {
            reject(
                "constraint \"\(name)\" for relation \"\(relation.name.name)\" already exists")
            return true
        }
        return isTaken(name, in: relation.name.schema)
    }

    /// ADD CONSTRAINT … USING INDEX: the index takes the constraint's name.
    private mutating func promote(
        _ handle: Int, _ constraint: Constraint, _ index: String, _ kind: ObjectKind
    ) {
        guard let relation = state.relations[handle],
            let position = relation.indexes.firstIndex(where: { $0.name == index })
        else {
            reject("index \"\(index)\" does not exist")
            return
        }
        let name = constraint.name ?? index
        if name != index, isKeyNameTaken(name, relation) { return }
        let columns = relation.indexes[position].elements.compactMap { element -> Int? in
            if case .column(let column) = element { column } else { nil }
        }
        state.indexOwner[CatalogName(schema: relation.name.schema, name: index)] = nil
        state.indexOwner[CatalogName(schema: relation.name.schema, name: name)] = handle
        let created = provenance(.created)
        alter(handle, nil) { relation in
            relation.indexes[position].name = name
            relation.indexes[position].isOfConstraint = true
            if kind == .primaryKey {
                for column in columns { relation.columns[column].isNotNull = true }
            }
            relation.constraints.append(
                ConstraintState(
                    name: name, kind: kind, columns: columns, deferral: constraint.deferral,
                    provenance: [created]))
        }
    }

    private mutating func addExclusion(
        _ handle: Int, _ constraint: Constraint, _ elements: [ExclusionElement], _ method: String,
        _ predicate: Expression?
    ) {
        guard let relation = state.relations[handle] else { return }
        let parts = elements.map { indexElement($0.element, in: relation) }
        let columns = parts.compactMap { part -> Int? in
            if case .column(let column) = part { column } else { nil }
        }
        let schema = relation.name.schema
        let name =
            constraint.name
            ?? GeneratedName.choose(
                relation.name.name, GeneratedName.addition(elementNames(elements.map(\.element))),
                "excl"
            ) {
                isRelationNameTaken($0, in: schema) || isConstraintNameTaken($0, handle)
            }
        if isKeyNameTaken(name, relation) { return }
        append(
            handle,
            ConstraintState(
                name: name, kind: .exclusion, columns: columns, deferral: constraint.deferral,
                conflicts: elements.compactMap { Self.conflict($0) },
                provenance: [provenance(.created)]))
        addIndex(
            handle,
            IndexState(
                name: name, elements: parts, names: elementNames(elements.map(\.element)),
                isUnique: false, method: method,
                predicate: predicate.map { storedCondition($0, relation) }, isOfConstraint: true,
                provenance: [provenance(.created)]))
    }

    private static func conflict(_ part: ExclusionElement) -> Expression? {
        let value = part.element.expression ?? part.element.column.map { .column([$0]) }
        return value.map { .operator(part.operator, left: $0, right: $0) }
    }

    private mutating func addForeignKey(
        _ handle: Int, _ constraint: Constraint, _ key: ForeignKey, _ column: Int?
    ) {
        guard let relation = state.relations[handle] else { return }
        let columns =
            key.columns.isEmpty
            ? [column].compactMap { $0 } : key.columns.compactMap { position($0, in: relation) }
        guard columns.count == max(1, key.columns.count) else { return }
        // The name uses all columns (`ChooseForeignKeyConstraintNameAddition`).
        let name = constraintName(
            handle, constraint, GeneratedName.addition(relation.names(columns)), "fkey")
        var added = ConstraintState(
            name: name, kind: .foreignKey, columns: columns, provenance: [provenance(.created)])
        added.onDelete = key.onDelete
        added.onUpdate = key.onUpdate
        added.deferral = constraint.deferral
        if let target = referenced(key, columns.count) {
            guard isUnique(target.columns, of: target.relation) else {
                reject(
                    "there is no unique constraint matching given keys for referenced table \"\(key.table.name)\""
                )
                return
            }
            guard canRefer(columns, of: relation, to: target) else {
                return reject("foreign key constraint \"\(name)\" cannot be implemented")
            }
            added.reference = target
            state.referencingTables[target.relation, default: []].insert(handle)
        } else if !isSystem(key.table) {
            reject(
                "relation \"\(Self.text(key.table))\" does not exist", mayExist: !isGone(key.table))
            return
        } else {
            added.reference = (platformTable(key.table, key.referenced), [])
            if let stub = added.reference?.relation,
                let count = state.relations[stub]?.columns.count
            {
                added.reference?.columns = Array(0..<count)
            }
        }
        append(handle, added)
    }

    private func canRefer(
        _ columns: [Int], of relation: RelationState, to target: (relation: Int, columns: [Int])
    ) -> Bool {
        guard let other = state.relations[target.relation] else { return true }
        let types = KeyTypes(scope)
        return zip(columns, target.columns).allSatisfy { column, key in
            guard let type = relation.columns[column].type, let keyType = other.columns[key].type
            else { return true }
            return types.canRefer(type, to: keyType)
        }
    }

    private func referenced(_ key: ForeignKey, _ count: Int) -> (relation: Int, columns: [Int])? {
        guard let target = relation(key.table), let state = state.relations[target] else {
            return nil
        }
        if key.referenced.isEmpty {
            let primary = state.constraints.first { $0.kind == .primaryKey }
            return (target, primary?.columns ?? [])
        }
        return (target, key.referenced.compactMap(state.column))
    }

    /// Whether a key or a plain unique index stands over just these columns
    /// (`transformFkeyCheckAttrs`).
    private func isUnique(_ columns: [Int], of handle: Int) -> Bool {
        guard let relation = state.relations[handle], relation.origin != .system,
            !state.unknownColumns.contains(handle)
        else { return true }
        let wanted = Set(columns)
        return relation.indexes.contains { index in
            guard index.isUnique, index.predicate == nil else { return false }
            let own = index.elements.map { element -> Int? in
                if case .column(let column) = element { column } else { nil }
            }
            return !own.contains(nil) && Set(own.compactMap { $0 }) == wanted
        }
    }

    /// A table of the platform that a key refers to: kept as a stub, one for each list of columns.
    private mutating func platformTable(_ name: QualifiedName, _ columns: [String]) -> Int {
        let stub = RelationState(
            name: CatalogName(schema: name.schema ?? "public", name: name.name), kind: .table,
            columns: (columns.isEmpty ? ["id"] : columns).map {
                ColumnState(name: $0, type: nil, provenance: [])
            },
            provenance: [], origin: .system, ownership: newOwnership(.table, in: nil))
        state.relations.append(stub)
        return state.relations.count - 1
    }

    // MARK: - Names and places

    private func constraintName(
        _ handle: Int, _ constraint: Constraint, _ part: String?, _ label: String
    ) -> String {
        constraint.name ?? generatedConstraintName(handle, part, label)
    }

    func generatedConstraintName(_ handle: Int, _ part: String?, _ label: String) -> String {
        guard let relation = state.relations[handle] else { return "" }
        return GeneratedName.choose(relation.name.name, part, label) {
            isConstraintNameTaken($0, handle)
        }
    }

    /// Constraint names need only differ within a table, but the server picks made-up ones that no
    /// constraint of the schema has.
    func isConstraintNameTaken(_ name: String, _ handle: Int) -> Bool {
        guard let schema = state.relations[handle]?.name.schema else { return false }
        return state.constraintNames[CatalogName(schema: schema, name: name), default: 0] > 0
    }

    mutating func append(_ handle: Int, _ constraint: ConstraintState) {
        guard let relation = state.relations[handle] else { return }
        if relation.constraints.contains(where: { $0.name == constraint.name }) {
            reject(
                "constraint \"\(constraint.name)\" for relation \"\(relation.name.name)\" already exists"
            )
            return
        }
        state.constraintNames[
            CatalogName(schema: relation.name.schema, name: constraint.name), default: 0] += 1
        alter(handle, nil) { $0.constraints.append(constraint) }
    }

    /// Whether a relation has the columns that an expression over it names.
    mutating func hasColumns(of expression: Expression, _ relation: RelationState) -> Bool {
        guard
            let missing = ColumnReferences.of(expression).first(where: {
                relation.column($0) == nil && $0 != relation.name.name
                    && !Self.systemColumns.contains($0)
            })
        else { return true }
        reject("column \"\(missing)\" does not exist")
        return false
    }

    private static let systemColumns: Set<String> = [
        "tableoid", "ctid", "xmin", "xmax", "cmin", "cmax",
    ]

    mutating func position(_ column: String, in relation: RelationState) -> Int? {
        if let found = relation.column(column) { return found }
        reject("column \"\(column)\" of relation \"\(relation.name.name)\" does not exist")
        return nil
    }
}
