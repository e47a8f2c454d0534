/// SQL files without a tool that pgcov knows: natural order of their names.
enum PlainLayout {
    private static let migrationFolders: Set<String> = ["migrations", "migration", "deploy", "schema", "schemas", "ddl", "sql", "db", "database", "versions"]
    private static let sideFolders: Set<String> = [
        "down", "revert", "reverts", "verify", "rollback", "rollbacks", "teardown", "seed", "seeds", "fixtures", "examples", "docs",
    ]

    static func detect(_ tree: ProjectTree) -> DetectedProject? {
        let sql = tree.paths.filter { $0.hasSuffix(".sql") || $0.hasSuffix(".pg") || $0.hasSuffix(".pgtap") }
        guard !sql.isEmpty else { return nil }
        var project = DetectedProject(root: "", layout: "plain", reason: "SQL files that belong to no known tool, in natural order of their names")
        project.tests = TestFolders.tests(in: tree, root: "", leavingOut: [])
        let tests = Set(project.tests)
        let rest = sql.filter { !tests.contains($0) && $0.hasSuffix(".sql") }
        let folder = migrationFolder(rest)
        for path in rest.sorted(by: NaturalOrder.isBefore) {
            if let reason = reasonToLeaveOut(path, folder) {
                project.leftOut.append(.init(path, reason))
            } else {
                project.migrations.append(.init(path, folder.map { "in \($0), natural order" } ?? "natural order"))
            }
        }
        return project
    }

    /// The folder that holds the migrations, where one is named so: the one with most files.
    private static func migrationFolder(_ paths: [String]) -> String? {
        var counts: [String: Int] = [:]
        for path in paths {
            let parts = PathText.parts(path).dropLast()
            guard let index = parts.firstIndex(where: { $0.lowercased() == "migrations" || $0.lowercased() == "migration" }) else { continue }
            counts[parts[...index].joined(separator: "/"), default: 0] += 1
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    private static func reasonToLeaveOut(_ path: String, _ folder: String?) -> String? {
        let parts = PathText.parts(path).map { $0.lowercased() }
        let name = parts.last ?? ""
        if let side = parts.dropLast().first(where: sideFolders.contains) { return "in a folder named \(side)" }
        if name.hasSuffix(".down.sql") || name.hasSuffix("_down.sql") || name.hasSuffix("-down.sql") || name == "down.sql" { return "takes a migration back" }
        if name.contains("rollback") || name.contains("revert") || name.contains("teardown") || name.hasPrefix("uninstall") { return "takes a migration back" }
        if name.hasPrefix("seed") || name.hasSuffix("_seed.sql") || name.hasSuffix(".seed.sql") { return "seed data" }
        if TestFolders.looksLikeTest(path) { return "stands among tests, and calls no pgTAP function" }
        if let folder, !path.hasPrefix(folder + "/") { return "not in \(folder)" }
        return nil
    }
}
