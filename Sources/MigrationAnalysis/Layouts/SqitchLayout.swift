/// Sqitch: the changes of `sqitch.plan` in its order, from `deploy/`; a change that is reworked after a
/// tag has its earlier script in `name@tag.sql` (sqitchtutorial, "In Place Changes").
enum SqitchLayout {
    static func detect(_ tree: ProjectTree) -> [DetectedProject] {
        tree.paths.filter { PathText.name($0) == "sqitch.plan" }.map { project($0, tree) }
    }

    private static func project(_ plan: String, _ tree: ProjectTree) -> DetectedProject {
        let planFolder = PathText.folder(plan)
        let configuration = SqitchConfiguration(tree, near: planFolder)
        let top = configuration.topFolder(from: planFolder)
        var project = DetectedProject(root: planFolder, layout: "sqitch", reason: plan)
        for change in SqitchPlan(tree.text(plan) ?? "").changes {
            let script = "\(change.name)\(change.suffix).sql"
            let folder = configuration.deployFolder ?? PathText.join(top, "deploy")
            let path = [configuration.reworkedFolder.map { PathText.join($0, script) }, PathText.join(folder, script)]
                .compactMap { $0 }.first(where: tree.contains)
            guard let path else {
                project.problems.append("\(plan):\(change.line): change \"\(change.name)\" has no script \(PathText.join(folder, script))")
                continue
            }
            project.migrations.append(.init(path, "line \(change.line) of the plan"))
        }
        let chosen = Set(project.migrations.map(\.path))
        for path in tree.files(under: top) where path.hasSuffix(".sql") && !chosen.contains(path) {
            switch PathText.parts(String(path.dropFirst(top.isEmpty ? 0 : top.count + 1))).first {
            case "revert": project.leftOut.append(.init(path, "reverts a change"))
            case "verify": project.leftOut.append(.init(path, "verifies a change"))
            case "deploy": project.leftOut.append(.init(path, "not in the plan"))
            default: break
            }
        }
        project.tests = TestFolders.tests(in: tree, root: top, leavingOut: chosen.union(project.leftOut.map(\.path)))
        return project
    }
}

/// `sqitch.plan`.
struct SqitchPlan {
    /// One change.
    struct Change {
        var name: String
        /// `@tag` where the change was reworked after that tag.
        var suffix: String
        /// Line of the plan, from 1.
        var line: Int
    }

    private(set) var changes: [Change] = []

    init(_ text: String) {
        // The tag that follows a change's last occurrence so far names its earlier script.
        var lastTag = ""
        var tagAfter: [Int: String] = [:]
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = raw.drop { $0 == " " || $0 == "\t" }
            guard let first = line.first, first != "#", first != "%", first != "\r" else { continue }
            let word = String(line.prefix { $0 != " " && $0 != "\t" && $0 != "\r" })
            if first == "@" {
                lastTag = word
                for change in changes.indices where tagAfter[change] == nil { tagAfter[change] = lastTag }
                continue
            }
            // A leading + deploys, a leading - takes a change back out of the plan.
            let name = first == "+" || first == "-" ? String(word.dropFirst()) : word
            if first == "-" {
                changes.removeAll { $0.name == name }
                continue
            }
            if let earlier = changes.lastIndex(where: { $0.name == name && $0.suffix.isEmpty }) {
                changes[earlier].suffix = tagAfter[earlier] ?? lastTag
            }
            changes.append(Change(name: name, suffix: "", line: index + 1))
        }
    }
}

/// What `sqitch.conf` says of folders.
struct SqitchConfiguration {
    private var values: [String: String] = [:]
    private let folder: String

    init(_ tree: ProjectTree, near folder: String) {
        // The file stands beside the plan, or above it where top_dir points down.
        var candidate = folder
        while !tree.contains(PathText.join(candidate, "sqitch.conf")), !candidate.isEmpty { candidate = PathText.folder(candidate) }
        self.folder = candidate
        var section = ""
        for raw in (tree.text(PathText.join(candidate, "sqitch.conf")) ?? "").split(separator: "\n") {
            let line = raw.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ").replacing("\t", with: "")
            if line.hasPrefix("[") {
                section = String(line.dropFirst().prefix { $0 != "]" }).replacing("\"", with: "").replacing(" ", with: ".")
            } else if let equals = line.firstIndex(of: "="), !line.hasPrefix("#") {
                let key = line[..<equals].replacing(" ", with: "")
                values["\(section).\(key)"] = String(line[line.index(after: equals)...].drop { $0 == " " })
            }
        }
    }

    private func value(_ key: String) -> String? {
        (values["engine.pg.\(key)"] ?? values["core.\(key)"]).map { path in
            path == "." ? folder : PathText.join(folder, path.hasSuffix("/") ? String(path.dropLast()) : path)
        }
    }

    var deployFolder: String? { value("deploy_dir") }
    var reworkedFolder: String? { value("reworked_deploy_dir") ?? value("reworked_dir").map { PathText.join($0, "deploy") } }
    func topFolder(from plan: String) -> String { value("top_dir") ?? plan }
}
