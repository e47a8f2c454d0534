import SQLText

/// A script that includes others with psql's `\i` and `\ir`: they run as it says.
enum IncludeTreeLayout: Layout {
    static let name = "psql"

    /// Names of scripts that are likely to include others, without their extension.
    private static let entryWords: Set<String> = [
        "init", "install", "main", "master", "deploy", "all", "build", "setup", "schema", "index",
        "create", "load", "run",
        "migrate", "bootstrap", "db", "database", "full", "start", "up",
    ]

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        let candidates = tree.paths.filter { isEntry($0) && !TestFolders.looksLikeTest($0) }
        let walks = candidates.map { IncludeWalk($0, tree) }.filter { $0.files.count > 1 }
        // What another entry includes is no entry of its own.
        let included = Set(walks.flatMap { $0.files.dropFirst().map(\.path) })
        // Of several beside each other the one that includes most makes the schema.
        return walks.filter { !included.contains($0.entry) }.sorted {
            ($1.files.count, $0.entry) < ($0.files.count, $1.entry)
        }.map { project($0, tree) }
    }

    private static func isEntry(_ path: String) -> Bool {
        guard path.hasSuffix(".sql") || path.hasSuffix(".psql") else { return false }
        let stem = PathText.stem(path).lowercased()
        // By bytes where that is the same: there are as many names as files.
        let words =
            stem.utf8.allSatisfy { $0 < 0x80 }
            ? stem.utf8.split { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }.map {
                String(Substring($0))
            }
            : stem.split { !$0.isLetter }.map(String.init)
        return words.contains { entryWords.contains($0) }
            && !words.contains {
                ["uninstall", "drop", "teardown", "upgrade", "downgrade"].contains($0)
            }
    }

    private static func project(_ walk: IncludeWalk, _ tree: ProjectTree) -> DetectedProject {
        var project = DetectedProject(
            root: ProjectRoot.of(walk.entry, tree), layout: name,
            evidence: [
                Evidence("\(walk.entry) includes \(walk.files.count - 1) files", Evidence.mark)
            ])
        project.migrations = walk.files
        // Scripts beside those that are included, which nothing includes.
        let chosen = Set(walk.files.map(\.path))
        let folders = Set(walk.files.map { PathText.folder($0.path) })
        for folder in folders.sorted(by: String.byBytes) {
            for file in tree.names(in: folder) where file.hasSuffix(".sql") {
                let path = PathText.join(folder, file)
                if !chosen.contains(path), !TestFolders.looksLikeTest(path) {
                    project.leaveOut(path, "\(walk.entry) does not include it")
                }
            }
        }
        return project
    }
}

/// The files that a script includes, each followed by what it includes itself.
struct IncludeWalk {
    let entry: String
    private(set) var files: [Script] = []

    init(_ entry: String, _ tree: ProjectTree) {
        self.entry = entry
        files = [Script(entry, "includes the files below")]
        follow(entry, tree, above: [entry])
        if files.count == 1 { files[0].reason = "includes nothing" }
    }

    private mutating func follow(_ path: String, _ tree: ProjectTree, above: [String]) {
        let bytes = tree.bytes(path) ?? []
        guard bytes.contains(UInt8(ascii: "\\")) else { return }
        let lines = LineTable(bytes.span)
        var splitter = StatementSplitter(.psql)
        while let element = splitter.next(in: bytes.span) {
            guard case .directive(let token) = element else { continue }
            let directive = PsqlDirective(token, in: bytes.span)
            guard directive.name == .include || directive.name == .includeRelative,
                let target = directive.arguments.first?.constant
            else { continue }
            let candidates = IncludeResolution.candidates(
                target, isRelative: directive.name == .includeRelative, from: path,
                root: PathText.folder(entry))
            // What is missing, or includes itself, is reported when the files are read.
            guard let found = candidates.first(where: tree.contains), !above.contains(found) else {
                continue
            }
            let line = lines.position(at: Int(token.start)).line
            files.append(Script(found, "included by \(path), line \(line)", .included(by: entry)))
            follow(found, tree, above: above + [found])
        }
    }
}
