/// Flyway: `V<version>__<description>.sql` by version, then `R__<description>.sql` by description,
/// in folders of any depth below the locations; undo scripts never run by themselves (Flyway
/// documentation, "Migrations", "Callbacks").
enum FlywayLayout: Layout {
    static let name = "flyway"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        let settings = FlywaySettings.all(tree)
        var taken: [String] = []
        var projects: [DetectedProject] = []
        for setting in settings {
            let folders = FlywayLocations.folders(setting, tree)
            let found = project(setting, folders, tree)
            guard found.migrations.isEmpty else {
                taken += folders
                projects.append(found)
                continue
            }
            if let missing = missing(setting, found) { projects.append(missing) }
        }
        for folder in FlywayLocations.unconfigured(tree, except: taken) {
            let found = project(FlywaySettings(), [folder], tree)
            if !found.migrations.isEmpty { projects.append(found) }
        }
        return projects
    }

    /// Flyway's own file that names places without migrations is worth a word; a Spring
    /// application's may have Flyway switched off.
    private static func missing(_ settings: FlywaySettings, _ found: DetectedProject)
        -> DetectedProject?
    {
        guard let path = settings.path, PathText.name(path).hasPrefix("flyway"),
            let locations = settings.locations
        else { return nil }
        var project = found
        project.report(
            .missingMigration, "no migrations in \(locations.joined(separator: ", "))", file: path)
        return project
    }

    private static func project(
        _ settings: FlywaySettings, _ folders: [String], _ tree: ProjectTree
    ) -> DetectedProject {
        var evidence: [Evidence] = settings.path.map { [Evidence($0, Evidence.ownFile)] } ?? []
        evidence.append(
            Evidence(
                "V<version>__<description>.sql in \(folders.joined(separator: ", "))",
                Evidence.names))
        var project = DetectedProject(
            root: ProjectRoot.of(folders.first ?? settings.folder, tree), layout: name,
            evidence: evidence)
        var files = FlywayFiles(settings)
        for folder in folders {
            for path in tree.files(under: folder) { files.sort(path, &project) }
        }
        files.finish(&project)
        project.placeholders = settings.rules
        addSchemas(settings, tree, &project)
        return project
    }

    /// Flyway makes the schemas that it is given, and puts the first one in front of the search
    /// path.
    private static func addSchemas(
        _ settings: FlywaySettings, _ tree: ProjectTree, _ project: inout DetectedProject
    ) {
        let schemas = settings.schemas.filter { $0.lowercased() != "public" }
        if let first = settings.schemas.first {
            project.searchPath = first == "public" ? ["public"] : [first, "public"]
        }
        guard let path = settings.path, settings.createsSchemas, !schemas.isEmpty,
            !project.migrations.isEmpty
        else { return }
        let lines = (tree.text(path) ?? "").split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let line = lines.firstIndex { $0.lowercased().contains("schema") } ?? 0
        let pieces = schemas.map {
            EmbeddedSQL("CREATE SCHEMA IF NOT EXISTS \"\($0)\"", line: line + 1)
        }
        project.migrations.insert(
            Script(
                path, "Flyway makes \(schemas.joined(separator: ", ")) first", .embedded(pieces)),
            at: 0)
    }
}
