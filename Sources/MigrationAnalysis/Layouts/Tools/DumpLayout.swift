/// Files that pg_dump wrote, each the whole schema of a database.
enum DumpLayout: Layout {
    static let name = "pg_dump"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        var projects: [DetectedProject] = []
        for folder in marks.folders(with: .dump) {
            let dumps = tree.names(in: folder).filter { name in
                name.hasSuffix(".sql")
                    && MarkSurvey.marks(in: tree.bytes(PathText.join(folder, name)) ?? []).contains(
                        .dump)
            }
            guard let chosen = choice(dumps) else { continue }
            var project = DetectedProject(
                root: ProjectRoot.of(PathText.join(folder, chosen), tree), layout: name,
                evidence: [
                    Evidence(
                        "the header of pg_dump in \(PathText.join(folder, chosen))", Evidence.names)
                ])
            project.isSnapshot = true
            project.migrations = [
                Script(PathText.join(folder, chosen), "a schema that pg_dump wrote")
            ]
            for other in dumps where other != chosen {
                project.leaveOut(PathText.join(folder, other), "another dump; \(chosen) is taken")
                project.ambiguities.append(
                    "\(PathText.join(folder, other)) is a dump as well; name the one to read with --migrations"
                )
            }
            projects.append(project)
        }
        return projects
    }

    /// Of several dumps the one that is named for the schema.
    private static func choice(_ names: [String]) -> String? {
        ["schema.sql", "structure.sql", "dump.sql"].first(where: names.contains)
            ?? names.first { $0.contains("schema") } ?? names.first
    }
}
