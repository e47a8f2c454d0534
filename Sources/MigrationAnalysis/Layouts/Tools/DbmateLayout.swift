import SQLText

/// dbmate: `<digits>….sql` marked `-- migrate:up`, by name, across the folders of one database
/// (dbmate, `pkg/dbmate/db.go`, `migration.go`). `schema.sql` beside them is its dump.
enum DbmateLayout: Layout {
    static let name = "dbmate"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        let together = configured(tree)
        let apart = marks.folders(with: .dbmate).filter { folder in
            !together.contains { $0.folders.contains(folder) }
        }
        return together.map { merged($0.folders, $0.file, tree) } + apart.map { project($0, tree) }
    }

    private static func project(_ folder: String, _ tree: ProjectTree) -> DetectedProject {
        var project = MarkedFolders.project(
            folder, tree, layout: name,
            evidence: [
                Evidence("-- migrate:up marks in \(folder.isEmpty ? "." : folder)", Evidence.mark)
            ],
            reading: .marked(.dbmate), unnumbered: "its name does not begin with digits",
            version: { file in Version.number(file).map { _ in Name(file) } },
            text: { "version \($0.version), by name" })
        let dump = PathText.join(PathText.folder(folder), "schema.sql")
        if tree.contains(dump) {
            project.leaveOut(dump, "dbmate's dump of the schema; the migrations make it")
        }
        return project
    }

    /// Several folders of one database: dbmate sorts their files together, by name.
    private static func merged(_ folders: [String], _ file: String, _ tree: ProjectTree)
        -> DetectedProject
    {
        let parts = folders.map { Self.project($0, tree) }
        var project = parts[0]
        project.evidence.append(Evidence("DBMATE_MIGRATIONS_DIR of \(file)", Evidence.ownFile))
        project.migrations = parts.flatMap(\.migrations).sorted {
            String.byBytes(PathText.name($0.path), PathText.name($1.path))
        }
        project.leftOut = parts.flatMap(\.leftOut)
        return project
    }

    /// The lists of folders in files of environment variables.
    private static func configured(_ tree: ProjectTree) -> [(folders: [String], file: String)] {
        [".env", ".env.example", ".dbmate.env"].flatMap { name in
            tree.folders(holding: name).compactMap { root in
                let file = PathText.join(root, name)
                guard let value = IniFile(tree.text(file) ?? "").value("DBMATE_MIGRATIONS_DIR")
                else { return nil }
                let folders = value.split(separator: ",").compactMap {
                    PathText.resolve(String($0.trimmed), from: root)
                }
                return folders.count > 1 && folders.allSatisfy { !tree.names(in: $0).isEmpty }
                    ? (folders, file) : nil
            }
        }
    }

    /// A file's name, compared by bytes.
    private struct Name: Comparable {
        var text: String
        var version: String { Version.number(text)?.text ?? "" }
        init(_ text: String) { self.text = text }
        static func < (a: Name, b: Name) -> Bool { String.byBytes(a.text, b.text) }
    }
}
