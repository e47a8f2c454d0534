import SQLText

/// Sorts Flyway's files by their names, into the order of a `migrate` of an empty database.
struct FlywayFiles {
    private let settings: FlywaySettings
    private var versioned: [(key: FlywayVersion, path: String)] = []
    private var repeatable: [(key: String, path: String)] = []
    private var baselines: [(key: FlywayVersion, path: String)] = []
    private var callbacks: [FlywayEvent: [(description: String, path: String)]] = [:]

    init(_ settings: FlywaySettings) { self.settings = settings }

    /// Puts a file where it belongs.
    mutating func sort(_ path: String, _ tree: ProjectTree, _ project: inout DetectedProject) {
        let name = PathText.name(path)
        if name.hasSuffix(".java") || name.hasSuffix(".kt"), isCode(name) {
            return project.reportCode(path, "Java")
        }
        let lowered = name.lowercased()
        guard settings.suffixes.contains(where: { lowered.hasSuffix($0.lowercased()) }) else {
            return
        }
        guard let known = FlywayName(name, settings) else {
            return project.leaveOut(
                path,
                "its name is not \(settings.versioned)<version>\(settings.separator)<description>.sql, nor another that Flyway knows"
            )
        }
        if let condition = condition(of: path, tree, &project), !condition {
            return project.leaveOut(path, "\(PathText.name(path)).conf says shouldExecute=false")
        }
        switch known {
        case .versioned(let version): addVersion(version, path, &project)
        case .repeatable(let description): repeatable.append((description, path))
        case .baseline(let version): baselines.append((version, path))
        case .undo: project.leaveOut(path, "undoes a migration")
        case .callback(let event, let description):
            callbacks[event, default: []].append((description, path))
        }
    }

    private mutating func addVersion(
        _ version: FlywayVersion, _ path: String, _ project: inout DetectedProject
    ) {
        if let target = settings.target, target < version {
            return project.leaveOut(path, "after the target, version \(target.text)")
        }
        versioned.append((version, path))
    }

    /// What a script's own configuration (`V1__a.sql.conf`) says of whether it runs; nil for
    /// nothing, or for a condition that only a deployment can tell.
    private func condition(
        of path: String, _ tree: ProjectTree, _ project: inout DetectedProject
    ) -> Bool? {
        guard let text = tree.text(path + ".conf"),
            let value = IniFile(text).entries.last(where: { $0.key == "shouldExecute" })?.value
        else { return nil }
        switch value.lowercased() {
        case "true": return true
        case "false": return false
        default:
            project.ambiguities.append(
                "\(path) is taken to run, which \(PathText.name(path)).conf makes depend on \(value)"
            )
            return nil
        }
    }

    private func isCode(_ name: String) -> Bool {
        ["V", "R", "B"].contains { name.hasPrefix($0) } && PathText.stem(name).contains("__")
    }

    /// Whether there is anything to deploy but callbacks.
    var hasMigrations: Bool { !(versioned.isEmpty && repeatable.isEmpty && baselines.isEmpty) }

    /// Writes down the order.
    ///
    /// - Parameter schemas: Makes the schemas that Flyway is given, where it is.
    mutating func finish(_ schemas: Script?, _ project: inout DetectedProject) {
        versioned = Version.sorted(versioned)
        project.reportDuplicates(versioned, "Flyway")
        for event in FlywayEvent.allCases { sortCallbacks(event, &project) }
        for event in FlywayEvent.beforeSchemas { call(event, &project) }
        if let schemas { project.migrations.append(schemas) }
        call(.beforeMigrate, &project)
        addVersioned(&project)
        call(.afterVersioned, &project)
        addRepeatable(&project)
        for event in FlywayEvent.afterAll { call(event, &project) }
        for event in FlywayEvent.allCases where !FlywayEvent.deployed.contains(event) {
            for (_, path) in callbacks[event] ?? [] {
                project.leaveOut(
                    path, "a callback (\(event.rawValue)) that is not part of what migrate deploys")
            }
        }
    }

    /// Callbacks of one event run by description, one without first (`DefaultCallbackExecutor`).
    private mutating func sortCallbacks(_ event: FlywayEvent, _ project: inout DetectedProject) {
        guard let found = callbacks[event] else { return }
        let sorted = found.sorted { String.byBytes($0.description, $1.description) }
        for (first, second) in zip(sorted, sorted.dropFirst())
        where PathText.name(first.path) == PathText.name(second.path) {
            project.report(
                .duplicateVersion,
                "\(second.path) has the same name as \(first.path); Flyway expects one callback of a name. Give one of them another description",
                file: second.path)
        }
        callbacks[event] = sorted
    }

    /// On an empty database the newest baseline stands for all versions up to its own.
    private func addVersioned(_ project: inout DetectedProject) {
        let sorted = Version.sorted(baselines)
        let baseline = sorted.last
        for (version, path) in sorted where path != baseline?.path {
            project.leaveOut(path, "an older baseline (\(version.text))")
        }
        if let baseline {
            add(baseline.path, "baseline of version \(baseline.key.text)", &project)
            project.ambiguities.append(
                "\(baseline.path) is taken for all versions up to \(baseline.key.text), as Flyway does on an empty database; its early community editions pass over baseline migrations"
            )
        }
        for (version, path) in versioned {
            if let baseline, version <= baseline.key {
                project.leaveOut(path, "not after the baseline \(baseline.key.text)")
            } else {
                add(path, "version \(version.text)", &project)
            }
        }
    }

    private func addRepeatable(_ project: inout DetectedProject) {
        guard !repeatable.isEmpty else { return }
        call(.beforeRepeatables, &project)
        for (_, path) in Version.sorted(repeatable) {
            add(path, "repeatable, after all versions, by description", &project)
        }
    }

    /// A migration between the callbacks that run around each, in one session
    /// (`DbMigrate.doMigrateGroup`).
    private func add(_ path: String, _ reason: String, _ project: inout DetectedProject) {
        let after = callbacks[.afterEachMigrate] ?? []
        call(.beforeEachMigrate, &project, goesOn: true)
        project.migrations.append(Script(path, reason, goesOn: !after.isEmpty))
        call(.afterEachMigrate, &project, goesOn: true)
        if let last = project.migrations.indices.last { project.migrations[last].goesOn = false }
    }

    private func call(
        _ event: FlywayEvent, _ project: inout DetectedProject, goesOn: Bool = false
    ) {
        project.migrations += (callbacks[event] ?? []).map {
            Script($0.path, "callback \(event.rawValue)", goesOn: goesOn)
        }
    }
}
