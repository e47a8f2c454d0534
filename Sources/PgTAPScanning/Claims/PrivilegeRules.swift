import SchemaCatalog

/// `*_privs_are`: exactly these privileges has a role, granted to it, to a role that it is a member
/// of, or to PUBLIC.
///
/// Superusers have them all, which files do not tell.
enum PrivilegeRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        guard let role = context.text(.role), let wanted = context.list(.privs).map(Set.init)
        else { return .unknown }
        guard let object = object(context) else { return .unknown }
        guard let held = held(by: role, on: object, context) else { return .unknown }
        // A role that the migrations do not make may not exist, and the assertion fails without it.
        if held.isEmpty, context.catalog[ObjectID(.role, name: role)] == nil {
            return .undecided([Claim(object.id, .existence)])
        }
        if case .text(role)? = (object.id.kind == .column ? table(of: object, context) : object)
            .facets[.owner]
        {
            return .unknown
        }
        guard held.isSubset(of: wanted) else {
            if context.catalog.assumptions.grantees.contains(role) {
                return .undecided([Claim(object.id, .existence)])
            }
            let extra = held.subtracting(wanted).sorted().joined(separator: ", ")
            return .fails(
                "\(role) has \(extra) on \(object.id.name)", name: object.id.name,
                about: [Claim(object.id, .privileges)])
        }
        guard held == wanted else { return .unknown }
        if context.signature.aspect == .anyPrivileges {
            return .proves([Claim(object.id, .existence)])
        }
        guard let grantee = grantee(for: role, on: object, context) else {
            return .proves([Claim(object.id, .existence)])
        }
        return .provesPart(Claim(object.id, .privileges), grantee)
    }

    /// Whose grants the assertion is about: the role's own, or those of the only role that it has
    /// them by; nil where it has them by several.
    private static func grantee(
        for role: String, on object: CatalogObject, _ context: ClaimContext
    ) -> String? {
        let parts = Set(Facet.privileges.parts(of: object.facets[.privileges]) ?? [])
        if parts.isEmpty || parts.contains(role) { return role }
        let parents = parts.intersection(context.catalog.memberships.privileged(role))
        // Through PUBLIC alone it has what the role itself is said to have.
        return parents.isEmpty ? role : parents.count == 1 ? parents.first : nil
    }

    /// The object asked about; nil where the catalog does not have it.
    private static func object(_ context: ClaimContext) -> CatalogObject? {
        switch context.signature.subject {
        case .table: context.text(.table).flatMap { context.find(ObjectKind.relations, $0) }
        case .column where context.signature.aspect == .anyPrivileges:
            context.text(.table).flatMap { context.find(ObjectKind.relations, $0) }
        case .column:
            context.text(.table).flatMap { context.find(ObjectKind.relations, $0) }.flatMap {
                table in
                context.text(.column).flatMap { context.child([.column], of: table, $0) }
            }
        case .sequence: context.text(.sequence).flatMap { context.find([.sequence], $0) }
        case .function: OwnerRules.function(context)
        case .schema:
            context.text(.schema).flatMap { context.catalog[ObjectID(.schema, name: $0)] }
        case .language:
            context.text(.language).flatMap { context.catalog[ObjectID(.language, name: $0)] }
        case .foreignDataWrapper:
            context.text(.fdw).flatMap { context.catalog[ObjectID(.foreignDataWrapper, name: $0)] }
        case .foreignServer:
            context.text(.server).flatMap { context.catalog[ObjectID(.foreignServer, name: $0)] }
        default: nil
        }
    }

    /// Of a column, its table's count as well; of any column, those of all.
    private static func held(by role: String, on object: CatalogObject, _ context: ClaimContext)
        -> Set<String>?
    {
        let roles = context.catalog.memberships.privileged(role)
        guard let own = granted(to: roles, on: object) else { return nil }
        switch (object.id.kind, context.signature.aspect) {
        case (.column, _):
            return granted(to: roles, on: table(of: object, context)).map {
                own.union($0.intersection(ofColumns))
            }
        case (_, .anyPrivileges):
            return context.children([.column], of: object).reduce(own.intersection(ofColumns)) {
                $0.union(granted(to: roles, on: $1) ?? [])
            }
        default: return own
        }
    }

    private static let ofColumns: Set<String> = ["INSERT", "REFERENCES", "SELECT", "UPDATE"]

    private static func table(of column: CatalogObject, _ context: ClaimContext) -> CatalogObject {
        column.id.relation.flatMap {
            context.catalog.object(ObjectKind.relations, inSchema: column.id.schema, named: $0)
        } ?? column
    }

    /// Granted to one of the roles or to PUBLIC; nil where the catalog does not tell.
    private static func granted(to roles: Set<String>, on object: CatalogObject) -> Set<String>? {
        guard case .list(let items)? = object.facets[.privileges] else { return nil }
        return Set(
            items.compactMap { item in
                guard let equals = item.lastIndex(of: "=") else { return nil }
                let grantee = item[..<equals]
                return roles.contains(String(grantee)) || grantee == "public"
                    ? String(item[item.index(after: equals)...]) : nil
            })
    }
}
