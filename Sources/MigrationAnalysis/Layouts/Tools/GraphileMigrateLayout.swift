/// graphile-migrate: `committed/<6 digits>….sql` by name, then `current.sql`, or the files of
/// `current/` by number (graphile/migrate, `src/migration.ts`, `src/current.ts`).
enum GraphileMigrateLayout: Layout {
    static let name = "graphile-migrate"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        var folders = marks.folders(with: .graphile).filter { PathText.name($0) == "committed" }
            .map(PathText.folder)
        for root in [".gmrc", ".gmrc.js", ".gmrc.mjs", ".gmrc.cjs"].flatMap({
            tree.folders(holding: $0)
        }) {
            let folder =
                PathText.resolve(
                    GraphileSettings(root, tree)?.migrationsFolder ?? "migrations", from: root)
                ?? root
            if !folders.contains(folder) { folders.append(folder) }
        }
        return folders.map { project($0, tree) }
    }

    private static func project(_ folder: String, _ tree: ProjectTree) -> DetectedProject {
        let root = PathText.folder(folder)
        let config = [".gmrc", ".gmrc.js", ".gmrc.mjs", ".gmrc.cjs"].map { PathText.join(root, $0) }
            .first(where: tree.contains)
        let evidence =
            config.map { Evidence($0, Evidence.ownFile) }
            ?? Evidence("--! headers in \(folder)/committed", Evidence.mark)
        var project = DetectedProject(root: root, layout: name, evidence: [evidence])
        let committed = PathText.join(folder, "committed")
        for file in tree.names(in: committed) where file.hasSuffix(".sql") {
            let path = PathText.join(committed, file)
            if (Version.number(file)?.text.count ?? 0) >= 6 {
                project.migrations.append(
                    Script(path, "committed, by name", .marked(.graphile(fixtures: "../fixtures"))))
            } else {
                project.leaveOut(path, "its name does not begin with six digits")
            }
        }
        addCurrent(folder, tree, &project)
        for path in tree.files(under: PathText.join(folder, "fixtures"))
        where path.hasSuffix(".sql") {
            project.leaveOut(path, "deployed only where a migration includes it")
        }
        let settings = GraphileSettings(root, tree) ?? GraphileSettings()
        addHooks(settings, folder, tree, &project)
        project.placeholders = settings.rules
        project.searchPath = settings.searchPath
        return project
    }

    /// What runs on a new database before all migrations (`src/commands/reset.ts`); a leading `!`
    /// has it run as the superuser.
    private static func addHooks(
        _ settings: GraphileSettings, _ folder: String, _ tree: ProjectTree,
        _ project: inout DetectedProject
    ) {
        let hooks = (settings.afterReset?.files ?? []).map {
            PathText.join(folder, String($0.drop { $0 == "!" }))
        }.filter(tree.contains)
        project.migrations.insert(
            contentsOf: hooks.map { Script($0, "afterReset, before all migrations") }, at: 0)
    }

    private static func addCurrent(
        _ folder: String, _ tree: ProjectTree, _ project: inout DetectedProject
    ) {
        let single = PathText.join(folder, "current.sql")
        if tree.contains(single) {
            project.migrations.append(
                Script(
                    single, "the current migration, after all committed ones",
                    .marked(.graphile(fixtures: "fixtures"))))
        }
        let current = PathText.join(folder, "current")
        var files: [(key: Version.Digits, path: String)] = []
        for file in tree.names(in: current) where file.hasSuffix(".sql") {
            let path = PathText.join(current, file)
            if let number = Version.number(file) {
                files.append((number, path))
            } else {
                project.leaveOut(path, "its name does not begin with a number")
            }
        }
        files = Version.sorted(files)
        project.reportDuplicates(files, name)
        project.migrations += files.map {
            Script(
                $0.path, "part \($0.key.short) of the current migration",
                .marked(.graphile(fixtures: "../fixtures")))
        }
    }
}
