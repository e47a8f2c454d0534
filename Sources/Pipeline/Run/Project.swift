public import MigrationAnalysis

/// The projects of a folder, found by their layouts or named by hand.
public struct Project: Sendable {
    /// The folder that all paths are relative to.
    public let root: String
    public let projects: [DetectedProject]

    /// Finds what there is to analyze.
    ///
    /// - Throws: ``PipelineError`` with what was looked for, and where, when there is nothing.
    public init(_ root: String, _ configuration: Configuration) throws(PipelineError) {
        self.root = root
        guard FileReader.fileKind(root) == .directory else {
            throw PipelineError(.input, "\(root): no such folder; expected the root of a project with SQL migrations and pgTAP tests")
        }
        // Where everything is named by hand there is nothing to find.
        let isNamed = configuration.migrations != nil && configuration.tests != nil
        let tree = ProjectTree(paths: isNamed ? [] : TreeWalker(root).files) { path in try? FileReader.read(root + "/" + path) }
        projects = try Self.projects(root, tree, configuration)
        if projects.allSatisfy({ $0.migrations.isEmpty }), configuration.database == nil {
            throw PipelineError(.input, NothingFound(root: root, tree: tree, projects: projects).description)
        }
    }

    private static func projects(
        _ root: String, _ tree: ProjectTree, _ configuration: Configuration
    ) throws(PipelineError) -> [DetectedProject] {
        let detected = Layouts.detect(tree, only: configuration.layout.map { [$0] })
        if let layout = configuration.layout {
            if detected.isEmpty, configuration.migrations == nil {
                throw PipelineError(.input, "\(root): no \(layout) project found")
            }
        }
        guard configuration.migrations != nil || configuration.tests != nil else { return detected }
        var named = DetectedProject(root: "", layout: "named", evidence: [Evidence("files named by hand", Evidence.ownFile)])
        if let migrations = configuration.migrations {
            named.migrations = try chosen(migrations, root, [".sql"]).map { Script($0, "named by hand") }
        } else {
            (named.migrations, named.leftOut) = (detected.flatMap(\.migrations), detected.flatMap(\.leftOut))
        }
        if let tests = configuration.tests {
            named.tests = try chosen(tests, root, [".sql", ".pg", ".pgtap", ".t"])
        } else {
            let migrations = Set(named.migrations.map(\.path))
            named.tests = detected.flatMap(\.tests).filter { !migrations.contains($0) }
        }
        return [named]
    }

    /// Every script of all projects with what is put into it, in deploy order.
    var scripts: [ProjectScript] {
        projects.flatMap { project in
            project.migrations.map { ProjectScript($0, root: project.root, project.placeholders, project.variables) }
        }
    }

    /// The `search_path` that the projects' tools set up, when one does.
    var searchPath: [String]? { projects.compactMap(\.searchPath).first }

    private static func chosen(_ arguments: [String], _ root: String, _ extensions: [String]) throws(PipelineError) -> [String] {
        var files: [String] = []
        for argument in arguments { files += try PathPattern.files(argument, root: root, extensions: extensions) }
        var seen: Set<String> = []
        return files.filter { seen.insert($0).inserted }
    }
}
