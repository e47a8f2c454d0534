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
            let parts = parts(around: chosen, dumps, in: folder, tree)
            var project = DetectedProject(
                root: ProjectRoot.of(PathText.join(folder, chosen), tree), layout: name,
                evidence: [
                    Evidence(
                        "the header of pg_dump in \(PathText.join(folder, chosen))", Evidence.names)
                ])
            project.isSnapshot = true
            project.migrations = parts.map {
                Script(
                    PathText.join(folder, $0),
                    parts.count == 1
                        ? "a schema that pg_dump wrote" : "a part of a schema that pg_dump wrote")
            }
            for other in dumps where !parts.contains(other) {
                project.leaveOut(PathText.join(folder, other), "another dump; \(chosen) is taken")
                project.ambiguities.append(
                    "\(PathText.join(folder, other)) is a dump as well; name the one to read with --migrations"
                )
            }
            projects.append(project)
        }
        return projects
    }

    /// The dumps that make one database together: of each schema apart, or of each section. What
    /// makes again what another one made is another dump of the same.
    private static func parts(
        around chosen: String, _ dumps: [String], in folder: String, _ tree: ProjectTree
    ) -> [String] {
        func made(_ name: String) -> Set<[UInt8]> {
            creations(tree.bytes(PathText.join(folder, name)) ?? [])
        }
        guard dumps.count > 1 else { return [chosen] }
        var parts = [chosen]
        var all = made(chosen)
        for other in dumps.sorted(by: NaturalOrder.isBefore) where other != chosen {
            let own = made(other)
            guard !own.isEmpty, own.isDisjoint(with: all) else { continue }
            all.formUnion(own)
            parts.append(other)
        }
        return parts.sorted(by: NaturalOrder.isBefore)
    }

    /// The beginnings of lines by which a dump makes what another dump of the same would make as
    /// well. All may make sure of a schema, an extension or the settings of the session.
    private static func creations(_ bytes: [UInt8]) -> Set<[UInt8]> {
        let kinds = ["TABLE", "VIEW", "FUNCTION", "TYPE", "INDEX", "UNIQUE", "TRIGGER", "SEQUENCE"]
            .map { Array("CREATE \($0) ".utf8) }
        let ends = Array("(;\r\n".utf8)
        return Set(
            Lines(bytes).map { Array(bytes[$0].prefix { !ends.contains($0) }) }.filter { line in
                kinds.contains { line.starts(with: $0) }
            })
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
