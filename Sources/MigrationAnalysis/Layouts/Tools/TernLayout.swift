/// tern: `<number>_<name>.sql` from 1 on without a gap, the part above the divider; SQL in folders
/// below is put in by templates (tern, `migrate/migrate.go`).
enum TernLayout: Layout {
    static let name = "tern"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        var folders = marks.folders(with: .tern)
        for folder in tree.folders(holding: "tern.conf") {
            let isMigrations = { (path: String) in
                tree.names(in: path).contains {
                    $0.hasSuffix(".sql") && Version.beforeUnderscore($0)?.short == "1"
                }
            }
            let found = tree.folders(under: folder).map(\.path).filter {
                PathText.folder($0) == folder || $0 == folder
            }.filter(isMigrations)
            folders += found.filter { !folders.contains($0) }
        }
        return folders.map { project($0, tree, isMarked: marks.has(.tern, in: $0)) }
    }

    private static func project(_ folder: String, _ tree: ProjectTree, isMarked: Bool)
        -> DetectedProject
    {
        let config = [folder, PathText.folder(folder)].map { PathText.join($0, "tern.conf") }.first(
            where: tree.contains)
        var evidence: [Evidence] = []
        if isMarked {
            evidence.append(
                Evidence("the divider \"create above / drop below\" in \(folder)", Evidence.mark))
        }
        if let config { evidence.append(Evidence(config, Evidence.ownFile)) }
        var project = MarkedFolders.project(
            folder, tree, layout: name, evidence: evidence, reading: .marked(.tern),
            unnumbered: "its name is not <number>_<name>.sql",
            version: Version.beforeUnderscore, text: { "version \($0.short)" })
        for (index, script) in project.migrations.enumerated() {
            let number = Version.beforeUnderscore(PathText.name(script.path))?.short
            if number != "\(index + 1)" {
                project.report(
                    .versionGap,
                    "tern expects version \(index + 1) here: numbers go up from 1 by one",
                    file: script.path)
                break
            }
        }
        for path in tree.files(under: folder)
        where path.hasSuffix(".sql") && PathText.folder(path) != folder {
            project.leaveOut(path, "deployed only where a migration puts it in as a template")
        }
        let values = config.map { IniFile(tree.text($0) ?? "").values("data") } ?? [:]
        project.placeholders = Placeholders(.goTemplate, values, home: "[data] of tern.conf")
        return project
    }
}
