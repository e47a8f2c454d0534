/// What the tools share that mark the deployed part within each file of one folder.
enum MarkedFolders {
    /// A project of a folder's SQL files.
    ///
    /// - Parameters:
    ///   - version: A file's version; nil where the tool passes over the file.
    static func project<Key: Comparable>(
        _ folder: String, _ tree: ProjectTree, layout: String, evidence: [Evidence],
        reading: Reading,
        unnumbered: String, version: (String) -> Key?, text: (Key) -> String
    ) -> DetectedProject {
        var project = DetectedProject(
            root: ProjectRoot.of(folder, tree), layout: layout, evidence: evidence)
        var files: [(key: Key, path: String)] = []
        for name in tree.names(in: folder) where name.hasSuffix(".sql") {
            let path = PathText.join(folder, name)
            if let key = version(name) {
                files.append((key, path))
            } else {
                project.leaveOut(path, unnumbered)
            }
        }
        files = Version.sorted(files)
        project.migrations = files.map { Script($0.path, text($0.key), reading) }
        project.reportDuplicates(files, layout)
        return project
    }
}
