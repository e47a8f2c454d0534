import SQLText

/// Prisma: `migrations/<timestamp>_<name>/migration.sql` by folder name; `migration_lock.toml`
/// names the database (prisma/prisma-engines,
/// `schema-engine/connectors/schema-connector/src/migrations_directory.rs`).
enum PrismaLayout: Layout {
    static let name = "prisma"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        tree.folders(holding: "migration_lock.toml").map { project($0, tree) }
    }

    private static func project(_ folder: String, _ tree: ProjectTree) -> DetectedProject {
        let lock = PathText.join(folder, "migration_lock.toml")
        var project = DetectedProject(
            root: ProjectRoot.of(folder, tree), layout: name,
            evidence: [Evidence(lock, Evidence.ownFile)])
        if let provider = TomlFile(tree.text(lock))?.string("provider"), provider != "postgresql",
            provider != "cockroachdb"
        {
            project.report(
                .otherDatabase,
                "the provider is \(provider), not PostgreSQL; its migrations are not read",
                file: lock)
            return project
        }
        for path in tree.files(under: folder) where path.hasSuffix(".sql") {
            let parts = PathText.parts(PathText.relative(path, to: folder))
            if parts.count == 2, parts[1] == "migration.sql" {
                project.migrations.append(Script(path, "folder \(parts[0]), by name"))
            } else {
                project.leaveOut(path, "not <folder>/migration.sql")
            }
        }
        project.migrations.sort {
            String.byBytes(PathText.folder($0.path), PathText.folder($1.path))
        }
        return project
    }
}
