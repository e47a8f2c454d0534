/// Supabase: `supabase/migrations/<digits>_<name>.sql` in order of their names' bytes, tests in
/// `supabase/tests` (supabase/cli, `pkg/migration/list.go`, `internal/db/test/test.go`).
enum SupabaseLayout {
    static func detect(_ tree: ProjectTree) -> [DetectedProject] {
        var roots: [String] = []
        for path in tree.paths {
            let parts = PathText.parts(path)
            guard let index = parts.lastIndex(of: "supabase"), index + 1 < parts.count,
                parts[index + 1] == "config.toml" || parts[index + 1] == "migrations" && path.hasSuffix(".sql")
            else { continue }
            let root = parts[..<index].joined(separator: "/")
            if !roots.contains(root) { roots.append(root) }
        }
        return roots.compactMap { project($0, tree) }
    }

    private static func project(_ root: String, _ tree: ProjectTree) -> DetectedProject? {
        let folder = PathText.join(root, "supabase")
        let hasConfig = tree.contains(folder + "/config.toml")
        var project = DetectedProject(
            root: root, layout: "supabase", reason: hasConfig ? "\(folder)/config.toml" : "\(folder)/migrations holds SQL files")
        for path in tree.files(under: folder + "/migrations") where path.hasSuffix(".sql") {
            let name = PathText.name(path)
            guard PathText.folder(path) == folder + "/migrations" else {
                project.leftOut.append(.init(path, "not directly in supabase/migrations"))
                continue
            }
            guard let version = version(name) else {
                project.leftOut.append(.init(path, "its name does not match <timestamp>_name.sql"))
                continue
            }
            // The CLI passes over a first init migration from before it kept a history of its own.
            if project.migrations.isEmpty, name == "\(version)_init.sql", version.count == 14, version < "20211209000000" {
                project.leftOut.append(.init(path, "an init migration from before 2021-12-09, which the CLI skips"))
                continue
            }
            project.migrations.append(.init(path, "version \(version)"))
        }
        for path in tree.files(under: folder) where path.hasSuffix(".sql") && PathText.name(path).hasPrefix("seed") {
            project.leftOut.append(.init(path, "seed data"))
        }
        project.tests = tree.files(under: folder + "/tests").filter { $0.hasSuffix(".sql") || $0.hasSuffix(".pg") }
        return project.migrations.isEmpty && project.tests.isEmpty ? nil : project
    }

    private static func version(_ name: String) -> String? {
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        return !digits.isEmpty && name.dropFirst(digits.count).first == "_" ? String(digits) : nil
    }
}
