/// Atlas: `*.sql` beside `atlas.sum`, by bytes of their names; the last checkpoint stands for all
/// before it (atlas, `sql/migrate/dir.go`).
enum AtlasLayout: Layout {
    static let name = "atlas"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        tree.folders(holding: "atlas.sum").filter { !isAnothers($0, tree, marks) }.map {
            project($0, tree)
        }
    }

    /// Atlas also keeps the folders of other tools, whose form then decides.
    private static func isAnothers(_ folder: String, _ tree: ProjectTree, _ marks: MarkSurvey)
        -> Bool
    {
        marks.has(.goose, in: folder) || marks.has(.dbmate, in: folder)
            || marks.has(.liquibase, in: folder)
            || tree.names(in: folder).contains { $0.hasSuffix(".up.sql") }
    }

    private static func project(_ folder: String, _ tree: ProjectTree) -> DetectedProject {
        let sum = PathText.join(folder, "atlas.sum")
        var project = DetectedProject(
            root: ProjectRoot.of(folder, tree), layout: name,
            evidence: [Evidence(sum, Evidence.ownFile)])
        let files = tree.names(in: folder).filter { $0.hasSuffix(".sql") }.map {
            PathText.join(folder, $0)
        }
        let checkpoint = files.lastIndex {
            AtlasMarks.directives(tree.bytes($0) ?? []).contains { $0.name == "checkpoint" }
        }
        for (index, path) in files.enumerated() {
            if let checkpoint, index < checkpoint {
                project.leaveOut(path, "before the checkpoint \(PathText.name(files[checkpoint]))")
            } else {
                let isCheckpoint = index == checkpoint
                project.migrations.append(
                    Script(path, isCheckpoint ? "the last checkpoint" : "by name", .marked(.atlas)))
            }
        }
        check(sum, files, tree, &project)
        return project
    }

    /// Atlas refuses a folder that differs from its sums.
    private static func check(
        _ sum: String, _ files: [String], _ tree: ProjectTree, _ project: inout DetectedProject
    ) {
        // The first line sums up all; a file's name may hold blanks, its hash does not.
        let lines = (tree.text(sum) ?? "").lines.dropFirst()
        let listed = lines.compactMap { line in
            line.lastStart(of: " h1:").map { String(line[..<$0]) }
        }
        let folder = PathText.folder(sum)
        for path in files where !listed.contains(PathText.name(path)) {
            project.report(
                .checksumMismatch, "\(sum) does not list this file; run atlas migrate hash",
                file: path)
        }
        for (index, name) in listed.enumerated() where !tree.contains(PathText.join(folder, name)) {
            project.report(
                .missingMigration, "\(name) is listed and does not exist", file: sum,
                line: index + 2)
        }
    }
}

extension Substring {
    /// Where a text last begins.
    func lastStart(of text: String) -> Index? { ranges(of: text).last?.lowerBound }
}
