import SQLSyntax

extension CatalogFold {
    /// The name of a role as a statement writes it.
    func roleName(_ role: RoleName) -> String {
        switch role {
        case .named(let name): name
        case .public: "public"
        case .currentUser: session.role
        case .sessionUser: session.sessionRole
        }
    }

    /// Owner and privileges of what the current role makes.
    func newOwnership(_ kind: ObjectKind, in schema: String?) -> Ownership {
        var access = state.defaultPrivileges.access(
            for: PrivilegeClass(kind), by: session.role, in: schema)
        access.grants[session.role] = nil
        return Ownership(owner: session.role, access: access)
    }

    // MARK: - GRANT and REVOKE

    mutating func apply(_ grant: Grant) {
        switch grant.target {
        case .objects(let objects): for object in objects { apply(grant, to: object) }
        case .allInSchemas(let schemas): for schema in schemas { apply(grant, allIn: schema) }
        case .defaults: break
        }
    }

    private mutating func apply(_ grant: Grant, to object: ObjectReference) {
        switch object.kind {
        case .table, .sequence:
            guard let handle = requireRelation(object.name) else { return }
            applyGrant(grant, relation: handle)
        case .function, .procedure, .routine, .aggregate:
            guard let handle = requireRoutine(object) else { return }
            Self.change(&state.routines[handle], grant, .routine, grant.grantees.map(roleName))
        case .schema:
            guard state.schemas[object.name.name] != nil else {
                reject("schema \"\(object.name.name)\" does not exist")
                return
            }
            Self.change(
                &state.schemas[object.name.name], grant, .schema, grant.grantees.map(roleName))
        case .type, .domain:
            guard let handle = requireType(object.name) else { return }
            Self.change(&state.types[handle], grant, .type, grant.grantees.map(roleName))
        case .foreignDataWrapper, .foreignServer, .language:
            guard let kind = Self.catalogKind(object.kind) else { return }
            Self.change(
                &state.others[ObjectID(kind, name: object.name.name)], grant,
                PrivilegeClass(kind), grant.grantees.map(roleName))
        default: break
        }
    }

    private mutating func apply(_ grant: Grant, allIn schema: String) {
        guard state.schemas[schema] != nil else {
            reject("schema \"\(schema)\" does not exist")
            return
        }
        switch grant.objectKind {
        case .table, .sequence:
            for handle in state.relations.indices {
                guard let relation = state.relations[handle], relation.name.schema == schema else {
                    continue
                }
                if (relation.kind == .sequence) == (grant.objectKind == .sequence) {
                    applyGrant(grant, relation: handle)
                }
            }
        default:
            for handle in state.routines.indices {
                guard let routine = state.routines[handle], routine.name.schema == schema else {
                    continue
                }
                let isWanted =
                    grant.objectKind == .routine
                    || (routine.kind == .procedure) == (grant.objectKind == .procedure)
                if isWanted {
                    Self.change(
                        &state.routines[handle], grant, .routine, grant.grantees.map(roleName))
                }
            }
        }
    }

    private mutating func applyGrant(_ grant: Grant, relation handle: Int) {
        guard let relation = state.relations[handle] else { return }
        let kind = PrivilegeClass(relation.kind)
        Self.change(&state.relations[handle], grant, kind, grant.grantees.map(roleName))
        let whole = grant.privileges.contains { $0.columns.isEmpty } || grant.privileges.isEmpty
        // REVOKE on a table reaches its columns (`ExecGrant_Relation`).
        if whole, !grant.isGrant, !grant.grantOption {
            let privileges = kind.named(grant.privileges)
            for column in relation.columns.indices {
                revoke(privileges, handle, column, grant.grantees)
            }
        }
        for privilege in grant.privileges where !privilege.columns.isEmpty {
            let names = privilege.name.map { [$0] } ?? Array(PrivilegeClass.column.all)
            for name in privilege.columns {
                guard let column = position(name, in: relation) else { continue }
                if grant.isGrant {
                    for role in grant.grantees.map(roleName) where role != relation.ownership.owner
                    {
                        state.relations[handle]?.columns[column].access.grant(Set(names), to: role)
                    }
                } else if !grant.grantOption {
                    revoke(Set(names), handle, column, grant.grantees)
                }
            }
        }
    }

    private mutating func revoke(
        _ privileges: Set<String>, _ handle: Int, _ column: Int, _ roles: [RoleName]
    ) {
        for role in roles.map(roleName) {
            state.relations[handle]?.columns[column].access.revoke(privileges, from: role)
        }
    }

    private static func change<State: Owned>(
        _ object: inout State?, _ grant: Grant, _ kind: PrivilegeClass, _ roles: [String]
    ) {
        // A list of column privileges alone says nothing of the whole.
        guard grant.privileges.isEmpty || grant.privileges.contains(where: \.columns.isEmpty) else {
            return
        }
        let privileges = kind.named(grant.privileges)
        for role in roles {
            if grant.isGrant {
                object?.ownership.grant(privileges, to: role)
            } else if !grant.grantOption {
                object?.ownership.access.revoke(privileges, from: role)
            }
        }
    }

    /// Roles that a platform has made before the first migration, and to which it grants everything
    /// on every table, sequence and function that the deploying role makes in a schema.
    public mutating func provideRoles(_ roles: [String], grantedAllIn schema: String) {
        state.platformRoles.formUnion(roles)
        for kind in [PrivilegeClass.table, .sequence, .routine] {
            state.defaultPrivileges.change(.init(role: session.role, schema: schema, kind: kind)) {
                list in
                for role in roles { list.grant(kind.all, to: role) }
            }
        }
    }

    mutating func setDefaultPrivileges(_ schemas: [String], _ roles: [RoleName], _ grant: Grant) {
        guard let kind = PrivilegeClass(grant.objectKind) else { return }
        let privileges = kind.named(grant.privileges)
        let grantees = grant.grantees.map(roleName)
        let owners = roles.isEmpty ? [session.role] : roles.map(roleName)
        for owner in owners {
            for schema in schemas.isEmpty ? [nil] : schemas.map(Optional.some) {
                state.defaultPrivileges.change(.init(role: owner, schema: schema, kind: kind)) {
                    list in
                    for role in grantees {
                        if grant.isGrant {
                            list.grant(privileges, to: role)
                        } else if !grant.grantOption {
                            list.revoke(privileges, from: role)
                        }
                    }
                }
            }
        }
    }
}

/// What has an owner and privileges.
protocol Owned {
    var ownership: Ownership { get set }
}

extension ContainerState: Owned {}
extension RelationState: Owned {}
extension RoutineState: Owned {}
extension TypeState: Owned {}
extension OtherState: Owned {}
