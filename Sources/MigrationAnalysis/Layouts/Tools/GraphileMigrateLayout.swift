import Yams

/// graphile-migrate: `committed/<6 digits>….sql` by name, then `current.sql`, or the files of `current/`
/// by number (graphile/migrate, `src/migration.ts`, `src/current.ts`).
enum GraphileMigrateLayout: Layout {
    static let name = "graphile-migrate"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        var folders = marks.folders(with: .graphile).filter { PathText.name($0) == "committed" }.map(PathText.folder)
        for root in [".gmrc", ".gmrc.js", ".gmrc.mjs", ".gmrc.cjs"].flatMap({ tree.folders(holding: $0) }) {
            let folder = settings(root, tree)?["migrationsFolder"]?.string.flatMap { PathText.resolve($0, from: root) } ?? PathText.join(root, "migrations")
            if !folders.contains(folder) { folders.append(folder) }
        }
        return folders.map { project($0, tree) }
    }

    /// `.gmrc` is JSON with comments, and so YAML but for them.
    private static func settings(_ root: String, _ tree: ProjectTree) -> Node? {
        guard let text = tree.text(PathText.join(root, ".gmrc")) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.trimmed.hasPrefix("//") }
        return try? Yams.compose(yaml: lines.joined(separator: "\n"))
    }

    private static func project(_ folder: String, _ tree: ProjectTree) -> DetectedProject {
        let root = PathText.folder(folder)
        let config = [".gmrc", ".gmrc.js", ".gmrc.mjs", ".gmrc.cjs"].map { PathText.join(root, $0) }.first(where: tree.contains)
        let evidence = config.map { Evidence($0, Evidence.ownFile) } ?? Evidence("--! headers in \(folder)/committed", Evidence.mark)
        var project = DetectedProject(root: root, layout: name, evidence: [evidence])
        let committed = PathText.join(folder, "committed")
        for file in tree.names(in: committed) where file.hasSuffix(".sql") {
            let path = PathText.join(committed, file)
            if (Version.number(file)?.text.count ?? 0) >= 6 {
                project.migrations.append(Script(path, "committed, by name", .marked(.graphile(fixtures: "../fixtures"))))
            } else {
                project.leaveOut(path, "its name does not begin with six digits")
            }
        }
        addCurrent(folder, tree, &project)
        for path in tree.files(under: PathText.join(folder, "fixtures")) where path.hasSuffix(".sql") {
            project.leaveOut(path, "deployed only where a migration includes it")
        }
        addHooks(settings(root, tree), folder, tree, &project)
        project.placeholders = placeholders(settings(root, tree))
        return project
    }

    /// Values of the environment (`!ENV`) are not in the file.
    private static func placeholders(_ settings: Node?) -> Placeholders {
        var rules = Placeholders(.colon, ["DATABASE_NAME": "postgres", "DATABASE_OWNER": "postgres"], home: "placeholders of .gmrc")
        for (key, value) in settings?["placeholders"]?.mapping ?? [:] {
            guard let name = key.string.map({ String($0.drop { $0 == ":" }) }), let text = value.string else { continue }
            if text == "!ENV" { rules.names.insert(name) } else { rules.values[name] = text }
        }
        return rules
    }

    /// What runs on a new database before all migrations (`src/commands/reset.ts`).
    private static func addHooks(_ settings: Node?, _ folder: String, _ tree: ProjectTree, _ project: inout DetectedProject) {
        let node = settings?["afterReset"]
        let items = node?.sequence.map(Array.init) ?? node.map { [$0] } ?? []
        // `!file.sql` runs as the superuser.
        let files = items.compactMap { $0.string ?? $0["file"]?.string }.map { String($0.drop { $0 == "!" }) }
        let hooks = files.map { PathText.join(folder, $0) }.filter(tree.contains)
        project.migrations.insert(contentsOf: hooks.map { Script($0, "afterReset, before all migrations") }, at: 0)
    }

    private static func addCurrent(_ folder: String, _ tree: ProjectTree, _ project: inout DetectedProject) {
        let single = PathText.join(folder, "current.sql")
        if tree.contains(single) {
            project.migrations.append(Script(single, "the current migration, after all committed ones", .marked(.graphile(fixtures: "fixtures"))))
        }
        let current = PathText.join(folder, "current")
        var files: [(key: Version.Digits, path: String)] = []
        for file in tree.names(in: current) where file.hasSuffix(".sql") {
            let path = PathText.join(current, file)
            if let number = Version.number(file) { files.append((number, path)) } else { project.leaveOut(path, "its name does not begin with a number") }
        }
        files = Version.sorted(files)
        project.reportDuplicates(files, name)
        project.migrations += files.map {
            Script($0.path, "part \($0.key.short) of the current migration", .marked(.graphile(fixtures: "../fixtures")))
        }
    }
}
