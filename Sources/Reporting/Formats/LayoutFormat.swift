/// A project as `pgcov inspect layout` shows it.
public struct InspectedLayout: Sendable {
    /// A file with the reason for its place.
    public typealias Choice = (path: String, reason: String)

    /// Relative to the folder that was looked at.
    public var root: String
    /// As docs/Layouts.md names it.
    public var layout: String
    /// The name that its tool gives it.
    public var name: String?
    /// Why it is there, by what was found.
    public var reason: String
    /// In deploy order.
    public var migrations: [Choice]
    /// Files of the project that are not deployed, with the reason.
    public var leftOut: [Choice]
    /// Paths, sorted.
    public var tests: [String]
    /// What could also be read otherwise, a sentence each.
    public var ambiguities: [String]

    /// Makes a project.
    public init(
        root: String, layout: String, name: String?, reason: String, migrations: [Choice],
        leftOut: [Choice], tests: [String],
        ambiguities: [String]
    ) {
        self.root = root
        self.layout = layout
        self.name = name
        self.reason = reason
        self.migrations = migrations
        self.leftOut = leftOut
        self.tests = tests
        self.ambiguities = ambiguities
    }
}

/// `pgcov inspect layout`.
public enum LayoutFormat {
    /// As JSON.
    public static func json(_ projects: [InspectedLayout]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("projects")
            write(projects, to: &writer)
        }
        return writer.text + "\n"
    }

    static func write(_ projects: [InspectedLayout], to writer: inout JSONWriter) {
        writer.array(projects) { writer, project in
            writer.object { writer in
                for (name, value) in [
                    ("root", project.root.isEmpty ? "." : project.root), ("layout", project.layout),
                    ("reason", project.reason),
                ] {
                    writer.key(name)
                    writer.string(value)
                }
                writer.key("name")
                writer.string(project.name)
                for (name, choices) in [
                    ("migrations", project.migrations), ("leftOut", project.leftOut),
                ] {
                    writer.key(name)
                    writer.array(choices) { writer, choice in
                        writer.object { writer in
                            writer.key("path")
                            writer.string(choice.path)
                            writer.key("reason")
                            writer.string(choice.reason)
                        }
                    }
                }
                writer.key("tests")
                writer.strings(project.tests)
                writer.key("ambiguities")
                writer.strings(project.ambiguities)
            }
        }
    }

    /// As text.
    public static func text(_ projects: [InspectedLayout]) -> String {
        projects.map { project in
            let name = project.name.map { " \($0)" } ?? ""
            let place = project.root.isEmpty ? "." : project.root
            var lines = [
                "\(project.layout) project\(name) in \(place)  (\(project.reason))", "",
                "Migrations, in deploy order:",
            ]
            lines += list(project.migrations)
            lines += ["", "Left out:"] + list(project.leftOut)
            lines +=
                ["", "Tests:"]
                + (project.tests.isEmpty ? ["  none"] : project.tests.map { "  " + $0 })
            if !project.ambiguities.isEmpty {
                lines += ["", "Not certain:"] + project.ambiguities.map { "  " + $0 }
            }
            return lines.joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    private static func list(_ choices: [InspectedLayout.Choice]) -> [String] {
        guard !choices.isEmpty else { return ["  none"] }
        let width = min(60, choices.map(\.path.count).max() ?? 0)
        return choices.map { "  \($0.path.padded(width))  \($0.reason)" }
    }
}
