/// Sorts Flyway's files by their names.
struct FlywayFiles {
    private let settings: FlywaySettings
    private var versioned: [(key: FlywayVersion, path: String)] = []
    private var repeatable: [(key: String, path: String)] = []
    private var baselines: [(key: FlywayVersion, path: String)] = []
    private var callbacks: [String: [String]] = [:]

    /// Callbacks that run in a migration as a whole, around what it deploys.
    private static let before = ["beforeMigrate"]
    private static let between = ["beforeRepeatables", "afterVersioned"]
    private static let after = ["afterMigrate", "afterMigrateApplied"]
    private static let others = [
        "beforeEachMigrate", "afterEachMigrate", "beforeEachMigrateStatement",
        "afterEachMigrateStatement", "afterMigrateError",
        "beforeClean", "afterClean", "beforeUndo", "afterUndo", "beforeValidate", "afterValidate",
        "beforeInfo", "afterInfo",
        "beforeBaseline", "afterBaseline", "beforeRepair", "afterRepair", "beforeConnect",
        "afterConnect", "createSchema",
    ]

    init(_ settings: FlywaySettings) { self.settings = settings }

    /// Puts a file where it belongs.
    mutating func sort(_ path: String, _ project: inout DetectedProject) {
        let name = PathText.name(path)
        if name.hasSuffix(".java") || name.hasSuffix(".kt"), isCode(name) {
            return project.reportCode(path, "Java")
        }
        guard settings.suffixes.contains(where: { name.hasSuffix($0) }) else { return }
        if let version = version(name) {
            versioned.append((version, path))
        } else if let text = text(name, after: settings.repeatable),
            text.hasPrefix(settings.separator)
        {
            repeatable.append(
                (String(text.dropFirst(settings.separator.count)).replacing("_", with: " "), path))
        } else if version(name, settings.undo) != nil {
            project.leaveOut(path, "undoes a migration")
        } else if let version = version(name, settings.baseline) {
            baselines.append((version, path))
        } else if let event = event(name) {
            callbacks[event, default: []].append(path)
        } else {
            project.leaveOut(
                path,
                "its name is not \(settings.versioned)<version>\(settings.separator)<description>.sql, nor another that Flyway knows"
            )
        }
    }

    /// The version of a versioned migration's name.
    func version(_ name: String) -> FlywayVersion? { version(name, settings.versioned) }

    private func version(_ name: String, _ prefix: String) -> FlywayVersion? {
        guard let text = text(name, after: prefix),
            let separator = text.firstRange(of: settings.separator)
        else { return nil }
        return FlywayVersion(String(text[..<separator.lowerBound]))
    }

    /// The name without the prefix and the suffix.
    private func text(_ name: String, after prefix: String) -> String? {
        guard name.hasPrefix(prefix),
            let suffix = settings.suffixes.first(where: { name.hasSuffix($0) })
        else { return nil }
        return String(name.dropFirst(prefix.count).dropLast(suffix.count))
    }

    private func isCode(_ name: String) -> Bool {
        ["V", "R", "B"].contains { name.hasPrefix($0) } && PathText.stem(name).contains("__")
    }

    private func event(_ name: String) -> String? {
        let stem = PathText.stem(name)
        let event =
            stem.firstRange(of: settings.separator).map { String(stem[..<$0.lowerBound]) } ?? stem
        return (Self.before + Self.between + Self.after + Self.others).contains(event) ? event : nil
    }

    /// Writes down the order.
    mutating func finish(_ project: inout DetectedProject) {
        versioned = Version.sorted(versioned)
        project.reportDuplicates(versioned, "Flyway")
        add(Self.before, &project)
        addVersioned(&project)
        add(Self.between, &project)
        let ordered = Version.sorted(repeatable)
        project.migrations += ordered.map {
            Script($0.path, "repeatable, after all versions, by description")
        }
        add(Self.after, &project)
        for event in Self.others {
            for path in callbacks[event] ?? [] {
                project.leaveOut(
                    path, "a callback (\(event)) that is not part of what migrate deploys")
            }
        }
    }

    /// On an empty database the newest baseline stands for all versions up to its own.
    private func addVersioned(_ project: inout DetectedProject) {
        let baseline = Version.sorted(baselines).last
        for (version, path) in Version.sorted(baselines) where path != baseline?.path {
            project.leaveOut(path, "an older baseline (\(version.text))")
        }
        if let baseline {
            project.migrations.append(
                Script(baseline.path, "baseline of version \(baseline.key.text)"))
            project.ambiguities.append(
                "\(baseline.path) is taken for all versions up to \(baseline.key.text), as Flyway does on an empty database where its edition knows baseline migrations"
            )
        }
        for (version, path) in versioned {
            if let baseline, version <= baseline.key {
                project.leaveOut(path, "not after the baseline \(baseline.key.text)")
            } else {
                project.migrations.append(Script(path, "version \(version.text)"))
            }
        }
    }

    private func add(_ events: [String], _ project: inout DetectedProject) {
        for event in events {
            for path in (callbacks[event] ?? []).sorted(by: {
                PathText.byBytes(PathText.name($0), PathText.name($1))
            }) {
                project.migrations.append(Script(path, "callback \(event)"))
            }
        }
    }
}
