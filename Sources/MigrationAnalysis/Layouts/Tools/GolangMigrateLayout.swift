/// golang-migrate: `<number>_<title>.up.sql` by number (golang-migrate, `source/parse.go`).
///
/// Folders beside one another whose names are numbers, each with such files, are one history: a
/// release each, as drivers of the projects' own read them. Alone such a folder is like any other.
enum GolangMigrateLayout: Layout {
    static let name = "golang-migrate"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        let folders = tree.folders.filter { $0.names.contains { isUp($0) } }
        let releases = Dictionary(grouping: folders.filter { release($0) != nil }) {
            PathText.folder($0.path)
        }.filter { $0.value.count > 1 }
        let grouped = Set(releases.values.flatMap { $0.map(\.path) })
        return folders.filter { !grouped.contains($0.path) }.map { project([$0], $0.path, tree) }
            + releases.sorted { $0.key < $1.key }.map { project($0.value, $0.key, tree) }
    }

    private static func isUp(_ name: String) -> Bool {
        name.hasSuffix(".up.sql") && Version.beforeUnderscore(name) != nil
    }

    /// The number that a folder's name is.
    private static func release(_ folder: ProjectTree.Folder) -> Version.Digits? {
        let name = PathText.name(folder.path)
        return Version.number(name).flatMap { $0.text == name ? $0 : nil }
    }

    /// A history in one folder, or in folders of releases.
    private static func project(
        _ folders: [ProjectTree.Folder], _ root: String, _ tree: ProjectTree
    ) -> DetectedProject {
        let hasReleases = folders.count > 1
        let pattern = (hasReleases ? "<number>/" : "") + "<number>_<title>.up.sql"
        var evidence = [Evidence("\(pattern) in \(root)", Evidence.names)]
        if let manifest = tree.manifest("go.mod", above: root, mentions: "golang-migrate/migrate") {
            evidence.append(Evidence(manifest, Evidence.dependency))
        }
        var project = DetectedProject(
            root: ProjectRoot.of(root, tree), layout: name, evidence: evidence)
        var files: [(key: Key, path: String)] = []
        for folder in folders {
            for file in folder.names where file.hasSuffix(".sql") {
                let path = folder.file(file)
                if isUp(file), let number = Version.beforeUnderscore(file) {
                    files.append((Key(release: hasReleases ? release(folder) : nil, number), path))
                } else if file.hasSuffix(".down.sql") {
                    project.leaveOut(path, "takes a migration back")
                } else {
                    project.leaveOut(path, "its name is not <number>_<title>.up.sql")
                }
            }
        }
        files = Version.sorted(files)
        project.migrations = files.map { Script($0.path, "version \($0.key.text)") }
        project.reportDuplicates(files, name)
        return project
    }

    /// What a file is sorted by: the release that its folder is, and its number there.
    private struct Key: Comparable {
        var release: Version.Digits?
        var number: Version.Digits

        init(release: Version.Digits?, _ number: Version.Digits) {
            (self.release, self.number) = (release, number)
        }

        static func < (a: Key, b: Key) -> Bool {
            if let first = a.release, let second = b.release, first != second {
                return first < second
            }
            return a.number < b.number
        }

        var text: String { (release.map { $0.short + "/" } ?? "") + number.short }
    }
}
