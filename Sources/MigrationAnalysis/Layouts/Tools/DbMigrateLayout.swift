/// db-migrate: `migrations/<timestamp>-<name>.js` runs `migrations/sqls/<timestamp>-<name>-up.sql`,
/// by name (db-migrate, `lib/skeleton.js`, `lib/walker.js`).
enum DbMigrateLayout: Layout {
    static let name = "db-migrate"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        tree.folders.compactMap { folder in
            guard PathText.name(folder.path) == "sqls",
                folder.names.contains(where: { $0.hasSuffix("-up.sql") })
            else { return nil }
            return project(folder, tree)
        }
    }

    private static func project(_ folder: ProjectTree.Folder, _ tree: ProjectTree)
        -> DetectedProject
    {
        let parent = PathText.folder(folder.path)
        var evidence = [Evidence("\(folder.path)/*-up.sql", Evidence.mark)]
        if let manifest = tree.manifest("package.json", above: parent, mentions: "\"db-migrate\"") {
            evidence.append(Evidence(manifest, Evidence.dependency))
        }
        var project = DetectedProject(
            root: ProjectRoot.of(parent, tree), layout: name, evidence: evidence)
        let scripts = tree.names(in: parent).filter { $0.hasSuffix(".js") || $0.hasSuffix(".ts") }
            .map { PathText.stem($0) }
        for file in folder.names where file.hasSuffix(".sql") {
            let path = folder.file(file)
            if file.hasSuffix("-up.sql") {
                if !scripts.isEmpty, !scripts.contains(String(file.dropLast("-up.sql".count))) {
                    project.leaveOut(path, "no script in \(parent) runs it")
                } else {
                    project.migrations.append(Script(path, "by name"))
                }
            } else {
                project.leaveOut(
                    path,
                    file.hasSuffix("-down.sql")
                        ? "takes a migration back" : "its name does not end with -up.sql")
            }
        }
        let run = Set(
            folder.names.filter { $0.hasSuffix("-up.sql") }.map {
                String($0.dropLast("-up.sql".count))
            })
        for script in tree.names(in: parent)
        where script.hasSuffix(".js") && !run.contains(PathText.stem(script)) {
            project.reportCode(PathText.join(parent, script), "JavaScript")
        }
        return project
    }
}
