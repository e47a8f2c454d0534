import SQLText

/// What the tools share that keep each migration in a folder of its own, with `up.sql` and
/// `down.sql`.
enum FolderMigrations {
    /// The folders that hold such folders, by bytes.
    static func parents(_ tree: ProjectTree) -> [String] {
        Set(tree.folders(holding: "up.sql").filter { !$0.isEmpty }.map(PathText.folder)).sorted(
            by: String.byBytes)
    }

    /// Adds the migrations of a folder.
    ///
    /// - Parameter version: What a folder's name is sorted by; nil where the tool passes over it.
    static func add<Key: Comparable>(
        _ folder: String, _ tree: ProjectTree, _ project: inout DetectedProject,
        version: (String) -> Key?, text: (Key) -> String
    ) {
        var files: [(key: Key, path: String)] = []
        for path in tree.files(under: folder) where path.hasSuffix(".sql") {
            let parts = PathText.parts(PathText.relative(path, to: folder))
            guard parts.count == 2 else {
                if parts.count == 1 { project.leaveOut(path, "not in a folder of its own") }
                continue
            }
            switch (parts[1], version(parts[0])) {
            case ("up.sql", let key?): files.append((key, path))
            case ("up.sql", nil): project.leaveOut(path, "its folder's name has no version")
            case ("down.sql", _): project.leaveOut(path, "takes a migration back")
            default: project.leaveOut(path, "not up.sql")
            }
        }
        files = Version.sorted(files)
        project.migrations += files.map { Script($0.path, text($0.key)) }
        project.reportDuplicates(files, project.layout)
    }
}
