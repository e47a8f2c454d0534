/// Finds the test files of a tree and says which project each belongs to.
struct TestDiscovery {
    private let tree: ProjectTree
    private let named: [String]

    init(_ tree: ProjectTree) {
        self.tree = tree
        named = ProveSettings.tests(tree)
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
        for path in named where !taken.contains(path) && !found.contains(path) {
            found.append(path)
        }
        Self.hand(out: found, to: &projects)
        for index in projects.indices {
            let tests = Set(projects[index].tests)
            projects[index].tests.sort(by: PathText.byBytes)
            projects[index].leftOut.removeAll { tests.contains($0.path) }
        }
    }

    /// Adds test files to the projects that they belong to, in the order given.
    static func hand(out tests: [String], to projects: inout [DetectedProject]) {
        for path in tests {
            let owners = owners(of: path, projects)
            for owner in owners.isEmpty ? Array(projects.indices) : owners {
                projects[owner].tests.append(path)
            }
        }
    }

    private static func owners(of path: String, _ projects: [DetectedProject]) -> [Int] {
        let fitting = projects.indices.filter { PathText.lies(path, in: projects[$0].root) }
        let deepest = fitting.map { projects[$0].root.count }.max() ?? 0
        return fitting.filter { projects[$0].root.count == deepest }
    }
}

/// Tests that `.proverc` and Makefiles name.
enum ProveSettings {
    static func tests(_ tree: ProjectTree) -> [String] {
        var found: [String] = []
        for folder in tree.folders(holding: ".proverc") {
            let text = tree.text(PathText.join(folder, ".proverc")) ?? ""
            let words = text.split(whereSeparator: \.isNewline).filter {
                !$0.trimmed.hasPrefix("#")
            }
            .flatMap { $0.split { " \t=\"'".contains($0) }.map(String.init) }
            found += files(words, folder, tree)
        }
        for name in ["Makefile", "makefile", "GNUmakefile"] {
            for folder in tree.folders(holding: name) {
                found += makefile(tree.text(PathText.join(folder, name)) ?? "", folder, tree)
            }
        }
        return found
    }

    /// The paths among a command's words, folders with everything of the extensions that `--ext`
    /// names.
    private static func files(_ words: [String], _ folder: String, _ tree: ProjectTree) -> [String]
    {
        var extensions = zip(words, words.dropFirst()).filter { $0.0 == "--ext" }.map {
            $0.1.hasPrefix(".") ? $0.1 : "." + $0.1
        }
        if extensions.isEmpty { extensions = [".sql", ".pg"] }
        return words.filter { !$0.hasPrefix("-") && !$0.contains("$") }.flatMap {
            word -> [String] in
            guard let path = PathText.resolve(word, from: folder), !path.isEmpty else { return [] }
            if tree.contains(path) { return TestFolders.hasTestExtension(path) ? [path] : [] }
            if Glob.isPattern(path) {
                return tree.paths.filter {
                    Glob.matches(path, $0) && TestFolders.hasTestExtension($0)
                }
            }
            return tree.files(under: path).filter { file in
                extensions.contains { file.hasSuffix($0) }
                    && TestFolders.mentionsPgTAP(tree.bytes(file) ?? [])
            }
        }
    }

    /// `TESTS = $(wildcard test/sql/*.sql)`, `REGRESS = a b` (whose files are `sql/a.sql` below the
    /// input folder), and what recipes give to pg_prove.
    private static func makefile(_ text: String, _ folder: String, _ tree: ProjectTree) -> [String]
    {
        let joined = text.replacing("\\\n", with: " ")
        var found: [String] = []
        var inputs = ["test", "tests", ""]
        for line in joined.split(whereSeparator: \.isNewline) {
            let words = line.split { " \t".contains($0) }.map(String.init)
            if let option = words.first(where: { $0.hasPrefix("--inputdir=") }) {
                inputs.insert(String(option.dropFirst("--inputdir=".count)), at: 0)
            }
            if line.contains("pg_prove") {
                found += files(
                    Array(words.drop { !$0.contains("pg_prove") }.dropFirst()), folder, tree)
            }
        }
        for line in joined.split(whereSeparator: \.isNewline) {
            guard let equals = line.firstIndex(of: "="), !line.hasPrefix("\t") else { continue }
            let key = line[..<equals].filter { !" :?+".contains($0) }
            let value = line[line.index(after: equals)...]
            if key == "TESTS", let open = value.firstRange(of: "$(wildcard ") {
                found += files(
                    value[open.upperBound...].prefix { $0 != ")" }.split(separator: " ").map(
                        String.init), folder, tree)
            } else if key == "REGRESS" {
                for name in value.split(whereSeparator: { " \t".contains($0) })
                where !name.contains("$") {
                    let candidates = inputs.compactMap {
                        PathText.resolve("\($0)/sql/\(name).sql", from: folder)
                    }
                    // The names of pg_regress say nothing of pgTAP.
                    if let path = candidates.first(where: tree.contains),
                        TestFolders.mentionsPgTAP(tree.bytes(path) ?? [])
                    {
                        found.append(path)
                    }
                }
            }
        }
        return found
    }
}
