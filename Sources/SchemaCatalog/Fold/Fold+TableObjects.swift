import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    mutating func createTrigger(_ create: CreateTrigger) {
        guard let handle = requireRelation(create.table), let relation = state.relations[handle]
        else {
            createExternalTrigger(create)
            return
        }
        guard isOneOf([.table, .view, .foreignTable], handle) else { return }
        let function = routineName(create.function)
        if isMissing(create.function, function) {
            reject("function \(Self.text(create.function))() does not exist", mayExist: true)
            if isSelfContained { return }
        }
        let columns = create.columns.compactMap { position($0, in: relation) }.map {
            ColumnPlace(relation: handle, column: $0)
        }
        guard columns.count == create.columns.count,
            let uses = triggerUses(create, columns, handle)
        else { return }
        if let existing = relation.triggers.firstIndex(where: { $0.name == create.name }) {
            guard create.orReplace else {
                reject(
                    "trigger \"\(create.name)\" for relation \"\(relation.name.name)\" already exists"
                )
                return
            }
            let replaced = provenance(.replaced)
            alter(handle, nil) {
                $0.triggers[existing].function = function
                $0.triggers[existing].isRow = create.isRow
                $0.triggers[existing].events = create.events
                $0.triggers[existing].columns = columns
                $0.triggers[existing].condition = create.condition
                $0.triggers[existing].uses = uses
                $0.triggers[existing].provenance.append(replaced)
            }
            note(uses, of: handle)
            return
        }
        let trigger = TriggerState(
            name: create.name, function: function, isRow: create.isRow, events: create.events,
            columns: columns, condition: create.condition, uses: uses,
            provenance: [provenance(.created)])
        alter(handle, nil) { $0.triggers.append(trigger) }
        note(uses, of: handle)
        guard create.isRow, relation.partitionKey != nil else { return }
        for child in children(of: handle) { takeTrigger(trigger, child) }
    }

    /// `UPDATE OF` columns, and what WHEN uses.
    private mutating func triggerUses(
        _ create: CreateTrigger, _ columns: [ColumnPlace], _ handle: Int
    ) -> StoredUses? {
        let condition = create.condition.map { [$0] } ?? []
        guard var uses = uses(of: condition, over: handle, as: ["new", "old"]) else { return nil }
        uses.columns.formUnion(columns)
        return uses
    }

    /// A trigger on a table that a platform brings (`auth.users`) runs the schema's own function.
    private mutating func createExternalTrigger(_ create: CreateTrigger) {
        guard let schema = create.table.schema, session.externalSchemas.contains(schema) else {
            return
        }
        let table = CatalogName(schema: schema, name: create.table.name)
        state.externalTriggers[table, default: []].removeAll { $0.name == create.name }
        state.externalTriggers[table, default: []].append(
            TriggerState(
                name: create.name, function: routineName(create.function), isRow: create.isRow,
                events: create.events, condition: create.condition,
                provenance: [provenance(.created)]))
    }

    mutating func dropExternalTrigger(_ name: String, on table: QualifiedName) {
        guard let schema = table.schema else { return }
        state.externalTriggers[CatalogName(schema: schema, name: table.name)]?.removeAll {
            $0.name == name
        }
    }

    /// The full name of a function without arguments, as triggers call it; nil where none is known.
    func routineName(_ name: QualifiedName) -> CatalogName? {
        if let schema = name.schema { return CatalogName(schema: schema, name: name.name) }
        let schema = session.searchPath.first {
            state.routinesByName[CatalogName(schema: $0, name: name.name)] != nil
        }
        guard schema != nil || ServerFunctionResult.exists(name.name) else { return nil }
        return CatalogName(schema: schema ?? "pg_catalog", name: name.name)
    }

    /// Whether a trigger's function is known not to be there: nobody but the migrations makes
    /// functions where it is looked for.
    private func isMissing(_ name: QualifiedName, _ found: CatalogName?) -> Bool {
        if let found, found.schema == "pg_catalog" || state.routinesByName[found] != nil {
            return false
        }
        let schemas = name.schema.map { [$0] } ?? session.searchPath
        return isWhole && !schemas.contains(where: session.externalSchemas.contains)
            && !state.others.contains { id, other in
                id.kind == .extension && ExtensionMembers.functions(of: id.name).isEmpty
                    && other.schema.map(schemas.contains) ?? false
            }
    }

    mutating func createPolicy(_ policy: PolicyDefinition) {
        guard let handle = requireRelation(policy.table), let relation = state.relations[handle],
            isOneOf([.table], handle)
        else { return }
        guard !relation.policies.contains(where: { $0.name == policy.name }) else {
            reject("policy \"\(policy.name)\" for table \"\(relation.name.name)\" already exists")
            return
        }
        var added = PolicyState(
            name: policy.name, command: (policy.command ?? "all").uppercased(),
            isRestrictive: policy.isRestrictive, roles: roleNames(policy.roles ?? [.public]),
            provenance: [provenance(.created)])
        if setConditions(of: &added, policy, handle) {
            alter(handle, nil) { $0.policies.append(added) }
        }
    }

    /// Sets the conditions that a statement gives a policy; false where one is rejected.
    private mutating func setConditions(
        of state: inout PolicyState, _ policy: PolicyDefinition, _ handle: Int
    ) -> Bool {
        let alias = [policy.table.name]
        if let using = policy.using {
            guard let uses = uses(of: [using], over: handle, as: alias) else { return false }
            note(uses, of: handle)
            (state.using, state.usingUses) = (using, uses)
        }
        if let check = policy.check {
            guard let uses = uses(of: [check], over: handle, as: alias) else { return false }
            note(uses, of: handle)
            (state.check, state.checkUses) = (check, uses)
        }
        return true
    }

    mutating func alterPolicy(_ policy: PolicyDefinition) {
        guard let handle = requireRelation(policy.table), let relation = state.relations[handle]
        else { return }
        guard let position = relation.policies.firstIndex(where: { $0.name == policy.name }) else {
            reject("policy \"\(policy.name)\" for table \"\(relation.name.name)\" does not exist")
            return
        }
        let (altered, roles) = (provenance(.altered), policy.roles.map(roleNames))
        var changed = relation.policies[position]
        guard setConditions(of: &changed, policy, handle) else { return }
        if let roles { changed.roles = roles }
        changed.provenance.append(altered)
        alter(handle, nil) { $0.policies[position] = changed }
    }

    func roleNames(_ roles: [RoleName]) -> [String] {
        roles.map { role in
            switch role {
            case .named(let name): name
            case .public: "public"
            default: roleName(role)
            }
        }.sorted()
    }

    mutating func createRule(_ create: CreateRule) {
        guard let handle = requireRelation(create.table), let relation = state.relations[handle],
            isOneOf([.table, .view], handle), let uses = ruleUses(create, handle)
        else { return }
        note(uses, of: handle)
        if let existing = relation.rules.firstIndex(where: { $0.name == create.name }) {
            guard create.orReplace else {
                reject(
                    "rule \"\(create.name)\" for relation \"\(relation.name.name)\" already exists")
                return
            }
            let replaced = provenance(.replaced)
            alter(handle, nil) {
                $0.rules[existing].uses = uses
                $0.rules[existing].provenance.append(replaced)
            }
            return
        }
        let rule = RuleState(name: create.name, uses: uses, provenance: [provenance(.created)])
        alter(handle, nil) { $0.rules.append(rule) }
    }

    /// What a rule's condition and commands use, by name; NEW and OLD are rows of its table. Nil,
    /// with a rejection, where something is not there.
    private mutating func ruleUses(_ create: CreateRule, _ handle: Int) -> StoredUses? {
        let condition = create.condition.map { [$0] } ?? []
        guard var result = uses(of: condition, over: handle, as: ["new", "old"]) else { return nil }
        for action in create.actions {
            let uses = StatementUses(action, seeing: ["new": create.table, "old": create.table])
            let names = uses.reads + uses.writes.map(\.relation)
            guard areKnown(names) else { return nil }
            result.relations.formUnion(names.compactMap(relation).filter { $0 != handle })
            var columns = uses.columns.filter { !$0.isStar }.map {
                ($0.name, $0.candidates, $0.mayBeRow)
            }
            for write in uses.writes {
                columns += write.columns.map { ($0, [write.relation], false) }
            }
            for (name, candidates, mayBeRow) in columns {
                if let place = place(name, among: candidates) {
                    result.columns.insert(place)
                } else if isWhole, !mayBeRow, haveKnownColumns(candidates) {
                    reject("column \"\(name)\" does not exist", mayExist: true)
                    if isSelfContained { return nil }
                }
            }
            result.routines.formUnion(uses.calls.compactMap(onlyRoutine))
        }
        return result
    }

    mutating func createSequence(
        _ name: QualifiedName, _ options: [DefinitionItem], _ ifNotExists: Bool,
        _ persistence: Persistence
    ) {
        guard let handle = addRelation(name, .sequence, persistence, ifNotExists: ifNotExists)
        else { return }
        setOwner(of: handle, options)
    }

    mutating func alterSequence(
        _ name: QualifiedName, _ options: [DefinitionItem], _ ifExists: Bool
    ) {
        guard let handle = requireRelation(name, ifExists: ifExists) else { return }
        alter(handle) { _ in }
        setOwner(of: handle, options)
    }

    /// `OWNED BY table.column`, or `NONE`.
    private mutating func setOwner(of sequence: Int, _ options: [DefinitionItem]) {
        guard var names = options.first(where: { $0.name == "owned_by" })?.names,
            let column = names.popLast()
        else { return }
        guard let tableName = names.popLast() else {
            alter(sequence, nil) { $0.ownedBy = nil }
            return
        }
        guard let table = requireRelation(QualifiedName(names.last, tableName)),
            let position = state.relations[table]?.column(column)
        else { return }
        alter(sequence, nil) { $0.ownedBy = (table, position) }
    }

    func ownedSequences(of handle: Int, _ column: Int? = nil) -> [Int] {
        state.relations.indices.filter { index in
            guard let owner = state.relations[index]?.ownedBy else { return false }
            return owner.relation == handle && (column == nil || owner.column == column)
        }
    }

    mutating func createStatistics(
        _ name: QualifiedName?, _ table: QualifiedName, _ columns: [String], _ ifNotExists: Bool
    ) {
        guard let handle = requireRelation(table), let relation = state.relations[handle] else {
            return
        }
        addStatistics(name, handle, relation, columns.compactMap(relation.column), ifNotExists)
    }

    private mutating func addStatistics(
        _ name: QualifiedName?, _ handle: Int, _ relation: RelationState, _ columns: [Int],
        _ ifNotExists: Bool
    ) {
        // Only the server's own name stands beside the table (`CreateStatistics()`).
        guard let schema = name.map({ creationSchema($0) }) ?? relation.name.schema else { return }
        let chosen =
            name?.name
            ?? GeneratedName.choose(
                relation.name.name, GeneratedName.addition(relation.names(columns)), "stat"
            ) {
                state.others[ObjectID(.statistics, schema: schema, name: $0)] != nil
            }
        let id = ObjectID(.statistics, schema: schema, name: chosen)
        let isNew = state.others[id] == nil
        addOther(id, ifNotExists: ifNotExists)
        guard isNew else { return }
        state.others[id]?.table = handle
        state.others[id]?.columns = columns
    }

    /// LIKE INCLUDING STATISTICS.
    mutating func copyStatistics(of source: Int, _ template: RelationState, to handle: Int) {
        guard let relation = state.relations[handle] else { return }
        for (_, other) in state.others.filter({ $0.value.table == source }).sorted(by: {
            $0.key < $1.key
        }) {
            addStatistics(
                nil, handle, relation,
                template.names(other.columns.sorted()).compactMap(relation.column),
                false)
        }
    }

    /// Statistics go with their table, and with any of their columns.
    mutating func dropStatistics(of table: Int, column: Int? = nil) {
        for (id, other) in state.others
        where other.table == table && (column.map(other.columns.contains) ?? true) {
            state.others[id] = nil
        }
    }
}
