import SQLText

/// A list of scripts in the order in which they run: a manifest, or a shell script that calls psql.
enum ManifestLayout: Layout {
    static let name = "manifest"

    private static let listNames: Set<String> = [
        "manifest", "order", "migrations", "migration_order", "deploy_order", "series", "files",
        "install_order", "loadorder", "load_order",
    ]
    private static let shellWords: Set<String> = [
        "install", "deploy", "setup", "migrate", "create", "build", "init", "run", "load",
        "bootstrap", "apply",
    ]

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        var lists: [ManifestFolders.List] = []
        var shells: [DetectedProject] = []
        for path in tree.paths {
            // Most files are scripts, and no list.
            if path.hasSuffix(".sql") { continue }
            let stem = PathText.stem(path).lowercased()
            let isList =
                (listNames.contains(stem)
                    || stem.holds("manifest") && stem.split { !$0.isLetter }.contains("manifest"))
                && [stem, stem + ".txt", stem + ".lst", stem + ".list", stem + ".order"].contains(
                    PathText.name(path).lowercased())
            let isShell =
                path.hasSuffix(".sh")
                && stem.split { !$0.isLetter }.contains { shellWords.contains(String($0)) }
                && !isBeside(path)
            guard isList || isShell else { continue }
            let text = tree.text(path) ?? ""
            let named = isList ? lines(text) : psqlArguments(text)
            guard named.count > 1, let project = project(path, named, tree) else { continue }
            if isList { lists.append((path, project)) } else { shells.append(project) }
        }
        return ManifestFolders(tree).projects(of: lists) + shells
    }

    /// Whether a shell script makes something other than the schema: `benchmark/run_benchmark.sh`.
    private static func isBeside(_ path: String) -> Bool {
        PathText.hasFolder(in: path) { PlainLayout.sideFolders.contains($0.lowercased()) }
            || PathText.stem(path).lowercased().split { !$0.isLetter }.contains {
                PlainLayout.sideFolders.contains(String($0))
            }
    }

    private static func project(
        _ path: String, _ named: [(name: String, line: Int)], _ tree: ProjectTree
    ) -> DetectedProject? {
        let folder = PathText.folder(path)
        let found = named.map { item in
            (
                item,
                [PathText.resolve(item.name, from: folder), PathText.resolve(item.name, from: "")]
                    .compactMap { $0 }.first(where: tree.contains)
            )
        }
        let present = found.compactMap(\.1)
        guard present.count > 1, present.count * 5 >= named.count * 3,
            !present.contains(where: TestFolders.looksLikeTest)
        else { return nil }
        let isAbove = present.allSatisfy { PathText.lies($0, in: folder) }
        var project = DetectedProject(
            root: ProjectRoot.of(isAbove ? path : present.first ?? path, tree), layout: name,
            evidence: [Evidence("\(path) lists \(present.count) scripts", Evidence.mark)])
        for (item, script) in found {
            if let script {
                if !project.migrations.contains(where: { $0.path == script }) {
                    project.migrations.append(Script(script, "line \(item.line) of \(path)"))
                }
            } else {
                project.report(
                    .missingMigration, "\(item.name) is listed and does not exist", file: path,
                    line: item.line)
            }
        }
        leaveOutTheRest(path, tree, &project)
        return project
    }

    private static func leaveOutTheRest(
        _ list: String, _ tree: ProjectTree, _ project: inout DetectedProject
    ) {
        let chosen = Set(project.migrations.map(\.path))
        for folder in Set(chosen.map(PathText.folder)).sorted(by: String.byBytes) {
            for name in tree.names(in: folder) where name.hasSuffix(".sql") {
                let path = PathText.join(folder, name)
                if !chosen.contains(path), !TestFolders.looksLikeTest(path) {
                    project.leaveOut(path, "\(list) does not list it")
                }
            }
        }
    }

    /// One path a line; `#` and `--` begin comments, and `!` a script that may fail.
    private static func lines(_ text: String) -> [(name: String, line: Int)] {
        text.lines.enumerated().compactMap { index, raw in
            let line = raw.trimmed
            guard line.hasSuffix(".sql"), !line.hasPrefix("#"), !line.hasPrefix("--") else {
                return nil
            }
            return (String(line.hasPrefix("!") ? line.dropFirst().trimmed : line), index + 1)
        }
    }

    /// The scripts that `psql … -f x.sql` and `psql … < x.sql` run.
    private static func psqlArguments(_ text: String) -> [(name: String, line: Int)] {
        guard text.holds("psql") || text.holds("-f") else { return [] }
        var found: [(String, Int)] = []
        for (index, raw) in text.lines.enumerated() {
            let line = raw.trimmed
            guard !line.hasPrefix("#"), line.contains("psql") || line.hasPrefix("-f") else {
                continue
            }
            let words = line.split { " \t=;<\"'\\".contains($0) }
            for word in words where word.hasSuffix(".sql") && !word.contains("*") {
                if let path = withoutVariable(word) { found.append((path, index + 1)) }
            }
        }
        return found
    }

    /// `$DIR/x.sql` and `${DIR}/x.sql` are taken for a file beside the script; other uses say
    /// nothing.
    private static func withoutVariable(_ word: Substring) -> String? {
        guard word.contains("$") else { return String(word) }
        guard word.hasPrefix("$"), let slash = word.firstIndex(of: "/") else { return nil }
        let rest = word[word.index(after: slash)...]
        return rest.contains("$") ? nil : String(rest)
    }
}
