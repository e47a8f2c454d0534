import SQLText

/// Finds the test files of a tree and says which project each belongs to.
struct TestDiscovery {
    private let tree: ProjectTree
    private let prove: ProveSettings

    init(_ tree: ProjectTree) {
        self.tree = tree
        prove = ProveSettings(tree)
    }

    /// Gives each project its tests: those below its root, and where several roots fit, the
    /// deepest. Tests that lie outside all roots belong to every project.
    func assign(to projects: inout [DetectedProject]) {
        var taken: Set<String> = []
        for project in projects {
            taken.formUnion(project.migrations.map(\.path))
            taken.formUnion(project.tests)
            // What a tool verifies or reverts with is no test, even in a folder of tests.
            taken.formUnion(
                project.leftOut.filter {
                    !TestFolders.looksLikeTest($0.path) || project.layout == "sqitch"
                }.map(\.path))
        }
        var found = TestFolders.tests(in: tree, leavingOut: taken)
        for path in prove.tests where !taken.contains(path) && !found.contains(path) {
            found.append(path)
        }
        let unrun = unrunTests(among: &found, taken)
        Self.hand(out: found, to: &projects)
        for choice in unrun {
            for owner in Self.places(of: choice.path, projects) {
                projects[owner].unrunTests.append(choice)
            }
        }
        for index in projects.indices {
            let tests = Set(projects[index].tests)
            projects[index].tests.sort(by: String.byBytes)
            let unrun = Set(projects[index].unrunTests.map(\.path))
            projects[index].leftOut.removeAll {
                tests.contains($0.path) || unrun.contains($0.path)
            }
        }
    }

    /// Takes what pg_prove passes over out of what was found; with files that no runner takes for
    /// their endings.
    private func unrunTests(among found: inout [String], _ taken: Set<String>)
        -> [DetectedProject.Choice]
    {
        let passedOver = found.compactMap { path in
            prove.folder(passingOver: path).map {
                DetectedProject.Choice(path, "pg_prove is given \($0) without --recurse")
            }
        }
        let gone = Set(passedOver.map(\.path))
        found.removeAll(where: gone.contains)
        return passedOver
            + TestFolders.misnamed(in: tree, leavingOut: taken.union(found)).map {
                DetectedProject.Choice(
                    $0, "pg_prove and supabase test db run files that end in .sql or .pg")
            }
    }

    /// Adds test files to the projects that they belong to, in the order given.
    static func hand(out tests: [String], to projects: inout [DetectedProject]) {
        for path in tests {
            for owner in places(of: path, projects) { projects[owner].tests.append(path) }
        }
    }

    private static func places(of path: String, _ projects: [DetectedProject]) -> [Int] {
        let owners = owners(of: path, projects)
        return owners.isEmpty ? Array(projects.indices) : owners
    }

    private static func owners(of path: String, _ projects: [DetectedProject]) -> [Int] {
        let fitting = projects.indices.filter { PathText.lies(path, in: projects[$0].root) }
        let deepest = fitting.map { projects[$0].root.count }.max() ?? 0
        return fitting.filter { projects[$0].root.count == deepest }
    }
}
