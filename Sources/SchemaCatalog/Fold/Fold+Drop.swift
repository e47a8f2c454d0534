import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    mutating func applyDrop(_ drop: Drop) {
        // All are looked up before any goes; one that goes with another is no fault.
        for (object, id) in drop.objects.map({ ($0, ownObject($0)) }) {
            if id == nil || ownObject(object) == id { applyDrop(object, drop) }
            if let id { noteDropped(id) }
        }
    }

    private mutating func applyDrop(_ object: ObjectReference, _ drop: Drop) {
        switch object.kind {
        case .table, .view, .materializedView, .sequence, .foreignTable:
            guard let handle = requireRelation(object.name, ifExists: drop.ifExists) else { return }
            guard let kind = Self.relationKind(object.kind), state.relations[handle]?.kind == kind
            else {
                reject("\"\(object.name.name)\" is not a \(object.kind)")
                return
            }
            let going = Set(drop.objects.compactMap { relation($0.name) })
            guard drop.behavior == .cascade || !isNeeded(relation: handle, droppedWith: going)
            else {
                reject("cannot drop \(Self.text(object.name)) because other objects depend on it")
                return
            }
            remove(handle)
        case .index: dropIndex(object.name, drop.ifExists)
        case .foreignServer, .foreignDataWrapper, .extension: dropProvider(object, drop)
        case .type, .domain: dropType(object.name, drop)
        case .function, .procedure, .aggregate, .routine: dropRoutine(object, drop)
        case .schema: dropSchema(object.name.name, drop)
        case .trigger, .policy, .rule: dropTableObject(object, drop.ifExists)
        default: dropOther(object, drop.ifExists)
        }
    }

    // MARK: - Relations

    private static func relationKind(_ kind: StatementObjectKind) -> ObjectKind? {
        switch kind {
        case .table: .table
        case .view: .view
        case .materializedView: .materializedView
        case .sequence: .sequence
        case .foreignTable: .foreignTable
        default: nil
        }
    }

    /// Takes a relation away with everything that hangs on it.
    mutating func remove(_ handle: Int) {
        guard let relation = state.relations[handle] else { return }
        state.relations[handle] = nil
        state.relationByName[relation.name] = nil
        state.goneRelations.insert(relation.name)
        if relation.kind == .sequence {
            removeUses { if case .constant(.relation(handle), _) = $0 { true } else { false } }
        }
        if let type = state.typeByName[relation.name], state.types[type]?.relation == handle {
            // What uses a type has named it; to look for users is a walk over the whole schema.
            if state.namedTypes.contains(type) { removeType(type) }
            state.types[type] = nil
            state.typeByName[relation.name] = nil
        }
        dropStatistics(of: handle)
        for index in relation.indexes {
            state.indexOwner[CatalogName(schema: relation.name.schema, name: index.name)] = nil
        }
        for constraint in relation.constraints {
            state.constraintNames[
                CatalogName(schema: relation.name.schema, name: constraint.name), default: 1] -= 1
        }
        for sequence in ownedSequences(of: handle) { remove(sequence) }
        removeUsers(users(of: handle), where: { $0.relations.contains(handle) })
        state.usersByRelation[handle] = nil
        for child in children(of: handle) { remove(child) }
        for other in (state.referencingTables.removeValue(forKey: handle) ?? []).sorted() {
            for constraint in state.relations[other]?.constraints ?? []
            where constraint.reference?.relation == handle {
                dropConstraint(other, constraint.name, true)
            }
        }
    }

    private mutating func dropIndex(_ name: QualifiedName, _ ifExists: Bool) {
        let schemas = name.schema.map { [$0] } ?? session.searchPath
        for schema in schemas {
            guard let owner = state.indexOwner[CatalogName(schema: schema, name: name.name)] else {
                continue
            }
            if state.relations[owner]?.indexes.first(where: { $0.name == name.name })?
                .isOfConstraint ?? false
            {
                reject("cannot drop index \(name.name) because a constraint requires it")
                return
            }
            dropIndex(owner, name.name)
            return
        }
        if !ifExists { reject("index \"\(Self.text(name))\" does not exist") }
    }

    private mutating func dropTableObject(_ object: ObjectReference, _ ifExists: Bool) {
        guard let table = object.relation else { return }
        let name = object.name.name
        if object.kind == .trigger { dropExternalTrigger(name, on: table) }
        guard let handle = requireRelation(table, ifExists: ifExists),
            let relation = state.relations[handle]
        else { return }
        let exists =
            switch object.kind {
            case .trigger: relation.triggers.contains { $0.name == name }
            case .policy: relation.policies.contains { $0.name == name }
            default: relation.rules.contains { $0.name == name }
            }
        guard exists else {
            if !ifExists {
                reject(
                    "\(object.kind.rawValue) \"\(name)\" for table \"\(relation.name.name)\" does not exist"
                )
            }
            return
        }
        switch object.kind {
        case .trigger: dropTrigger(name, from: handle)
        case .policy: alter(handle, nil) { $0.policies.removeAll { $0.name == name } }
        default: alter(handle, nil) { $0.rules.removeAll { $0.name == name } }
        }
    }

    /// The triggers that partitions have from a table go with its own.
    mutating func dropTrigger(_ name: String, from handle: Int) {
        alter(handle, nil) { $0.triggers.removeAll { $0.name == name } }
        dropClones(of: name, from: handle)
    }

    private mutating func dropClones(of name: String, from handle: Int) {
        for child in children(of: handle) {
            alter(child, nil) { $0.triggers.removeAll { $0.name == name && $0.isCloned } }
            dropClones(of: name, from: child)
        }
    }

    // MARK: - Types, routines, schemas

    private mutating func dropType(_ name: QualifiedName, _ drop: Drop) {
        guard let handle = userType(name) else {
            if !drop.ifExists { reject("type \"\(Self.text(name))\" does not exist") }
            return
        }
        let going = Set(drop.objects.compactMap { userType($0.name) })
        guard drop.behavior == .cascade || !isWhole || !isNeeded(type: handle, droppedWith: going)
        else {
            reject("cannot drop \(Self.text(name)) because other objects depend on it")
            return
        }
        removeType(handle)
    }

    /// Takes a type away with the columns and routines that use it: without CASCADE the server
    /// would have refused, and a migration that was deployed was not refused.
    mutating func removeType(_ handle: Int) {
        guard let type = state.types[handle] else { return }
        if type.relation == nil {
            state.types[handle] = nil
            state.typeByName[type.name] = nil
            state.goneTypes.insert(type.name)
        }
        removeUses { $0.type.base == .user(handle) }
        for (id, other) in state.others
        where other.operands.contains(where: { $0.base == .user(handle) }) {
            state.others[id] = nil
        }
        for other in state.types.indices
        where state.types[other]?.multirangeOf == handle
            || state.types[other]?.underlying?.base == .user(handle)
        {
            removeType(other)
        }
        for constructor in state.routines.indices
        where state.routines[constructor]?.constructorOf == handle { removeRoutine(constructor) }
        for relation in state.relations.indices {
            // A typed table is nothing without its type.
            if state.relations[relation]?.ofType == handle { remove(relation) }
            guard state.relations[relation]?.hasColumn(of: handle) ?? false else { continue }
            for column in state.relations[relation]?.columns ?? []
            where !column.isDropped && column.type?.base == .user(handle) {
                alterColumnAway(relation, column.name)
            }
        }
        removeUsers(Array(state.relations.indices), where: { $0.types.contains(handle) })
        for composite in state.types.indices
        where state.types[composite]?.relation == nil
            && state.types[composite]?.attributes.contains(where: {
                $0.type?.base == .user(handle)
            }) ?? false
        {
            state.types[composite]?.attributes.removeAll { $0.type?.base == .user(handle) }
        }
        for routine in state.routines.indices
        where state.routines[routine]?.names(type: handle) ?? false { removeRoutine(routine) }
    }

    /// A table loses the column; a view or composite that has it goes.
    private mutating func alterColumnAway(_ relation: Int, _ column: String) {
        guard let value = state.relations[relation] else { return }
        // A table goes with the columns that it is partitioned by.
        let isKey =
            value.column(column).map { value.partitionKey?.columns.contains($0) ?? false } ?? false
        if (value.kind == .table || value.kind == .foreignTable) && !isKey {
            removeColumn(relation, column)
        } else {
            remove(relation)
        }
    }

    private mutating func dropRoutine(_ object: ObjectReference, _ drop: Drop) {
        guard let handle = requireRoutine(object, ifExists: drop.ifExists) else { return }
        let isNeeded = drop.behavior != .cascade && isNeeded(routine: handle)
        if isNeeded, isWhole {
            reject("cannot drop \(Self.text(object.name)) because other objects depend on it")
            return
        }
        // What could not be read may have seen to those that hung on it.
        removeRoutine(handle, withUsers: !isNeeded)
    }

    mutating func removeRoutine(_ handle: Int, withUsers: Bool = true) {
        guard let routine = state.routines[handle] else { return }
        state.routines[handle] = nil
        state.routinesByName[routine.name]?.removeAll { $0 == handle }
        if state.routinesByName[routine.name]?.isEmpty ?? false {
            state.routinesByName[routine.name] = nil
        }
        guard withUsers else { return }
        removeUses { if case .call(let call) = $0 { call.handle == handle } else { false } }
        removeUsers(Array(state.relations.indices), where: { $0.routines.contains(handle) })
        for (id, other) in state.others where other.function == handle { state.others[id] = nil }
        guard routine.arguments.isEmpty else { return }
        for table in state.externalTriggers.keys {
            state.externalTriggers[table]?.removeAll { $0.function == routine.name }
        }
        for relation in state.relations.indices
        where state.relations[relation]?.triggers.contains(where: { $0.function == routine.name })
            ?? false
        {
            alter(relation, nil) { $0.triggers.removeAll { $0.function == routine.name } }
        }
    }

    private mutating func dropSchema(_ name: String, _ drop: Drop) {
        guard state.schemas[name] != nil else {
            if !drop.ifExists { reject("schema \"\(name)\" does not exist") }
            return
        }
        if drop.behavior == .restrict, holdsObjects(schema: name) {
            reject("cannot drop schema \(name) because other objects depend on it")
            return
        }
        removeSchema(name)
    }

    mutating func removeSchema(_ name: String) {
        state.goneSchemas.insert(name)
        let relations = state.relations.indices.filter { state.relations[$0]?.name.schema == name }
        for relation in relations { remove(relation) }
        for routine in state.routines.indices where state.routines[routine]?.name.schema == name {
            removeRoutine(routine)
        }
        for type in state.types.indices where state.types[type]?.name.schema == name {
            removeType(type)
        }
        for id in state.others.keys.filter({ $0.schema == name }) { state.others[id] = nil }
        state.defaultPrivileges.drop(schema: name)
        state.schemas[name] = nil
    }

    private mutating func dropOther(_ object: ObjectReference, _ ifExists: Bool) {
        guard let kind = Self.catalogKind(object.kind) else { return }
        if let id = otherObject(object) {
            state.others[id] = nil
        } else if !ifExists, !isSystem(object.name) {
            reject("\(kind.rawValue) \"\(Self.text(object.name))\" does not exist")
        }
    }

    /// The object that a reference names, of those that hang on nothing.
    func otherObject(_ object: ObjectReference) -> ObjectID? {
        guard let kind = Self.catalogKind(object.kind) else { return nil }
        let name = object.name.name
        let schemas: [String?] =
            kind.isInSchema ? object.name.schema.map { [$0] } ?? session.searchPath : [nil]
        for schema in schemas {
            guard let types = object.arguments else {
                let id = ObjectID(kind, schema: schema, name: name)
                if state.others[id] != nil { return id }
                continue
            }
            // A prefix operator has one operand; the other is written NONE.
            let operands = types.compactMap { resolve($0)?.withoutModifier }
            let found = state.others.first { id, other in
                id.kind == kind && id.schema == schema && (kind == .cast || id.name == name)
                    && other.operands == operands
            }
            if let found { return found.key }
        }
        return nil
    }

    /// The kind of what ``FoldState/others`` holds; nil for what is not tracked.
    static func catalogKind(_ kind: StatementObjectKind) -> ObjectKind? {
        switch kind {
        case .extension: .extension
        case .eventTrigger: .eventTrigger
        case .publication: .publication
        case .foreignDataWrapper: .foreignDataWrapper
        case .foreignServer: .foreignServer
        case .language: .language
        case .role: .role
        case .statistics: .statistics
        case .collation: .collation
        case .operator: .operator
        case .cast: .cast
        default: nil
        }
    }
}

extension ObjectKind {
    /// Whether objects of the kind stand in a schema.
    var isInSchema: Bool { self == .statistics || self == .collation || self == .operator }
}
