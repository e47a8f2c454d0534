/// Diesel: `<version>_<name>/up.sql` by version as text, dashes taken out (diesel,
/// `diesel_migrations/migrations_internals`). The initial setup, which Diesel's command line
/// writes, is one of them; its functions owe no tests (``BookkeepingObjects``).
enum DieselLayout: Layout {
    static let name = "diesel"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        FolderMigrations.parents(tree).compactMap { folder in
            let evidence = evidence(folder, tree)
            guard !evidence.isEmpty else { return nil }
            var project = DetectedProject(
                root: ProjectRoot.of(folder, tree), layout: name, evidence: evidence)
            FolderMigrations.add(folder, tree, &project, version: version) { "version \($0)" }
            return project
        }
    }

    private static func version(_ folder: String) -> String? {
        let version = folder.prefix { $0 != "_" }.filter { $0 != "-" }
        return folder.hasPrefix(".") || version.isEmpty ? nil : version
    }

    private static func evidence(_ folder: String, _ tree: ProjectTree) -> [Evidence] {
        var found: [Evidence] = []
        var current = PathText.folder(folder)
        while true {
            let path = PathText.join(current, "diesel.toml")
            if tree.contains(path) {
                let named = TomlFile(tree.text(path))?.string("migrations_directory", "dir")
                let isThis =
                    named.flatMap { PathText.resolve($0, from: current) }.map { $0 == folder }
                    ?? true
                found.append(Evidence(path, isThis ? Evidence.ownFile : Evidence.names))
                break
            }
            if current.isEmpty { break }
            current = PathText.folder(current)
        }
        if tree.contains(PathText.join(folder, "00000000000000_diesel_initial_setup/up.sql")) {
            found.append(Evidence("diesel_initial_setup", Evidence.mark))
        }
        if let manifest = tree.manifest("Cargo.toml", above: folder, mentions: "diesel") {
            found.append(Evidence(manifest, Evidence.dependency))
        }
        return found
    }
}
