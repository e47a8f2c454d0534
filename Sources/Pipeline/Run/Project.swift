public import MigrationAnalysis
import SchemaCatalog

/// The projects of a folder, found by their layouts or named by hand.
public struct Project: Sendable {
    /// The folder that all paths are relative to.
    public let root: String
    /// Those of each tool, in the order in which they are deployed.
    public let projects: [DetectedProject]
    /// Whether all projects make one database, as what is named by hand does.
    private let isOneDatabase: Bool
    private let readsDatabase: Bool
    /// What was looked for, and what to do, where there are no migrations.
    let nothingFound: String?
    /// What is wrong with the files as they lie: what cannot be looked at first.
    let problems: [Diagnostic]

    /// Finds what there is to analyze.
    ///
    /// - Throws: ``PipelineError`` where the folder, or what is named, does not exist.
    public init(_ root: String, _ configuration: Configuration) throws(PipelineError) {
        try self.init(root, try Self.tree(of: root, configuration, FilesAtHand()), configuration)
    }

    /// Finds what there is to analyze in a tree that ``tree(of:_:_:)`` gave.
    init(_ root: String, _ tree: ProjectTree, _ configuration: Configuration) throws(PipelineError)
    {
        self.root = root
        readsDatabase = configuration.database != nil
        isOneDatabase = configuration.migrations != nil || configuration.database != nil
        var faults = tree.faults
        projects = try Self.projects(root, tree, configuration, &faults)
        // What lies below two folders that are named is met twice.
        var seen: Set<Diagnostic> = []
        problems = (faults + projects.flatMap(\.problems)).filter { seen.insert($0).inserted }
        let isEmpty = projects.allSatisfy(\.migrations.isEmpty)
        nothingFound =
            isEmpty
            ? NothingFound(root: root, tree: tree, projects: projects, problems: problems)
                .description : nil
    }

    /// Ends a run that has nothing to read.
    func requireMigrations() throws(PipelineError) {
        if let nothingFound, !readsDatabase { throw PipelineError(.input, nothingFound) }
    }

    /// The files below a folder.
    ///
    /// - Parameter files: Where those that are read stay at hand.
    /// - Throws: ``PipelineError`` where there is no such folder.
    static func tree(
        of root: String, _ configuration: Configuration, _ files: FilesAtHand
    ) throws(PipelineError) -> ProjectTree {
        guard FileReader.fileKind(root) == .directory else {
            throw PipelineError(
                .input,
                "\(root): no such folder; expected the root of a project with SQL migrations and pgTAP tests"
            )
        }
        // Where everything is named by hand there is nothing to find.
        let isNamed = configuration.migrations != nil && configuration.tests != nil
        guard !isNamed else { return tree(root, [], [], files) }
        let found = TreeWalker(root)
        return tree(root, found.files, found.faults, files)
    }

    /// A tree of paths relative to `root`, or absolute ones.
    static func tree(
        _ root: String, _ paths: [String], _ faults: [Diagnostic] = [],
        _ files: FilesAtHand = FilesAtHand()
    ) -> ProjectTree {
        ProjectTree(paths: paths, faults: faults) { path in
            try? files.read(path.hasPrefix("/") ? path : root + "/" + path)
        }
    }

    private static func projects(
        _ root: String, _ tree: ProjectTree, _ configuration: Configuration,
        _ faults: inout [Diagnostic]
    ) throws(PipelineError) -> [DetectedProject] {
        var found = Layouts.detect(tree, only: configuration.layout.map { [$0] })
        if let layout = configuration.layout, found.isEmpty, configuration.migrations == nil {
            throw PipelineError(.input, "\(root): no \(layout) project found")
        }
        if let names = configuration.projects { found = try chosen(names, found) }
        let tests = found.flatMap(\.tests)
        let migrations = configuration.migrations
        if let migrations {
            found = try NamedFiles(root, configuration.layout).projects(migrations, &faults)
        }
        if let named = configuration.tests {
            Layouts.replaceTests(
                try NamedFiles(root, nil).tests(named, &faults), in: &found,
                reason: configuration.namesAllTests
                    ? "tests: of the configuration does not name it" : nil)
        } else if migrations != nil {
            let taken = Set(found.flatMap(\.migrations).map(\.path))
            Layouts.replaceTests(tests.filter { !taken.contains($0) }, in: &found)
        }
        return found
    }

    /// The projects of these roots or names.
    private static func chosen(_ names: [String], _ found: [DetectedProject]) throws(PipelineError)
        -> [DetectedProject]
    {
        var result: [DetectedProject] = []
        for name in names {
            let bare = name == "." ? "" : name.hasSuffix("/") ? String(name.dropLast()) : name
            let fitting = found.filter { $0.root == bare || $0.name == name }
            guard !fitting.isEmpty else {
                let known = found.map { $0.name ?? ($0.root.isEmpty ? "." : $0.root) }.joined(
                    separator: ", ")
                throw PipelineError(
                    .configuration,
                    "--project \(name): no such project; found: \(known.isEmpty ? "none" : known)")
            }
            result += fitting.filter { !result.contains($0) }
        }
        return result
    }

    /// Every script of a project with what is put into it, in deploy order.
    static func scripts(_ project: DetectedProject) -> [ProjectScript] {
        project.migrations.map {
            ProjectScript($0, root: project.root, project.placeholders, project.variables)
        }
    }

    // MARK: - Databases

    /// The projects by the database that they make: those of one root share it, unless their tool
    /// names several, and those that one requires belong to it.
    public var databases: [[DetectedProject]] {
        guard !isOneDatabase else { return [projects] }
        var groups: [[DetectedProject]] = []
        for project in projects {
            let joined = groups.indices.filter { groups[$0].contains { Self.share(project, $0) } }
            guard let first = joined.first else {
                groups.append([project])
                continue
            }
            groups[first].append(project)
            for other in joined.dropFirst().reversed() { groups[first] += groups.remove(at: other) }
        }
        return groups
    }

    private static func share(_ a: DetectedProject, _ b: DetectedProject) -> Bool {
        if a.requires.contains(b.name ?? "") || b.requires.contains(a.name ?? "") { return true }
        return a.root == b.root
            && (a.name == nil || b.name == nil || a.name == b.name || a.layout != b.layout)
    }
}
