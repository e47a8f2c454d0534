/// goose: files marked `-- +goose Up`, by the number before the first underscore (goose,
/// `migrate.go`, `internal/sqlparser`).
enum GooseLayout: Layout {
    static let name = "goose"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        marks.folders(with: .goose).map { folder in
            var project = MarkedFolders.project(
                folder, tree, layout: name,
                evidence: [
                    Evidence("-- +goose marks in \(folder.isEmpty ? "." : folder)", Evidence.mark)
                ],
                reading: .marked(.goose), unnumbered: "its name does not begin with <number>_",
                version: Version.beforeUnderscore, text: { "version \($0.short)" })
            for file in tree.names(in: folder)
            where file.hasSuffix(".go") && !file.hasSuffix("_test.go")
                && Version.beforeUnderscore(file) != nil
            {
                project.reportCode(PathText.join(folder, file), "Go")
            }
            project.placeholders = Placeholders(.shell, home: "the environment")
            return project
        }
    }
}
