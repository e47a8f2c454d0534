/// dbmate: `<digits>….sql` marked `-- migrate:up`, by name, across the folders of one database
/// (dbmate, `pkg/dbmate/db.go`, `migration.go`). `schema.sql` beside them is its dump.
enum DbmateLayout: Layout {
    static let name = "dbmate"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        marks.folders(with: .dbmate).map { folder in
            var project = MarkedFolders.project(
                folder, tree, layout: name, evidence: [Evidence("-- migrate:up marks in \(folder.isEmpty ? "." : folder)", Evidence.mark)],
                reading: .marked(.dbmate), unnumbered: "its name does not begin with digits",
                version: { file in Version.number(file).map { _ in Name(file) } }, text: { "version \($0.version), by name" })
            let dump = PathText.join(PathText.folder(folder), "schema.sql")
            if tree.contains(dump) { project.leaveOut(dump, "dbmate's dump of the schema; the migrations make it") }
            return project
        }
    }

    /// A file's name, compared by bytes.
    private struct Name: Comparable {
        var text: String
        var version: String { Version.number(text)?.text ?? "" }
        init(_ text: String) { self.text = text }
        static func < (a: Name, b: Name) -> Bool { PathText.byBytes(a.text, b.text) }
    }
}
