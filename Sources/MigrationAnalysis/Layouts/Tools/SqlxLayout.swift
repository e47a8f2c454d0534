/// sqlx: `<number>_<name>.sql`, reversible ones `.up.sql` and `.down.sql`, by number, directly in
/// the folder (sqlx, `sqlx-core/src/migrate/source.rs`). A first line `-- no-transaction` says how
/// a file runs, not what or when.
enum SqlxLayout: Layout {
    static let name = "sqlx"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        tree.folders.compactMap { folder in
            guard
                folder.names.contains(where: {
                    $0.hasSuffix(".sql") && Version.beforeUnderscore($0) != nil
                }),
                let manifest = tree.manifest("Cargo.toml", above: folder.path, mentions: "sqlx")
            else { return nil }
            return project(folder, manifest, tree)
        }
    }

    private static func project(
        _ folder: ProjectTree.Folder, _ manifest: String, _ tree: ProjectTree
    ) -> DetectedProject {
        var evidence = [
            Evidence(manifest, Evidence.dependency),
            Evidence("<number>_<name>.sql in \(folder.path)", Evidence.weak),
        ]
        if PathText.name(folder.path) == "migrations" {
            evidence.append(Evidence("a folder named migrations", Evidence.weak))
        }
        var project = DetectedProject(
            root: ProjectRoot.of(folder.path, tree), layout: name, evidence: evidence)
        var files: [(key: Version.Digits, path: String)] = []
        for file in folder.names where file.hasSuffix(".sql") {
            if file.hasSuffix(".down.sql") {
                project.leaveOut(folder.file(file), "takes a migration back")
            } else if let number = Version.beforeUnderscore(file) {
                files.append((number, folder.file(file)))
            } else {
                // With an underscore the name is parsed, and the number must be one.
                project.leaveOut(
                    folder.file(file),
                    "its name is not <number>_<name>.sql"
                        + (file.contains("_") ? ", which stops sqlx" : ""))
            }
        }
        files = Version.sorted(files)
        project.migrations = files.map { Script($0.path, "version \($0.key.short)") }
        project.reportDuplicates(files, name)
        return project
    }
}
