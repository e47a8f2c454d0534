/// golang-migrate: `<number>_<title>.up.sql` by number (golang-migrate, `source/parse.go`).
enum GolangMigrateLayout: Layout {
    static let name = "golang-migrate"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        tree.folders.compactMap { folder in
            folder.names.contains { isUp($0) } ? project(folder, tree) : nil
        }
    }

    private static func isUp(_ name: String) -> Bool {
        name.hasSuffix(".up.sql") && Version.beforeUnderscore(name) != nil
    }

    private static func project(_ folder: ProjectTree.Folder, _ tree: ProjectTree)
        -> DetectedProject
    {
        var evidence = [Evidence("<number>_<title>.up.sql in \(folder.path)", Evidence.names)]
        if let manifest = tree.manifest(
            "go.mod", above: folder.path, mentions: "golang-migrate/migrate")
        {
            evidence.append(Evidence(manifest, Evidence.dependency))
        }
        var project = DetectedProject(
            root: ProjectRoot.of(folder.path, tree), layout: name, evidence: evidence)
        var files: [(key: Version.Digits, path: String)] = []
        for file in folder.names where file.hasSuffix(".sql") {
            let path = folder.file(file)
            if isUp(file), let number = Version.beforeUnderscore(file) {
                files.append((number, path))
            } else if file.hasSuffix(".down.sql") {
                project.leaveOut(path, "takes a migration back")
            } else {
                project.leaveOut(path, "its name is not <number>_<title>.up.sql")
            }
        }
        files = Version.sorted(files)
        project.migrations = files.map { Script($0.path, "version \($0.key.short)") }
        project.reportDuplicates(files, name)
        return project
    }
}
