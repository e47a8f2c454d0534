import Foundation
import MigrationAnalysis
import SQLText
import SchemaCatalog
import TestSupport
import Testing

/// A project under `SQLFixtures/layouts`, and what `<name>.expected` beside it says of it.
struct LayoutFixture: CustomTestStringConvertible, Sendable {
    var name: String
    var testDescription: String { name }
    private var root: String { Repository.fixture("layouts/\(name)") }
    private var expectedPath: String { Repository.fixture("layouts/\(name).expected") }

    /// Every project there is.
    static let all: [LayoutFixture] = {
        let entries =
            (try? FileManager.default.contentsOfDirectory(atPath: Repository.fixture("layouts")))
            ?? []
        return entries.filter { !$0.hasSuffix(".expected") }.sorted().map {
            LayoutFixture(name: $0)
        }
    }()

    /// The files of the project.
    var tree: ProjectTree {
        let root = root
        let found = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        let files = found.filter { path in
            var isFolder: ObjCBool = false
            return unsafe FileManager.default.fileExists(
                atPath: "\(root)/\(path)", isDirectory: &isFolder) && !isFolder.boolValue
        }
        return ProjectTree(paths: files) { path in
            FileManager.default.contents(atPath: "\(root)/\(path)").map(Array.init)
        }
    }

    var projects: [DetectedProject] { Layouts.detect(tree) }

    func expected() throws -> String { try String(contentsOfFile: expectedPath, encoding: .utf8) }

    func record(_ text: String) throws {
        try text.write(toFile: expectedPath, atomically: true, encoding: .utf8)
    }

    /// The files as their tool sends them, in order, with what they include; each with its path.
    func deployed() throws -> [SourceFile] {
        let tree = tree
        return try projects.flatMap { project in
            try project.migrations.flatMap { script -> [SourceFile] in
                if case .included = script.reading { return [] }
                return try deployed(script.path, script.reading, project, tree)
            }
        }
    }

    private func deployed(
        _ path: String, _ reading: Reading, _ project: DetectedProject, _ tree: ProjectTree
    ) throws -> [SourceFile] {
        let bytes = Array((try #require(tree.text(path))).utf8)
        let file = DeployedSource.read(
            SourceFile(path: path, bytes: bytes), as: reading, project.placeholders
        ).file
        return try [file]
            + includes(file).flatMap { target, isRelative in
                let candidates = IncludeResolution.candidates(
                    target, isRelative: isRelative, from: path, root: project.root)
                return try deployed(
                    try #require(candidates.first(where: tree.contains)), .whole, project, tree)
            }
    }

    private func includes(_ file: SourceFile) -> [(String, Bool)] {
        var splitter = StatementSplitter(.psql)
        var found: [(String, Bool)] = []
        while let element = splitter.next(in: file.bytes.span) {
            guard case .directive(let token) = element else { continue }
            let directive = PsqlDirective(token, in: file.bytes.span)
            guard let target = directive.arguments.first?.constant else { continue }
            if directive.name == .include { found.append((target, false)) }
            if directive.name == .includeRelative { found.append((target, true)) }
        }
        return found
    }

    /// Each statement that is deployed: its place in the file on disk, and how it begins.
    func statements() throws -> [String] {
        try deployed().flatMap { file -> [String] in
            var splitter = StatementSplitter(.psql)
            var lines: [String] = []
            while let element = splitter.next(in: file.bytes.span) {
                guard case .statement(let statement) = element else { continue }
                let (line, column) = file.position(at: statement.range.lowerBound)
                let text = String(decoding: file.bytes[statement.range], as: UTF8.self).split(
                    whereSeparator: \.isWhitespace
                ).joined(separator: " ")
                lines.append("\(file.path):\(line):\(column)  \(text.prefix(90))")
            }
            return lines
        }
    }

    /// Everything that a layout says, and what it deploys.
    func description() throws -> String {
        var lines: [String] = []
        for project in projects {
            lines.append(
                "\(project.layout) in \(project.root.isEmpty ? "." : project.root): \(project.reason)"
            )
            if let name = project.name { lines.append("name: \(name)") }
            lines += project.migrations.map { "deploy   \($0.path)  (\($0.reason))" }
            lines += project.leftOut.map { "left out \($0.path)  (\($0.reason))" }
            lines += project.tests.map { "test     \($0)" }
            lines += project.ambiguities.map { "unsure   \($0)" }
            lines += project.problems.map { problem in
                let place = problem.location.map { "\($0.file):\($0.line)" } ?? ""
                return "fault    \(place) \(problem.rule): \(problem.message)"
            }
            lines.append("")
        }
        return (lines + ["statements"] + (try statements())).joined(separator: "\n") + "\n"
    }
}
