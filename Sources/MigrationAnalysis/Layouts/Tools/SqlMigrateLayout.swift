import SQLText

/// sql-migrate: files marked `-- +migrate Up`; numbered ones first, by number, then the rest by
/// name (sql-migrate, `migrate.go`, `Migration.Less`).
enum SqlMigrateLayout: Layout {
    static let name = "sql-migrate"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        marks.folders(with: .sqlMigrate).map { folder in
            MarkedFolders.project(
                folder, tree, layout: name,
                evidence: [
                    Evidence("-- +migrate marks in \(folder.isEmpty ? "." : folder)", Evidence.mark)
                ],
                reading: .marked(.sqlMigrate), unnumbered: "", version: { Identifier($0) },
                text: {
                    $0.number.map { "version \($0.short)" } ?? "by name, after those with numbers"
                })
        }
    }

    /// A file's name, which is its identity; numbers may repeat.
    private struct Identifier: Comparable {
        var number: Version.Digits?
        var name: String

        init?(_ name: String) {
            number = Version.number(name)
            self.name = name
        }

        static func < (a: Identifier, b: Identifier) -> Bool {
            switch (a.number, b.number) {
            case (let left?, let right?):
                left != right ? left < right : String.byBytes(a.name, b.name)
            case (.some, nil): true
            case (nil, .some): false
            case (nil, nil): String.byBytes(a.name, b.name)
            }
        }
    }
}
