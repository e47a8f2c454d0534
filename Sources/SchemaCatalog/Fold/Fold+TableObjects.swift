import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    mutating func createTrigger(_ create: CreateTrigger) {
        guard let handle = requireRelation(create.table), let relation = state.relations[handle]
        else {
            createExternalTrigger(create)
            return
        }
        let function = routineName(create.function)
        if isMissing(create.function, function) {
            reject("function \(Self.text(create.function))() does not exist", mayExist: true)
            if isSelfContained { return }
        }
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
                $0.triggers[existing].provenance.append(replaced)
            }
            return
        }
        let trigger = TriggerState(
            name: create.name, function: function, isRow: create.isRow, events: create.events,
            provenance: [provenance(.created)])
        alter(handle, nil) { $0.triggers.append(trigger) }
        guard create.isRow, relation.partitionKey != nil else { return }
        for child in children(of: handle) { takeTrigger(trigger, child) }
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
                events: create.events, provenance: [provenance(.created)]))
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
        guard let handle = requireRelation(policy.table), let relation = state.relations[handle]
        else { return }
        guard !relation.policies.contains(where: { $0.name == policy.name }) else {
            reject("policy \"\(policy.name)\" for table \"\(relation.name.name)\" already exists")
            return
        }
        let added = PolicyState(
            name: policy.name, command: (policy.command ?? "all").uppercased(),
            roles: roleNames(policy.roles ?? [.public]), using: policy.using, check: policy.check,
            provenance: [provenance(.created)])
        alter(handle, nil) { $0.policies.append(added) }
    }

    mutating func alterPolicy(_ policy: PolicyDefinition) {
        guard let handle = requireRelation(policy.table), let relation = state.relations[handle]
        else { return }
        guard let position = relation.policies.firstIndex(where: { $0.name == policy.name }) else {
            reject("policy \"\(policy.name)\" for table \"\(relation.name.name)\" does not exist")
            return
        }
        let (altered, roles) = (provenance(.altered), policy.roles.map(roleNames))
        alter(handle, nil) {
            if let roles { $0.policies[position].roles = roles }
            if let using = policy.using { $0.policies[position].using = using }
            if let check = policy.check { $0.policies[position].check = check }
            $0.policies[position].provenance.append(altered)
        }
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

    mutating func createRule(_ name: String, _ table: QualifiedName, _ orReplace: Bool) {
        guard let handle = requireRelation(table), let relation = state.relations[handle] else {
            return
        }
        if let existing = relation.rules.firstIndex(where: { $0.name == name }) {
            guard orReplace else {
                reject("rule \"\(name)\" for relation \"\(relation.name.name)\" already exists")
                return
            }
            let replaced = provenance(.replaced)
            alter(handle, nil) { $0.rules[existing].provenance.append(replaced) }
            return
        }
        let rule = RuleState(name: name, provenance: [provenance(.created)])
        alter(handle, nil) { $0.rules.append(rule) }
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
                nil, handle, relation, template.names(other.columns).compactMap(relation.column),
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
