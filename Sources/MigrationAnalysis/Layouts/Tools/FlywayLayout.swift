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
            // What the program says of the same folders counts before what its build says, or its
            // containers.
            if setting.isOfDeployment, folders.allSatisfy(taken.contains) { continue }
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
        reportUnreadable(tree, &projects)
        return projects
    }

    /// Settings that cannot be read may have said otherwise of the projects below them.
    private static func reportUnreadable(_ tree: ProjectTree, _ projects: inout [DetectedProject]) {
        for path in FlywaySettings.unreadable(tree) {
            for index in projects.indices
            where PathText.lies(projects[index].root, in: PathText.folder(path)) {
                projects[index].report(
                    .brokenConfiguration,
                    "expected \(path.hasSuffix(".toml") ? "TOML" : "XML"); what it says of Flyway's locations, schemas and placeholders is not known",
                    file: path)
            }
        }
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
            for path in tree.files(under: folder) { files.sort(path, tree, &project) }
        }
        guard files.hasMigrations else {
            files.finish(nil, &project)
            return project
        }
        files.finish(schemas(settings, tree), &project)
        project.placeholders = settings.rules
        if let first = settings.schemas.first {
            project.searchPath = first == "public" ? ["public"] : [first, "public"]
        }
        addInitialSQL(settings, tree, &project)
        return project
    }

    /// Flyway makes the schemas that it is given.
    private static func schemas(_ settings: FlywaySettings, _ tree: ProjectTree) -> Script? {
        let schemas = settings.schemas.filter { $0.lowercased() != "public" }
        guard let path = settings.path, settings.createsSchemas, !schemas.isEmpty else {
            return nil
        }
        let line = line(of: ["schemas", "schema"], path, tree)
        let pieces = schemas.map {
            EmbeddedSQL("CREATE SCHEMA IF NOT EXISTS \"\($0)\"", line: line)
        }
        return Script(
            path, "Flyway makes \(schemas.joined(separator: ", ")) first", .embedded(pieces))
    }

    /// What the settings give to each connection runs before each script, in its session.
    private static func addInitialSQL(
        _ settings: FlywaySettings, _ tree: ProjectTree, _ project: inout DetectedProject
    ) {
        guard let path = settings.path, let text = settings.initialSQL else { return }
        let piece = EmbeddedSQL(text, line: line(of: ["initsql"], path, tree))
        let first = Script(path, "initSql, on each connection", .embedded([piece]), goesOn: true)
        var isNewSession = true
        project.migrations = project.migrations.flatMap { script in
            defer { isNewSession = !script.goesOn }
            return isNewSession ? [first, script] : [script]
        }
    }

    /// The line with the first of the words that the file has, however its keys are written.
    private static func line(of words: [String], _ path: String, _ tree: ProjectTree) -> Int {
        let lines = (tree.text(path) ?? "").lines.map {
            $0.lowercased().filter { $0 != "-" && $0 != "_" }
        }
        return words.lazy.compactMap { word in
            lines.firstIndex { $0.contains(word) }.map { $0 + 1 }
        }.first ?? 1
    }
}
