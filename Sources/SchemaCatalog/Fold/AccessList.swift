import SQLSyntax
import SQLText

/// Who owns an object, and what others may do with it.
struct Ownership: Hashable {
    var owner: String
    var access: AccessList

    /// ALTER … OWNER TO: the new owner needs no grants (`aclnewowner`,
    /// `src/backend/utils/adt/acl.c`).
    mutating func change(to owner: String) {
        self.owner = owner
        access.grants[owner] = nil
    }

    /// Grants to the owner are none: an owner may do everything.
    mutating func grant(_ privileges: Set<String>, to role: String) {
        if role != owner { access.grant(privileges, to: role) }
    }
}

/// Privileges granted on one object or column, without those of its owner.
struct AccessList: Hashable {
    /// By role; `public` for PUBLIC.
    var grants: [String: Set<String>] = [:]

    mutating func grant(_ privileges: Set<String>, to role: String) {
        // One set for whoever has the same by a default.
        if grants[role] == nil {
            grants[role] = privileges
        } else {
            grants[role]?.formUnion(privileges)
        }
    }

    mutating func revoke(_ privileges: Set<String>, from role: String) {
        grants[role]?.subtract(privileges)
        if grants[role]?.isEmpty ?? false { grants[role] = nil }
    }

    mutating func formUnion(_ other: AccessList) {
        guard !grants.isEmpty else { return self = other }
        for (role, privileges) in other.grants { grant(privileges, to: role) }
    }

}

/// What privileges come to as a facet: most objects of a schema have the same by default.
struct PrivilegeFacets {
    private var known: [Ownership: FacetValue] = [:]

    /// Sorted `role=PRIVILEGE`, without those of the owner.
    mutating func facet(_ ownership: Ownership) -> FacetValue {
        let (owner, grants) = (ownership.owner, ownership.access.grants)
        if grants.isEmpty { return .list([]) }
        if let known = known[ownership] { return known }
        let facet = FacetValue.list(
            grants.filter { $0.key != owner }.flatMap { role, privileges in
                privileges.map { "\(role)=\($0)" }
            }
            .sorted(by: String.byBytes))
        known[ownership] = facet
        return facet
    }
}

/// Kinds of objects as far as privileges go (`ObjectType` of `pg_default_acl` and GRANT).
enum PrivilegeClass: Hashable {
    case table, sequence, routine, schema, type, language, foreign, column

    /// What ALL means (`src/include/utils/acl.h`).
    var all: Set<String> {
        switch self {
        case .table: ["INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
        case .column: ["INSERT", "SELECT", "UPDATE", "REFERENCES"]
        case .sequence: ["SELECT", "UPDATE", "USAGE"]
        case .routine: ["EXECUTE"]
        case .schema: ["CREATE", "USAGE"]
        case .type, .language, .foreign: ["USAGE"]
        }
    }

    /// What the server grants without being asked (`acldefault`).
    var builtin: AccessList {
        switch self {
        case .routine: AccessList(grants: ["public": ["EXECUTE"]])
        case .type, .language: AccessList(grants: ["public": ["USAGE"]])
        default: AccessList()
        }
    }

    /// The privileges that a statement names.
    func named(_ privileges: [Grant.Privilege]) -> Set<String> {
        let whole = privileges.filter(\.columns.isEmpty)
        if privileges.isEmpty || whole.contains(where: { $0.name == nil }) { return all }
        // MAINTAIN (17) is part of ALL on some servers and not on others, and pgTAP knows nothing
        // of it.
        return Set(whole.compactMap(\.name)).subtracting(["MAINTAIN"])
    }

    init(_ kind: ObjectKind) {
        switch kind {
        case .sequence: self = .sequence
        case .function, .procedure, .aggregate: self = .routine
        case .schema: self = .schema
        case .enum, .domain, .compositeType, .rangeType, .baseType: self = .type
        case .language: self = .language
        case .foreignDataWrapper, .foreignServer: self = .foreign
        default: self = .table
        }
    }

    /// Of ALTER DEFAULT PRIVILEGES.
    init?(_ kind: StatementObjectKind) {
        switch kind {
        case .table: self = .table
        case .sequence: self = .sequence
        case .function, .procedure, .routine: self = .routine
        case .schema: self = .schema
        case .type, .domain: self = .type
        default: return nil
        }
    }
}

/// ALTER DEFAULT PRIVILEGES (`get_user_default_acl`, `src/backend/catalog/aclchk.c`): entries for a
/// role replace the built-in defaults, those for a role in a schema add to them.
struct DefaultPrivileges {
    struct Key: Hashable {
        var role: String
        var schema: String?
        var kind: PrivilegeClass
    }

    private(set) var entries: [Key: AccessList] = [:]

    /// The privileges of a new object.
    func access(for kind: PrivilegeClass, by role: String, in schema: String?) -> AccessList {
        var result = entries[Key(role: role, schema: nil, kind: kind)] ?? kind.builtin
        if let schema, let added = entries[Key(role: role, schema: schema, kind: kind)] {
            result.formUnion(added)
        }
        return result
    }

    mutating func change(_ key: Key, _ body: (inout AccessList) -> Void) {
        var list = entries[key] ?? (key.schema == nil ? key.kind.builtin : AccessList())
        body(&list)
        entries[key] = list
    }

    mutating func renameSchema(_ old: String, to new: String) {
        for (key, list) in entries where key.schema == old {
            entries[key] = nil
            entries[Key(role: key.role, schema: new, kind: key.kind)] = list
        }
    }

    mutating func drop(schema: String) { entries = entries.filter { $0.key.schema != schema } }

    /// DROP OWNED.
    mutating func drop(role: String) {
        entries = entries.filter { $0.key.role != role }
        for key in entries.keys { entries[key]?.grants[role] = nil }
    }
}
