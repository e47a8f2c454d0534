import QueryAnalysis
import SQLSyntax

/// What others stand on: extensions, foreign-data wrappers and servers.
extension CatalogFold {
    /// DROP EXTENSION, SERVER, FOREIGN DATA WRAPPER, with what hangs on them.
    mutating func dropProvider(_ object: ObjectReference, _ drop: Drop) {
        guard let kind = Self.catalogKind(object.kind), let id = otherObject(object),
            state.others[id] != nil
        else {
            if !drop.ifExists {
                reject("\(object.kind.rawValue) \"\(object.name.name)\" does not exist")
            }
            return
        }
        let dependents = dependents(ofExtension: id)
        guard dependents.isEmpty || drop.behavior == .cascade else {
            return reject("cannot drop extension \(id.name) because other objects depend on it")
        }
        for dependent in [id] + dependents { removeProvider(dependent, kind) }
    }

    /// Extensions that need one.
    private func dependents(ofExtension id: ObjectID) -> [ObjectID] {
        guard id.kind == .extension else { return [] }
        return state.others.keys.filter { other in
            other.kind == .extension
                && ExtensionMembers.requirements(of: other.name).contains(id.name)
        }
    }

    private mutating func removeProvider(_ id: ObjectID, _ kind: ObjectKind) {
        state.others[id] = nil
        switch kind {
        case .foreignServer: removeForeignTables(of: id.name)
        case .foreignDataWrapper:
            for (server, other) in state.others
            where server.kind == .foreignServer && other.provider == id.name {
                state.others[server] = nil
                removeForeignTables(of: server.name)
            }
        default: removeMembers(ofExtension: id.name)
        }
    }

    private mutating func removeForeignTables(of server: String) {
        for handle in state.relations.indices where state.relations[handle]?.server == server {
            remove(handle)
        }
    }

    /// The extensions that one needs: CASCADE installs them where they are missing.
    ///
    /// - Returns: Whether they are there.
    mutating func installRequirements(of name: String, _ schema: String?, ifCascading: Bool)
        -> Bool
    {
        for other in ExtensionMembers.requirements(of: name)
        where state.others[ObjectID(.extension, name: other)] == nil {
            guard ifCascading else {
                reject("required extension \"\(other)\" is not installed", mayExist: true)
                return false
            }
            _ = applyOther(
                .createExtension(other, schema: schema, ifNotExists: true, cascade: true))
        }
        return true
    }

    /// An extension that a platform has installed before the first migration.
    public mutating func provideExtension(_ name: String, inSchema schema: String) {
        let ownership = newOwnership(.extension, in: nil)
        state.others[ObjectID(.extension, name: name)] = OtherState(
            provenance: [], origin: .system, ownership: ownership, schema: schema)
        addMembers(ofExtension: name, in: schema)
    }

    /// A publication that a platform has made before the first migration.
    public mutating func providePublication(_ name: String) {
        state.others[ObjectID(.publication, name: name)] = OtherState(
            provenance: [], origin: .system, ownership: newOwnership(.publication, in: nil))
    }

    /// The types and functions that an extension brings. They are its own, and owe nothing.
    mutating func addMembers(ofExtension name: String, in schema: String) {
        if ExtensionMembers.mayHaveMore(name), !extensionsWithMore.contains(name) {
            extensionsWithMore.append(name)
        }
        for member in ExtensionMembers.types(of: name) {
            let full = CatalogName(schema: schema, name: member.name)
            guard state.typeByName[full] == nil else { continue }
            var type = TypeState(
                name: full, kind: .baseType, provenance: [],
                ownership: newOwnership(.baseType, in: schema))
            type.origin = .extension(name)
            type.category = member.category
            state.typeByName[full] = state.types.count
            state.types.append(type)
        }
        for member in ExtensionMembers.functions(of: name) {
            let arguments = member.arguments.compactMap { memberType($0, in: schema) }
            guard arguments.count == member.arguments.count,
                let result = memberType(member.result, in: schema)
            else { continue }
            var routine = RoutineState(
                name: CatalogName(schema: schema, name: member.name),
                kind: member.isAggregate ? .aggregate : .function, arguments: arguments,
                argumentTexts: member.arguments, argumentNames: [], result: result,
                resultForm: .plain, provenance: [],
                ownership: newOwnership(.function, in: schema))
            routine.defaults = member.defaults
            routine.returnsSet = member.returnsSet
            routine.origin = .extension(name)
            add(routine)
        }
    }

    private func memberType(_ name: String, in schema: String) -> SQLType? {
        let isArray = name.hasPrefix("_")
        let bare = isArray ? String(name.dropFirst()) : name
        if let builtin = BuiltinType(bare) { return SQLType(builtin, isArray: isArray) }
        return state.typeByName[CatalogName(schema: schema, name: bare)].map {
            SQLType(.user($0), isArray: isArray)
        }
    }

    private mutating func removeMembers(ofExtension name: String) {
        for handle in state.types.indices where state.types[handle]?.origin == .extension(name) {
            removeType(handle)
        }
        for handle in state.routines.indices
        where state.routines[handle]?.origin == .extension(name) { removeRoutine(handle) }
    }

    /// ALTER EXTENSION … SET SCHEMA.
    mutating func setExtensionSchema(_ name: String, _ schema: String) {
        state.others[ObjectID(.extension, name: name)]?.schema = schema
        for handle in state.types.indices where state.types[handle]?.origin == .extension(name) {
            if let old = state.types[handle]?.name {
                moveType(handle, CatalogName(schema: schema, name: old.name), .moved)
            }
        }
        for handle in state.routines.indices
        where state.routines[handle]?.origin == .extension(name) {
            if let old = state.routines[handle]?.name {
                moveRoutine(handle, CatalogName(schema: schema, name: old.name), .moved)
            }
        }
    }

    /// Constants of an enum follow a renamed label.
    mutating func renameConstants(of type: Int, _ old: String, to new: String) {
        for handle in state.relations.indices {
            state.relations[handle]?.partitionBound?.map {
                $0.renamingLabel(of: type, old, to: new)
            }
            for column in state.relations[handle]?.columns.indices ?? 0..<0 {
                guard let bound = state.relations[handle]?.columns[column].defaultValue?.bound
                else { continue }
                state.relations[handle]?.columns[column].defaultValue?.bound = bound.renamingLabel(
                    of: type, old, to: new)
            }
            for constraint in state.relations[handle]?.constraints.indices ?? 0..<0 {
                guard let bound = state.relations[handle]?.constraints[constraint].expression?.bound
                else { continue }
                state.relations[handle]?.constraints[constraint].expression?.bound =
                    bound.renamingLabel(of: type, old, to: new)
            }
            for index in state.relations[handle]?.indexes.indices ?? 0..<0 {
                guard let bound = state.relations[handle]?.indexes[index].predicate?.bound else {
                    continue
                }
                state.relations[handle]?.indexes[index].predicate?.bound = bound.renamingLabel(
                    of: type, old, to: new)
            }
        }
    }

    func fullText(_ name: CatalogName) -> String { "\(name.schema).\(name.name)" }
}
