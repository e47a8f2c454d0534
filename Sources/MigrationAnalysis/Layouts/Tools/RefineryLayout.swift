/// refinery: `V<version>__<name>.sql` and `U<version>__<name>.sql`, both applied, by version, in
/// folders of any depth (refinery, `refinery_core/src/util.rs`). The names are Flyway's, where U
/// undoes.
enum RefineryLayout: Layout {
    static let name = "refinery"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        let folders = tree.folders.filter { $0.names.contains { version($0) != nil } }.map(\.path)
        let tops = folders.filter { folder in
            !folders.contains { $0 != folder && PathText.lies(folder, in: $0) }
        }
        return tops.compactMap { folder in
            tree.manifest("Cargo.toml", above: folder, mentions: "refinery").map {
                project(folder, $0, tree)
            }
        }
    }

    private static func project(_ folder: String, _ manifest: String, _ tree: ProjectTree)
        -> DetectedProject
    {
        var project = DetectedProject(
            root: ProjectRoot.of(folder, tree), layout: name,
            evidence: [
                Evidence(manifest, Evidence.dependency),
                Evidence("V<version>__<name>.sql in \(folder)", Evidence.names),
            ])
        var files: [(key: FlywayVersion, path: String)] = []
        for path in tree.files(under: folder) {
            let file = PathText.name(path)
            if file.hasSuffix(".rs"), version(PathText.stem(file) + ".sql") != nil {
                project.reportCode(path, "Rust")
            } else if file.hasSuffix(".sql") {
                if let version = version(file) {
                    files.append((version, path))
                } else {
                    project.leaveOut(path, "its name is not V<version>__<name>.sql")
                }
            }
        }
        files = Version.sorted(files)
        project.migrations = files.map { Script($0.path, "version \($0.key.text)") }
        project.reportDuplicates(files, name)
        return project
    }

    private static func version(_ file: String) -> FlywayVersion? {
        guard file.hasSuffix(".sql"), let first = file.first, first == "V" || first == "U",
            let separator = file.firstRange(of: "__")
        else { return nil }
        let text = file[file.index(after: file.startIndex)..<separator.lowerBound]
        return text.contains("_") ? nil : FlywayVersion(String(text))
    }
}
