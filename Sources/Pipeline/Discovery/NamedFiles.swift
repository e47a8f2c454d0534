import Foundation
import MigrationAnalysis
import SchemaCatalog

/// Files, folders and patterns that the user names, in the order given.
struct NamedFiles {
    /// What the layout of files is called that are named one by one.
    private static let layout = "named"

    private let root: String
    private let layout: String?

    init(_ root: String, _ layout: String?) {
        self.root = root
        self.layout = layout
    }

    /// The migrations: files as they are named, folders as their layout orders them.
    ///
    /// - Parameter faults: What cannot be looked at.
    func projects(
        _ arguments: [String], _ faults: inout [Diagnostic]
    ) throws(PipelineError) -> [DetectedProject] {
        var found: [DetectedProject] = []
        var seen: Set<String> = []
        var all: [String] = []
        for argument in arguments.map(withinRoot) {
            let paths = try PathPattern.files(argument, root: root, &faults)
            all += paths
            let tree = Project.tree(root, paths)
            let isFolder =
                FileReader.fileKind(argument.hasPrefix("/") ? argument : root + "/" + argument)
                == .directory
            let detected = isFolder ? Layouts.detect(tree, only: layout.map { [$0] }) : []
            if detected.isEmpty || detected.map(\.layout) == ["plain"] {
                let left = detected.flatMap(\.leftOut)
                let chosen =
                    detected.isEmpty
                    ? paths.filter { !isFolder || $0.hasSuffix(".sql") }
                    : detected.flatMap { $0.migrations.map(\.path) }
                add(chosen.filter { seen.insert($0).inserted }, left, tree, &found)
            } else {
                found += detected
            }
        }
        // All of them are one database: what one makes another may use.
        let tree = Project.tree(root, all)
        for index in found.indices where found[index].layout == Self.layout {
            found[index].notePlatform(tree)
        }
        return found
    }

    private func add(
        _ paths: [String], _ leftOut: [DetectedProject.Choice], _ tree: ProjectTree,
        _ found: inout [DetectedProject]
    ) {
        if found.last?.layout != Self.layout {
            found.append(
                DetectedProject(
                    root: "", layout: Self.layout,
                    evidence: [Evidence("files named by hand", Evidence.ownFile)]))
        }
        found[found.count - 1].migrations += paths.map { Script.named($0, tree) }
        found[found.count - 1].leftOut += leftOut
    }

    /// The argument as a path from the root, where it lies below it: absolute, or with `.` and
    /// `..`.
    private func withinRoot(_ argument: String) -> String {
        let base = URL(fileURLWithPath: root).standardizedFileURL.path
        let full = argument.hasPrefix("/") ? argument : base + "/" + argument
        var parts: [Substring] = []
        for part in full.split(separator: "/") where part != "." {
            if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
        }
        let above = base.split(separator: "/")
        guard parts.starts(with: above) else { return argument }
        return parts.count == above.count ? "." : parts[above.count...].joined(separator: "/")
    }

    /// The tests, all files of the usual extensions.
    ///
    /// - Parameter faults: What cannot be looked at.
    func tests(
        _ arguments: [String], _ faults: inout [Diagnostic]
    ) throws(PipelineError) -> [String] {
        var files: [String] = []
        for argument in arguments.map(withinRoot) {
            let paths = try PathPattern.files(argument, root: root, &faults)
            files += paths.filter { path in
                path == argument || [".sql", ".pg", ".pgtap", ".t"].contains { path.hasSuffix($0) }
            }
        }
        var seen: Set<String> = []
        return files.filter { seen.insert($0).inserted }
    }
}
