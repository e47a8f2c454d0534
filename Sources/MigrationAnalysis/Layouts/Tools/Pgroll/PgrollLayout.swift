import SQLText
import Yams

/// pgroll: JSON or YAML files with `operations`, by name (`CollectFilesFromDir`); of `sql` those
/// `onComplete` behind the others of their file (`op_raw_sql.go`).
enum PgrollLayout: Layout {
    static let name = "pgroll"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        tree.folders.compactMap { folder in
            let files = folder.names.filter(isCandidate)
            guard let first = files.first, operations(folder.file(first), tree) != nil else {
                return nil
            }
            return project(folder, files, tree)
        }
    }

    private static func isCandidate(_ name: String) -> Bool {
        [".json", ".yaml", ".yml"].contains { name.hasSuffix($0) } && Version.number(name) != nil
    }

    private static func operations(_ path: String, _ tree: ProjectTree) -> Node.Sequence? {
        guard let text = tree.text(path), text.holds("operations"),
            let root = try? Yams.compose(yaml: text)
        else { return nil }
        return root["operations"]?.sequence
    }

    private static func project(
        _ folder: ProjectTree.Folder, _ files: [String], _ tree: ProjectTree
    ) -> DetectedProject {
        var project = DetectedProject(
            root: ProjectRoot.of(folder.path, tree), layout: name,
            evidence: [Evidence("files with operations in \(folder.path)", Evidence.mark)])
        for file in files {
            let path = folder.file(file)
            guard let operations = operations(path, tree) else {
                project.leaveOut(path, "has no operations")
                continue
            }
            let pieces = read(operations, path, &project)
            if pieces.isEmpty {
                project.leaveOut(path, "holds no SQL that can be read")
            } else {
                project.migrations.append(Script(path, "by name", .embedded(pieces)))
            }
        }
        return project
    }

    private static func read(
        _ operations: Node.Sequence, _ path: String, _ project: inout DetectedProject
    ) -> [EmbeddedSQL] {
        var pieces: [EmbeddedSQL] = []
        var atCompletion: [EmbeddedSQL] = []
        for case .mapping(let operation) in operations {
            for (key, value) in operation {
                let name = key.string ?? "?"
                let line = (key.mark ?? value.mark)?.line ?? 1
                if name == "sql", let up = value["up"], case .scalar(let scalar) = up {
                    let piece = EmbeddedScalar.piece(scalar)
                    if value["onComplete"]?.bool ?? false {
                        atCompletion.append(piece)
                    } else {
                        pieces.append(piece)
                    }
                    continue
                }
                do {
                    let operation = PgrollOperation(name: name, node: value, line: line)
                    if let statements = try operation.statements() {
                        pieces += statements
                    } else {
                        project.report(
                            .opaqueMigration,
                            "what the operation \(name) does is not known; compare with a database (--database) or write it as a sql operation",
                            file: path, line: line)
                    }
                } catch {
                    project.report(
                        .brokenConfiguration, "\(error.message), without which pgroll refuses it",
                        file: path, line: error.line)
                }
            }
        }
        return pieces + atCompletion
    }
}

/// SQL in a YAML or JSON value.
enum EmbeddedScalar {
    /// The value with the line on which its text begins: a block's is the line after its mark.
    static func piece(_ scalar: Node.Scalar) -> EmbeddedSQL {
        let line = scalar.mark?.line ?? 1
        let isBlock = scalar.style == .literal || scalar.style == .folded
        return EmbeddedSQL(scalar.string, line: isBlock ? line + 1 : line)
    }
}
