import SQLText

/// Liquibase: changesets in the order of a master changelog and what it includes; formatted SQL
/// files without one go by name.
enum LiquibaseLayout: Layout {
    static let name = "liquibase"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        var projects: [DetectedProject] = []
        var reached: Set<String> = []
        for (master, evidence) in masters(tree) where !reached.contains(master) {
            let (project, files) = project(master, evidence, tree)
            reached.formUnion(files)
            projects.append(project)
        }
        for folder in marks.folders(with: .liquibase) {
            let files = tree.names(in: folder).filter { $0.hasSuffix(".sql") }.map {
                PathText.join(folder, $0)
            }
            if !files.contains(where: reached.contains) {
                projects.append(loose(folder, files, tree))
            }
        }
        return projects
    }

    // MARK: - Masters

    /// Named in a configuration, or else changelogs that no other includes, the nearest to the root
    /// first: a master lies above what it includes. Of a circle of includes the first is the
    /// master.
    private static func masters(_ tree: ProjectTree) -> [(String, [Evidence])] {
        let configured = configured(tree)
        let logs = tree.paths.filter { path in
            isLikely(path) && !configured.contains { $0.0 == path }
                && LiquibaseWalk.changelog(path, tree) != nil
        }
        let ordered = logs.sorted {
            rank($0) != rank($1) ? rank($0) < rank($1) : String.byBytes($0, $1)
        }
        var found: [(log: String, evidence: [Evidence])] = []
        var reached: Set<String> = []
        for (log, evidence) in configured
            + ordered.map({ ($0, [Evidence("\($0) holds a databaseChangeLog", Evidence.ownFile)]) })
        where !reached.contains(log) {
            let files = LiquibaseWalk(log, searching: searchFolders(log, tree), tree).reached
            found.removeAll { files.contains($0.log) }
            found.append((log, evidence))
            reached.formUnion(files)
        }
        return found.map { ($0.log, $0.evidence) }
    }

    /// Depth, with "master" in the name before others of the same.
    private static func rank(_ path: String) -> Int {
        PathText.parts(path).count * 2 - (path.holds("master") ? 1 : 0)
    }

    private static func isLikely(_ path: String) -> Bool {
        guard [".xml", ".yaml", ".yml", ".json"].contains(where: path.hasSuffix) else {
            return false
        }
        let lower = path.lowercased()
        return lower.holds("changelog") || lower.holds("change-log") || lower.holds("liquibase")
            || PathText.name(lower).holds("master")
    }

    private static func configured(_ tree: ProjectTree) -> [(String, [Evidence])] {
        var found: [(String, [Evidence])] = []
        for name in LiquibaseSettings.names {
            for folder in tree.folders(holding: name) {
                let path = PathText.join(folder, name)
                guard let text = tree.text(path), text.lowercased().contains("change"),
                    let file = changelogFile(path, text)
                else { continue }
                let bare = PathText.parts(file.replacing("classpath:", with: "")).joined(
                    separator: "/")
                let candidates = ([folder] + searchFolders(path, tree)).compactMap {
                    PathText.resolve(bare, from: $0)
                }
                if let master = candidates.first(where: tree.contains),
                    !found.contains(where: { $0.0 == master })
                {
                    found.append(
                        (
                            master,
                            [Evidence(path, Evidence.ownFile), Evidence(master, Evidence.ownFile)]
                        ))
                }
            }
        }
        return found
    }

    private static func changelogFile(_ path: String, _ text: String) -> String? {
        LiquibaseSettings(path, text).changelogFile
    }

    /// Roots of class paths, the folders above the changelog, and the tree's own.
    private static func searchFolders(_ path: String, _ tree: ProjectTree) -> [String] {
        var found: [String] = []
        if let resources = path.firstRange(of: "src/main/resources/") {
            found.append(String(path[..<resources.upperBound].dropLast()))
        }
        var current = PathText.folder(path)
        while !current.isEmpty {
            found.append(current)
            current = PathText.folder(current)
        }
        return found + [""]
    }

    // MARK: - Projects

    private static func project(_ master: String, _ evidence: [Evidence], _ tree: ProjectTree) -> (
        DetectedProject, Set<String>
    ) {
        let walk = LiquibaseWalk(
            master, searching: searchFolders(master, tree),
            parameters: parameters(evidence, tree), tree)
        var project = DetectedProject(
            root: ProjectRoot.of(PathText.folder(master), tree), layout: name, evidence: evidence)
        project.migrations = walk.scripts
        for fault in walk.faults {
            project.report(fault.rule, fault.message, file: fault.file, line: fault.line)
        }
        let folder = PathText.folder(master)
        for path in tree.files(under: folder)
        where path.hasSuffix(".sql") && !walk.reached.contains(path)
            && !TestFolders.looksLikeTest(path)
        {
            project.leaveOut(path, "no changelog includes it")
        }
        project.placeholders = placeholders(walk.properties)
        findDefaultSchema(of: &project, walk.reached, tree)
        return (project, walk.reached)
    }

    /// The configuration's settings.
    private static func settings(_ evidence: [Evidence], _ tree: ProjectTree)
        -> [(path: String, settings: LiquibaseSettings)]
    {
        evidence.map(\.text).filter(LiquibaseSettings.isSettings).map {
            ($0, LiquibaseSettings($0, tree.text($0) ?? ""))
        }
    }

    /// Values given by the configuration, and what Liquibase says of the database itself
    /// (`ChangeLogParameters`).
    private static func parameters(_ evidence: [Evidence], _ tree: ProjectTree) -> [String: String]
    {
        let settings = settings(evidence, tree).map(\.settings)
        let schema = settings.lazy.compactMap(\.defaultSchema).first ?? "public"
        let ofDatabase = [
            "autoIncrementClause": "GENERATED BY DEFAULT AS IDENTITY",
            "currentDateTimeFunction": "NOW()",
            "databaseChangeLogLockTableName": "databasechangeloglock",
            "databaseChangeLogTableName": "databasechangelog",
            "databaseProductName": "PostgreSQL", "defaultSchemaName": schema,
            "defaultSchemaNamePrefix": schema + ".", "lineComment": "--",
            "liquibaseSchemaName": schema, "typeName": "postgresql",
        ]
        let known = Dictionary(
            uniqueKeysWithValues: ofDatabase.map { ("database." + $0.key, $0.value) })
        return (settings.first?.parameters ?? [:]).merging(known) { given, _ in given }
    }

    /// The default schema stands first on the search path (`DatabaseUtils.initializeDatabase`).
    /// Liquibase keeps its own tables there, so it is made before; a changelog that makes schemas is
    /// taken to make it.
    private static func findDefaultSchema(
        of project: inout DetectedProject, _ reached: Set<String>, _ tree: ProjectTree
    ) {
        for (path, settings) in settings(project.evidence, tree) {
            guard let schema = settings.defaultSchema, schema != "public" else { continue }
            project.searchPath = [schema, "public"]
            let makesSchemas = reached.contains {
                tree.text($0)?.lowercased().holds("create schema") ?? false
            }
            guard !makesSchemas, !project.migrations.isEmpty else { return }
            let lines = (tree.text(path) ?? "").lowercased().split(
                separator: "\n", omittingEmptySubsequences: false)
            let line =
                lines.firstIndex { $0.contains("default") && $0.contains("schema") } ?? 0
            let piece = EmbeddedSQL(
                "CREATE SCHEMA IF NOT EXISTS \(LiquibaseQuoting.all.escape(schema))",
                line: line + 1)
            project.migrations.insert(
                Script(path, "the default schema is there first", .embedded([piece])), at: 0)
            return
        }
    }

    private static func loose(_ folder: String, _ files: [String], _ tree: ProjectTree)
        -> DetectedProject
    {
        var project = DetectedProject(
            root: ProjectRoot.of(folder, tree), layout: name,
            evidence: [Evidence("--liquibase formatted sql in \(folder)", Evidence.mark)])
        project.migrations = files.sorted(by: NaturalOrder.isBefore).map { path in
            let isFormatted = MarkSurvey.marks(in: tree.bytes(path) ?? []).contains(.liquibase)
            return Script(
                path, "natural order: no changelog includes it",
                isFormatted ? .marked(.liquibase) : .whole)
        }
        if files.count > 1 {
            project.ambiguities.append(
                "no changelog says in which order the files of \(folder) run; their names do")
        }
        project.placeholders = placeholders([:])
        return project
    }

    /// What has no value stays as it is (Liquibase, `ExpressionExpander`).
    private static func placeholders(_ values: [String: String]) -> Placeholders {
        var rules = Placeholders(
            .delimited(prefix: "${", suffix: "}"), values, home: "properties of the changelog")
        rules.mustHaveValues = false
        return rules
    }
}
