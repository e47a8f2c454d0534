import MigrationAnalysis

/// A migration with what its project puts into it.
struct ProjectScript: Sendable {
    let path: String
    let reading: Reading
    /// The project's root, which includes may be relative to.
    let root: String
    let placeholders: Placeholders
    /// psql variables from the tool's configuration.
    let variables: [String: String]
    /// Whether the next script runs in the same session.
    let goesOn: Bool

    init(
        _ script: Script, root: String, _ placeholders: Placeholders, _ variables: [String: String]
    ) {
        self.init(
            path: script.path, reading: script.reading, root: root, placeholders: placeholders,
            variables: variables, goesOn: script.goesOn)
    }

    private init(
        path: String, reading: Reading, root: String, placeholders: Placeholders,
        variables: [String: String], goesOn: Bool = false
    ) {
        self.path = path
        self.reading = reading
        self.root = root
        self.placeholders = placeholders
        self.variables = variables
        self.goesOn = goesOn
    }

    /// A file that it includes: read whole, under the same rules.
    func including(_ path: String) -> ProjectScript {
        ProjectScript(
            path: path, reading: .whole, root: root, placeholders: placeholders,
            variables: variables)
    }
}
