import SQLSyntax

/// Which roles are members of which (`pg_auth_members`), as far as migrations say it.
public struct RoleMemberships: Sendable, Hashable {
    /// By member.
    private var roles: [String: Set<String>] = [:]
    /// NOINHERIT: these have their roles' privileges only after SET ROLE.
    private var withoutInheritance: Set<String> = []

    /// Nobody is a member of anything.
    public init() {}

    mutating func create(_ role: CreateRole) {
        if !role.inherits { withoutInheritance.insert(role.name) }
        change(role.memberOf, [role.name], isGrant: true)
        change([role.name], role.members, isGrant: true)
    }

    /// GRANT and REVOKE of roles.
    mutating func change(_ granted: [String], _ grantees: [String], isGrant: Bool) {
        for grantee in grantees {
            if isGrant {
                roles[grantee, default: []].formUnion(granted)
            } else {
                roles[grantee]?.subtract(granted)
            }
        }
    }

    mutating func drop(_ role: String) {
        roles[role] = nil
        withoutInheritance.remove(role)
        for member in roles.keys { roles[member]?.remove(role) }
    }

    mutating func rename(_ role: String, to name: String) {
        if let own = roles.removeValue(forKey: role) { roles[name] = own }
        if withoutInheritance.remove(role) != nil { withoutInheritance.insert(name) }
        for member in roles.keys where roles[member]?.remove(role) != nil {
            roles[member]?.insert(name)
        }
    }

    /// The roles whose privileges a role has without SET ROLE, itself among them
    /// (`has_privs_of_role()`, `src/backend/utils/adt/acl.c`).
    public func privileged(_ role: String) -> Set<String> {
        var found: Set<String> = [role]
        var open = [role]
        while let next = open.popLast() {
            guard !withoutInheritance.contains(next) else { continue }
            for parent in roles[next] ?? [] where found.insert(parent).inserted {
                open.append(parent)
            }
        }
        return found
    }
}
