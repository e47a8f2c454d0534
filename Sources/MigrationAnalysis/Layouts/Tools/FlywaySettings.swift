import SQLText

/// Flyway's configuration, from whichever file has it. Keys know no case, dashes or underscores, so
/// that `spring.flyway.default-schema` and `flyway.defaultSchema` are one.
struct FlywaySettings {
    /// The file; nil for the defaults.
    private(set) var path: String?
    /// Folder that relative locations start from.
    private(set) var folder = ""
    private var values: [String: String] = [:]
    private(set) var placeholders: [String: String] = [:]

    /// The defaults.
    init() {}

    /// What a Compose file says of it.
    init(_ path: String, _ entries: [String: String]) {
        (self.path, folder) = (path, PathText.folder(path))
        add(entries, prefix: "")
    }

    /// Every configuration in a tree.
    static func all(_ tree: ProjectTree) -> [FlywaySettings] {
        let names = [
            "flyway.conf", "flyway.toml", "flyway.user.toml", "application.properties",
            "application.yml", "application.yaml", "pom.xml", "build.gradle", "build.gradle.kts",
        ]
        return names.flatMap { name in
            tree.folders(holding: name).compactMap { read(PathText.join($0, name), tree) }
        } + FlywayContainers.all(tree)
    }

    /// Files with Flyway's settings that are not in the form of their name.
    static func unreadable(_ tree: ProjectTree) -> [String] {
        ["flyway.toml", "flyway.user.toml", "pom.xml"].flatMap { name in
            tree.folders(holding: name).map { PathText.join($0, name) }
        }.filter { path in
            guard let text = tree.text(path), text.holds("flyway") else { return false }
            return path.hasSuffix(".toml") ? TomlFile(text) == nil : XmlFile.root(text) == nil
        }
    }

    /// How the keys of a program's settings begin: Spring's, Quarkus'.
    private static let programPrefixes = ["spring.flyway.", "quarkus.flyway."]

    private static func read(_ path: String, _ tree: ProjectTree) -> FlywaySettings? {
        guard let text = tree.text(path), text.holds("flyway") else { return nil }
        var settings = FlywaySettings()
        settings.path = path
        settings.folder = PathText.folder(path)
        // The distribution keeps its file in conf/, and starts locations from the folder above.
        if PathText.name(settings.folder) == "conf" {
            settings.folder = PathText.folder(settings.folder)
        }
        if path.hasSuffix(".toml") {
            settings.readToml(text)
        } else if settings.isBuild {
            settings.readBuild(text)
        } else if path.hasSuffix("ml") {
            let entries = YamlFile.flattened(text)
            for prefix in Self.programPrefixes { settings.add(entries, prefix: prefix) }
        } else {
            let entries = Dictionary(IniFile(text).entries.map { ($0.key, $0.value) }) { $1 }
            let prefixes = PathText.name(path) == "flyway.conf" ? ["flyway."] : Self.programPrefixes
            for prefix in prefixes { settings.add(entries, prefix: prefix) }
        }
        return settings.values.isEmpty && settings.placeholders.isEmpty ? nil : settings
    }

    /// Whether they stand in the file of a build tool, which looks on the class path.
    var isBuild: Bool {
        let name = path.map(PathText.name) ?? ""
        return name == "pom.xml" || name.hasPrefix("build.gradle")
    }

    /// Whether they say how a program's folders are deployed, which the program itself may say.
    var isOfDeployment: Bool {
        isBuild || path.map { $0.hasSuffix("ml") && PathText.name($0).holds("compose") } ?? false
    }

    private mutating func readBuild(_ text: String) {
        if let project = MavenProject(text) {
            add(project.properties(below: "flyway."), prefix: "")
            add(project.configuration(of: "flyway-maven-plugin"), prefix: "")
        } else if let block = GradleBlock("flyway", in: text) {
            add(block.values, prefix: "")
        }
    }

    private mutating func readToml(_ text: String) {
        guard let toml = TomlFile(text) else { return }
        for (key, value) in toml.texts("flyway") { values[Self.plain(key)] = value }
        let environment = self.text("environment") ?? "default"
        for (key, value) in toml.texts("environments", environment)
        where values[Self.plain(key)] == nil {
            values[Self.plain(key)] = value
        }
        for (key, value) in toml.texts("flyway", "placeholders") { placeholders[key] = value }
    }

    private mutating func add(_ entries: [String: String], prefix: String) {
        var lists: [String: [(Int, String)]] = [:]
        for (key, value) in entries where key.hasPrefix(prefix) {
            let rest = String(key.dropFirst(prefix.count))
            if rest.hasPrefix("placeholders.") {
                placeholders[String(rest.dropFirst("placeholders.".count))] = value
            } else if let dot = rest.lastIndex(of: "."),
                let index = Int(rest[rest.index(after: dot)...])
            {
                lists[Self.plain(String(rest[..<dot])), default: []].append((index, value))
            } else {
                values[Self.plain(rest)] = value
            }
        }
        for (key, items) in lists {
            values[key] = items.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: ",")
        }
    }

    private static func plain(_ key: String) -> String {
        key.lowercased().filter { $0 != "-" && $0 != "_" }
    }

    func text(_ key: String) -> String? {
        values[Self.plain(key)].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func list(_ key: String) -> [String]? {
        text(key)?.split(separator: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
    }

    /// Places of migrations, as they are written.
    var locations: [String]? { list("locations") }
    var suffixes: [String] { list("sqlMigrationSuffixes") ?? [".sql"] }
    var separator: String { text("sqlMigrationSeparator") ?? "__" }
    var versioned: String { text("sqlMigrationPrefix") ?? "V" }
    var repeatable: String { text("repeatableSqlMigrationPrefix") ?? "R" }
    var undo: String { text("undoSqlMigrationPrefix") ?? "U" }
    var baseline: String { text("baselineMigrationPrefix") ?? "B" }
    /// The schemas that Flyway makes where they are missing, the default one first.
    var schemas: [String] {
        let named = list("schemas") ?? []
        guard let first = text("defaultSchema") else { return named }
        return [first] + named.filter { $0 != first }
    }
    /// The last version to deploy, where the settings name one (`5`, `5?`).
    var target: FlywayVersion? {
        text("target").flatMap { FlywayVersion($0.hasSuffix("?") ? String($0.dropLast()) : $0) }
    }
    /// What every connection runs first.
    var initialSQL: String? { text("initSql") }
    var createsSchemas: Bool { text("createSchemas")?.lowercased() != "false" }

    /// Its placeholders, with Flyway's own (documentation, "Placeholders").
    var rules: Placeholders {
        guard text("placeholderReplacement")?.lowercased() != "false" else { return Placeholders() }
        var values = [
            "flyway:defaultSchema": schemas.first ?? "public", "flyway:user": "postgres",
            "flyway:database": "postgres",
        ]
        values["flyway:table"] = text("table") ?? "flyway_schema_history"
        values.merge(placeholders) { $1 }
        return Placeholders(
            .delimited(
                prefix: text("placeholderPrefix") ?? "${", suffix: text("placeholderSuffix") ?? "}"),
            values,
            home: path.map { "the placeholders of \($0)" } ?? "flyway.placeholders")
    }
}
