/// What of Liquibase's configuration is about the changelog: `liquibase.properties`, and Spring's
/// `application.properties` and `application.yml`.
struct LiquibaseSettings {
    private let values: [String: String]
    private let isOwn: Bool

    /// - Parameter path: Of the file; its name tells what it is.
    init(_ path: String, _ text: String) {
        values =
            path.hasSuffix(".properties")
            ? Dictionary(IniFile(text).entries.map { ($0.key, $0.value) }) { $1 }
            : YamlFile.flattened(text)
        isOwn = PathText.name(path) == "liquibase.properties"
    }

    /// Files that hold settings.
    static let names = [
        "liquibase.properties", "application.properties", "application.yml", "application.yaml",
    ]

    static func isSettings(_ path: String) -> Bool { names.contains(PathText.name(path)) }

    /// Path of the changelog, as it is written.
    var changelogFile: String? {
        isOwn
            ? value(["changelogfile", "changelog-file", "liquibase.command.changelogfile"])
            : value(["spring.liquibase.change-log", "spring.liquibase.changelog"])
    }

    /// The schema of all names without one, as the server has it.
    var defaultSchema: String? {
        let name =
            isOwn
            ? value([
                "defaultschemaname", "default-schema-name", "liquibase.command.defaultschemaname",
            ]) : value(["spring.liquibase.default-schema", "spring.liquibase.defaultschema"])
        return name?.trimmed.lowercased()
    }

    /// `parameter.name=value`, and Spring's `parameters`.
    var parameters: [String: String] {
        let prefixes = isOwn ? ["parameter."] : ["spring.liquibase.parameters."]
        var found: [String: String] = [:]
        for (key, value) in values {
            for prefix in prefixes where key.hasPrefix(prefix) {
                found[String(key.dropFirst(prefix.count))] = value
            }
        }
        return found
    }

    private func value(_ names: [String]) -> String? {
        values.first { names.contains($0.key.lowercased()) }?.value
    }
}
