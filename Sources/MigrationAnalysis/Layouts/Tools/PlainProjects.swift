import SQLText

/// The projects of the SQL that no tool claims: one, but for a repository of several services with
/// migrations and tests of their own each, whether tools manage the others or not.
struct PlainProjects {
    private let tree: ProjectTree
    private let tools: [DetectedProject]

    /// - Parameter tools: The projects that are known already.
    init(_ tree: ProjectTree, beside tools: [DetectedProject]) {
        self.tree = tree
        self.tools = tools
    }

    var found: [DetectedProject] {
        let homes = homes
        return (tools.isEmpty && homes.count < 2 ? [""] : homes).compactMap(project)
    }

    private func project(_ home: String) -> DetectedProject? {
        let part = home.isEmpty ? tree : tree.within(home)
        var plain = PlainLayout.detect(part, root: home)
        for tool in CodeBasedTool.detect(part) { plain?.noteCode(tool) }
        return plain
    }

    /// The folders that hold tests, migrations, and nothing of a tool's, each the nearest above
    /// some test; none where a test stands for all of the tree.
    private var homes: [String] {
        // Tests that lie in a tool's project are its own.
        guard !tools.contains(where: \.root.isEmpty) else { return [] }
        let holders = migrationHolders
        guard !holders.isEmpty else { return [] }
        var homes: Set<String> = []
        for test in TestFolders.tests(in: tree, leavingOut: claimed) where !isOfTool(test) {
            let home = PathText.ancestors(of: test).first(where: holders.contains) ?? ""
            if home.isEmpty, tools.isEmpty { return [] }
            if !tools.contains(where: { PathText.lies($0.root, in: home) }) { homes.insert(home) }
        }
        return homes.sorted(by: String.byBytes).filter { home in
            !homes.contains { $0 != home && PathText.lies(home, in: $0) }
        }
    }

    private var claimed: Set<String> {
        Set(tools.flatMap { $0.migrations.map(\.path) + $0.leftOut.map(\.path) + $0.tests })
    }

    private func isOfTool(_ path: String) -> Bool {
        tools.contains { PathText.lies(path, in: $0.root) }
    }

    /// All folders above those named for migrations that hold SQL of no tool.
    private var migrationHolders: Set<String> {
        let claimed = claimed
        let paths = tree.paths.filter {
            $0.hasSuffix(".sql") && !claimed.contains($0) && !isOfTool($0)
                && !TestFolders.looksLikeTest($0)
        }
        return Set(PlainLayout.migrationFolders(paths).flatMap(PathText.ancestors))
    }
}
