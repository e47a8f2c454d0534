import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    /// Statements about types. False where the statement is about something else.
    mutating func applyType(_ statement: Statement) -> Bool {
        switch statement {
        case .createEnum(let name, let labels): addType(name, .enum) { $0.labels = labels }
        case .alterEnum(let name, let change): alterEnum(name, change)
        case .createComposite(let name, let columns):
            guard
                !isRejected({ fold in
                    for type in columns.compactMap(\.type) where fold.resolve(type) == nil {
                        fold.rejectMissing(type)
                    }
                })
            else { break }
            let attributes = columns.map {
                ColumnState(
                    name: $0.name, type: resolve($0.type), provenance: [provenance(.created)])
            }
            addType(name, .compositeType) { $0.attributes = attributes }
        case .createRange(let name, let options):
            createRange(name, options)
        case .createDomain(let name, let type, let constraints):
            createDomain(name, type, constraints)
        case .alterDomain(let name, let change): alterDomain(name, change)
        case .define(.type, let name, _, _, _, _): addType(name, .baseType) { _ in }
        default: return false
        }
        return true
    }

    mutating func addType(
        _ name: QualifiedName, _ kind: ObjectKind, _ fill: (inout TypeState) -> Void
    ) {
        guard let schema = creationSchema(name) else { return }
        let full = CatalogName(schema: schema, name: name.name)
        if let existing = state.typeByName[full] {
            // A shell type becomes a real one.
            guard state.types[existing]?.kind == .baseType, kind == .baseType else {
                reject("type \"\(name.name)\" already exists")
                return
            }
            let altered = provenance(.altered)
            state.types[existing]?.provenance.append(altered)
            return
        }
        var type = TypeState(
            name: full, kind: kind, provenance: [provenance(.created)],
            ownership: newOwnership(kind, in: schema))
        type.origin = origin(inSchema: schema)
        fill(&type)
        state.typeByName[full] = state.types.count
        state.types.append(type)
    }

    /// A type that nobody makes may be an extension's; one that was taken away is gone.
    mutating func rejectMissing(_ type: TypeName) {
        guard type.referenceTable == nil, !isSystem(type.name) else { return }
        let isGone = (type.name.schema.map { [$0] } ?? session.searchPath).contains {
            state.goneTypes.contains(CatalogName(schema: $0, name: type.name.name))
        }
        if isGone || isSelfContained { reject("type \"\(Self.text(type.name))\" does not exist") }
    }

    func isTypeNameTaken(_ name: CatalogName) -> Bool { state.typeByName[name] != nil }

    mutating func requireType(_ name: QualifiedName) -> Int? {
        if let found = userType(name) { return found }
        if !isSystem(name) { reject("type \"\(Self.text(name))\" does not exist") }
        return nil
    }

    private mutating func alterEnum(_ name: QualifiedName, _ change: EnumChange) {
        guard let handle = requireType(name), var type = state.types[handle] else { return }
        switch change {
        case .addValue(let value, let neighbour, let after, let ifNotExists):
            guard !type.labels.contains(value) else {
                if !ifNotExists { reject("enum label \"\(value)\" already exists") }
                return
            }
            if let neighbour {
                guard let position = type.labels.firstIndex(of: neighbour) else {
                    reject("\"\(neighbour)\" is not an existing enum label")
                    return
                }
                type.labels.insert(value, at: after ? position + 1 : position)
            } else {
                type.labels.append(value)
            }
        case .renameValue(let old, let new):
            renameConstants(of: handle, old, to: new)
            guard let position = type.labels.firstIndex(of: old) else {
                reject("\"\(old)\" is not an existing enum label")
                return
            }
            type.labels[position] = new
        }
        type.provenance.append(provenance(.altered))
        state.types[handle] = type
    }

    private mutating func createDomain(
        _ name: QualifiedName, _ base: TypeName, _ constraints: [Constraint]
    ) {
        let underlying = resolve(base)
        addType(name, .domain) { type in
            type.underlying = underlying
            for constraint in constraints {
                switch constraint.kind {
                case .notNull: type.isNotNull = true
                case .default(let value): type.defaultValue = value
                default: break
                }
            }
        }
    }

    private mutating func alterDomain(_ name: QualifiedName, _ change: DomainChange) {
        guard let handle = requireType(name) else { return }
        let isNotNull = state.types[handle]?.isNotNull ?? false
        if change.looksAtRows(isNotNull: isNotNull), isWithinStoredTypes(handle) {
            return reject(
                "cannot alter type \"\(name.name)\" because a column holds it within another type")
        }
        switch change {
        case .setDefault(let value): state.types[handle]?.defaultValue = value
        case .setNotNull(let value): state.types[handle]?.isNotNull = value
        default: break
        }
        let altered = provenance(.altered)
        state.types[handle]?.provenance.append(altered)
    }

    /// Whether a table has a column of an array, a composite or a range of a domain, or of one over
    /// it: the server does not look into those (`get_rels_with_domain`,
    /// `src/backend/commands/typecmds.c`).
    private func isWithinStoredTypes(_ domain: Int) -> Bool {
        var containers: Set<Int> = []
        var domains: Set<Int> = [domain]
        var grows = true
        while grows {
            grows = false
            for other in state.types.indices where !containers.contains(other) {
                guard let type = state.types[other], type.relation == nil else { continue }
                let holds = ([type.underlying] + type.attributes.map(\.type)).contains { part in
                    guard let part, case .user(let handle) = part.base else { return false }
                    return domains.contains(handle) || containers.contains(handle)
                }
                guard holds, !domains.contains(other) else { continue }
                if type.kind == .domain, case .user(let base)? = type.underlying?.base,
                    domains.contains(base), type.underlying?.isArray == false
                {
                    domains.insert(other)
                } else {
                    containers.insert(other)
                }
                grows = true
            }
        }
        return state.relations.contains { relation in
            guard let relation, relation.kind == .table || relation.kind == .materializedView else {
                return false
            }
            return relation.columns.contains { column in
                guard !column.isDropped, let type = column.type, case .user(let handle) = type.base
                else { return false }
                return containers.contains(handle) || type.isArray && domains.contains(handle)
            }
        }
    }

    /// ALTER TYPE … ADD, DROP, ALTER ATTRIBUTE.
    mutating func alterComposite(_ statement: AlterTable) {
        guard let handle = requireType(statement.table), var type = state.types[handle] else {
            return
        }
        for action in statement.actions {
            switch action {
            case .addColumn(let column, _):
                guard !type.attributes.contains(where: { $0.name == column.name && !$0.isDropped })
                else {
                    reject(
                        "column \"\(column.name)\" of relation \"\(type.name.name)\" already exists"
                    )
                    return
                }
                type.attributes.append(
                    ColumnState(
                        name: column.name, type: resolve(column.type),
                        provenance: [provenance(.created)]))
            case .dropColumn(let name, let ifExists, _):
                let count = type.attributes.count
                type.attributes.removeAll { $0.name == name }
                if type.attributes.count == count, !ifExists {
                    reject("column \"\(name)\" of relation \"\(type.name.name)\" does not exist")
                }
            case .alterType(let name, let new, _):
                guard let position = type.attributes.firstIndex(where: { $0.name == name }) else {
                    continue
                }
                type.attributes[position].type = resolve(new)
            case .setOwner(let role): type.ownership.change(to: roleName(role))
            default: break
            }
        }
        type.provenance.append(provenance(.altered))
        state.types[handle] = type
        alterTypedTables(handle, statement)
    }

    /// What happens to a type happens to the tables of it (`find_typed_table_dependencies`).
    private mutating func alterTypedTables(_ type: Int, _ statement: AlterTable) {
        for table in state.relations.indices where state.relations[table]?.ofType == type {
            run(statement, on: table)
        }
    }
}

extension DomainChange {
    /// Whether rows that are there must agree with it; a domain that is NOT NULL stays so.
    fileprivate func looksAtRows(isNotNull: Bool) -> Bool {
        switch self {
        case .setNotNull(true): !isNotNull
        case .validateConstraint: true
        case .addConstraint(let constraint): !constraint.isNotValid
        default: false
        }
    }
}
