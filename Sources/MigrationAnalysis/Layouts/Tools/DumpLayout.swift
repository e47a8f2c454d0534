/// Files that pg_dump wrote, each the whole schema of a database.
enum DumpLayout: Layout {
    static let name = "pg_dump"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        var projects: [DetectedProject] = []
        for folder in marks.folders(with: .dump) {
            let dumps = tree.names(in: folder).filter { name in
                name.hasSuffix(".sql")
                    && isSchema(tree.bytes(PathText.join(folder, name)) ?? [])
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

    /// Whether a dump has more than data, and a database's settings.
    private static func isSchema(_ bytes: [UInt8]) -> Bool {
        MarkSurvey.marks(in: bytes).contains(.dump)
            && Lines(bytes).contains { line in
                let text = bytes[line]
                return text.starts(with: Array("CREATE ".utf8))
                    && !["DATABASE", "ROLE", "TABLESPACE"].contains {
                        text.dropFirst("CREATE ".count).starts(with: Array($0.utf8))
                    }
            }
    }

    /// Of several dumps the one that is named for the schema.
    private static func choice(_ names: [String]) -> String? {
        ["schema.sql", "structure.sql", "dump.sql"].first(where: names.contains)
            ?? names.first { $0.contains("schema") } ?? names.first
    }
}
