import SQLText

/// Whether migrations that another tool deploys are meant for Supabase: they use what it brings
/// (supabase/postgres, `migrations/db/init-scripts`) and make none of it.
enum SupabaseUse {
    private static let schema: [StaticString] = ["auth.uid(", "auth.users", "auth.jwt("]
    private static let roles: [StaticString] = ["authenticated", "service_role", "anon"]
    /// What makes it, behind what few migrations hold at all: each text looked for is a walk over
    /// all of them.
    private static let makers: [(beginning: StaticString, whole: [StaticString])] = [
        ("create schema ", ["create schema auth", "create schema if not exists auth"]),
        (
            "create role ",
            ["create role anon", "create role authenticated", "create role service"]
        ),
    ]

    static func isLikely(_ paths: [String], in tree: ProjectTree) -> Bool {
        some(paths, in: tree) { bytes in schema.contains { bytes.contains($0) } }
            && some(paths, in: tree) { bytes in roles.contains { bytes.contains($0) } }
            && !some(paths, in: tree) { bytes in
                makers.contains { maker in
                    bytes.containsLetters(maker.beginning)
                        && maker.whole.contains { bytes.containsLetters($0) }
                }
            }
    }

    private static func some(
        _ paths: [String], in tree: ProjectTree, _ holds: (Span<UInt8>) -> Bool
    ) -> Bool {
        paths.contains { path in
            let bytes = tree.bytes(path) ?? []
            return holds(bytes.span)
        }
    }
}

extension DetectedProject {
    /// Looks whether the migrations are meant for Supabase, where the layout does not say it.
    public mutating func notePlatform(_ tree: ProjectTree) {
        guard !isOnSupabase, layout != SupabaseLayout.name, !isSnapshot,
            SupabaseUse.isLikely(migrations.map(\.path), in: tree)
        else { return }
        isOnSupabase = true
        searchPath = searchPath ?? SupabaseLayout.searchPath
        ambiguities.append(
            "the migrations use roles and functions of Supabase that none of them makes: they are read as deployed there, with its default privileges"
        )
    }
}
