/// Which folder a project's root is when its tool does not say so.
enum ProjectRoot {
    /// Folders that a project keeps its migrations in, rather than being one.
    private static let containers: Set<String> = [
        "db", "database", "databases", "sql", "postgres", "postgresql", "pg", "pgsql", "schema",
        "schemas", "store", "storage",
        "internal", "pkg", "src", "main", "resources", "migrations", "migration", "persistence",
        "repository", "data", "priv", "repo",
        "drizzle", "prisma", "scripts", "server", "backend", "lib", "app", "infra", "etc", "config",
        "conf",
        "java", "kotlin", "resource", "assets",
    ]
    private static let manifests: Set<String> = [
        "go.mod", "package.json", "Cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts",
        "Gemfile", "mix.exs",
        "pyproject.toml", "setup.py", "composer.json", ".pgcov.yml",
    ]

    /// The root of a project with its migrations in `folder`.
    static func of(_ folder: String, _ tree: ProjectTree) -> String {
        var current = PathText.folder(folder)
        while !current.isEmpty, containers.contains(PathText.name(current).lowercased()),
            !tree.names(in: current).contains(where: manifests.contains)
        {
            current = PathText.folder(current)
        }
        return current
    }
}
