import MigrationAnalysis
import SchemaCatalog
import SQLText

/// What to say where no SQL migrations are found.
struct NothingFound: CustomStringConvertible {
    let root: String
    let tree: ProjectTree
    let projects: [DetectedProject]
    let problems: [Diagnostic]

    var description: String {
        let tools = CodeBasedTool.detect(tree)
        return (projects.isEmpty && !tools.isEmpty ? tools.map(code) : found).joined(
            separator: "\n")
    }

    private func code(_ tool: CodeBasedTool) -> String {
        "\(root): the migrations are \(tool.name)'s (\(tool.evidence)): code, which pgcov does not read. Get their SQL"
            + " (\(tool.command)) and name it: pgcov gaps --migrations schema.sql. Or read a database: pgcov gaps --database URL"
    }

    private var found: [String] {
        var lines: [String] = []
        if projects.isEmpty {
            lines.append(
                "\(root): no SQL migrations found. Looked for the layouts of docs/Layouts.md, and for other .sql files that are no tests."
            )
        }
        for project in projects {
            let place = project.root.isEmpty ? root : "\(root)/\(project.root)"
            lines.append(
                "\(place): no SQL migrations found, though this is a \(project.layout) project (\(project.reason))."
            )
            lines += project.leftOut.prefix(5).map { "  left out: \($0.path) (\($0.reason))" }
        }
        lines += problems.prefix(5).map {
            "  \($0.location.map { "\($0.file):\($0.line): " } ?? "")\($0.message)"
        }
        return lines + ["Name them: pgcov gaps --migrations FOLDER --tests FOLDER"]
    }
}
