/// Functions that set the role in force: those of the suite's own files, and those of helpers that
/// many projects install as an extension.
struct RoleSetters: Sendable {
    private(set) var roles: [String: RoleInForce]

    /// - Parameter files: The roles that each file's functions set.
    init(_ files: some Sequence<[String: RoleInForce]>) {
        roles = Self.helpers
        for file in files { roles.merge(file) { _, own in own } }
    }

    /// The role after the calls that led to it.
    func resolved(_ role: RoleInForce) -> RoleInForce {
        var role = role
        while case .setBy(let function, let otherwise) = role {
            // What a function sets is never another's doing.
            if let set = roles[function] { return set }
            role = otherwise
        }
        return role
    }

    /// The role that a function's body sets; nil for one that sets none.
    func role(setBy function: String) -> RoleInForce? { roles[function] }

    /// Supabase's test helpers (basejump-supabase_test_helpers), as its manual describes them.
    private static let helpers: [String: RoleInForce] = [
        "authenticate_as": .named("authenticated"), "clear_authentication": .named("anon"),
        "authenticate_as_service_role": .named("service_role"),
    ]
}
