import SQLText

/// Whether migrations that another tool deploys are meant for Supabase: they use what it brings
/// (supabase/postgres, `migrations/db/init-scripts`) and make none of it.
struct SupabaseUse: Sendable, Hashable {
    private var usesSchema = false
    private var usesRoles = false
    private var makesItself = false

    /// Whether all that was seen says so.
    var isLikely: Bool { usesSchema && usesRoles && !makesItself }

    mutating func look(at bytes: [UInt8]) {
        let bytes = bytes.span
        if !usesSchema { usesSchema = Self.schema.contains { bytes.contains($0) } }
        guard usesSchema else { return }
        if !usesRoles { usesRoles = Self.roles.contains { bytes.contains($0) } }
        if !makesItself { makesItself = Self.makers.contains { bytes.containsLetters($0) } }
    }

    private static let schema: [StaticString] = ["auth.uid(", "auth.users", "auth.jwt("]
    private static let roles: [StaticString] = ["authenticated", "service_role", "anon"]
    private static let makers: [StaticString] = [
        "create schema auth", "create schema if not exists auth", "create role anon",
        "create role authenticated", "create role service",
    ]
}

extension DetectedProject {
    /// Looks whether the migrations are meant for Supabase, where the layout does not say it.
    public mutating func notePlatform(_ tree: ProjectTree) {
        guard !isOnSupabase, layout != SupabaseLayout.name, !isSnapshot else { return }
        var use = SupabaseUse()
        for script in migrations { use.look(at: tree.bytes(script.path) ?? []) }
        guard use.isLikely else { return }
        isOnSupabase = true
        searchPath = searchPath ?? SupabaseLayout.searchPath
        ambiguities.append(
            "the migrations use roles and functions of Supabase that none of them makes: they are read as deployed there, with its default privileges"
        )
    }
}
