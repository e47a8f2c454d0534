/// Supabase: `supabase/migrations/<digits>_<name>.sql` in order of their names' bytes, tests in
/// `supabase/tests` (supabase/cli, `pkg/migration/list.go`, `internal/db/test/test.go`).
/// Declarative schemas are the state that `supabase db diff` makes migrations from; they are
/// deployed on their own only while there are none.
enum SupabaseLayout: Layout {
    static let name = "supabase"
    /// That of the role that runs migrations (supabase/postgres, `migrations/db/init-scripts`).
    static let searchPath = ["public", "extensions"]

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        var roots: [String] = []
        for folder in tree.folders {
            let parts = PathText.parts(folder.path)
            guard let index = parts.lastIndex(of: "supabase") else { continue }
            let isConfigured = index == parts.count - 1 && folder.names.contains("config.toml")
            let hasMigrations =
                parts.dropFirst(index + 1).first == "migrations"
                && folder.names.contains { $0.hasSuffix(".sql") }
            let root = parts[..<index].joined(separator: "/")
            if isConfigured || hasMigrations, !roots.contains(root) { roots.append(root) }
        }
        return roots.compactMap { project($0, tree) }
    }

    private static func project(_ root: String, _ tree: ProjectTree) -> DetectedProject? {
        let folder = PathText.join(root, "supabase")
        let config = TomlFile(tree.text(folder + "/config.toml"))
        let evidence =
            tree.contains(folder + "/config.toml")
            ? Evidence("\(folder)/config.toml", Evidence.ownFile)
            : Evidence("\(folder)/migrations holds SQL files", Evidence.mark)
        var project = DetectedProject(root: root, layout: name, evidence: [evidence])
        project.ownFolder = folder
        project.isOnSupabase = true
        project.searchPath = searchPath
        addMigrations(folder, tree, &project)
        let schemas = schemas(folder, tree, config)
        if project.migrations.isEmpty {
            project.migrations = schemas.map {
                Script($0, "declarative schema, and there are no migrations")
            }
        } else {
            for path in schemas {
                project.leaveOut(
                    path, "declarative schema: the state that migrations are made from")
            }
        }
        addRoles(folder, tree, &project)
        let seeds = seeds(folder, tree, config)
        for path in seeds { project.leaveOut(path, "seed data") }
        // `supabase db reset` runs them before the tests.
        project.seededNames.formUnion(CreationOrder.created(by: seeds, in: tree))
        project.tests = tree.files(under: folder + "/tests").filter {
            $0.hasSuffix(".sql") || $0.hasSuffix(".pg")
        }
        return project.migrations.isEmpty && project.tests.isEmpty ? nil : project
    }

    private static func addMigrations(
        _ folder: String, _ tree: ProjectTree, _ project: inout DetectedProject
    ) {
        for path in tree.files(under: folder + "/migrations") where path.hasSuffix(".sql") {
            let name = PathText.name(path)
            guard PathText.folder(path) == folder + "/migrations" else {
                project.leaveOut(path, "not directly in supabase/migrations")
                continue
            }
            guard let version = Version.beforeUnderscore(name)?.text else {
                project.leaveOut(path, "its name does not match <timestamp>_name.sql")
                continue
            }
            // The CLI passes over a first init migration from before it kept a history of its own.
            if project.migrations.isEmpty, name == "\(version)_init.sql", version.count == 14,
                version < "20211209000000"
            {
                project.leaveOut(
                    path, "an init migration from before 2021-12-09, which the CLI skips")
                continue
            }
            project.migrations.append(Script(path, "version \(version)"))
        }
    }

    /// `roles.sql` runs before the migrations wherever the CLI sets a database up.
    private static func addRoles(
        _ folder: String, _ tree: ProjectTree, _ project: inout DetectedProject
    ) {
        let roles = folder + "/roles.sql"
        guard tree.contains(roles), !project.migrations.isEmpty else { return }
        project.migrations.insert(Script(roles, "custom roles, before all migrations"), at: 0)
    }

    /// `db.migrations.schema_paths`, each pattern's files sorted; else all of `schemas`.
    private static func schemas(_ folder: String, _ tree: ProjectTree, _ config: TomlFile?)
        -> [String]
    {
        let patterns = config?.strings("db", "migrations", "schema_paths") ?? []
        guard !patterns.isEmpty else {
            return tree.files(under: folder + "/schemas").filter { $0.hasSuffix(".sql") }
        }
        return files(patterns, folder, tree)
    }

    private static func seeds(_ folder: String, _ tree: ProjectTree, _ config: TomlFile?)
        -> [String]
    {
        var found = files(
            config?.strings("db", "seed", "sql_paths") ?? ["./seed.sql"], folder, tree)
        for path in tree.files(under: folder)
        where path.hasSuffix(".sql") && !path.hasPrefix(folder + "/migrations/")
            && !path.hasPrefix(folder + "/tests/")
        {
            let isSeed = PathText.name(path).hasPrefix("seed") || path.hasPrefix(folder + "/seed")
            if isSeed, !found.contains(path) { found.append(path) }
        }
        return found
    }

    private static func files(_ patterns: [String], _ folder: String, _ tree: ProjectTree)
        -> [String]
    {
        var found: [String] = []
        for pattern in patterns {
            guard let path = PathText.resolve(pattern, from: folder) else { continue }
            let matches =
                tree.contains(path)
                ? [path]
                : Glob.isPattern(path)
                    ? tree.files(under: folder).filter {
                        Glob.matches(path, $0)
                    } : []
            for match in matches where match.hasSuffix(".sql") && !found.contains(match) {
                found.append(match)
            }
        }
        return found
    }
}
