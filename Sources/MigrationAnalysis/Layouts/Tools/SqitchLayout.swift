/// Sqitch: the changes of a plan in its order, from `deploy/`. A change that is reworked after a
/// tag has its earlier script in `name@tag.sql` (sqitch, `App::Sqitch::Plan::Change`,
/// `path_segments`).
enum SqitchLayout: Layout {
    static let name = "sqitch"

    /// `~/.sqitch/sqitch.conf` is a user's settings (`App::Sqitch::Config`, `user_file`), of no
    /// project.
    private static let userFolder = ".sqitch"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        var projects: [DetectedProject] = []
        var planned: Set<String> = []
        for folder in tree.folders(holding: "sqitch.conf")
        where !isBundle(folder, tree) && PathText.name(folder) != userFolder {
            let path = PathText.join(folder, "sqitch.conf")
            let targets = SqitchTarget.all(IniFile(tree.text(path) ?? ""), in: folder, tree)
            for target in targets where planned.insert(target.plan).inserted || targets.count == 1 {
                projects.append(project(target, path, tree))
            }
        }
        for folder in tree.folders(holding: "sqitch.plan") where !isBundle(folder, tree) {
            let plan = PathText.join(folder, "sqitch.plan")
            if planned.insert(plan).inserted {
                projects.append(project(SqitchTarget(plan: plan), plan, tree))
            }
        }
        return projects
    }

    /// Whether `sqitch bundle` made a folder: it stands below the project that it is of. Two
    /// projects of one name cannot be in one database.
    private static func isBundle(_ folder: String, _ tree: ProjectTree) -> Bool {
        func name(_ folder: String) -> String? {
            tree.text(PathText.join(folder, "sqitch.plan")).flatMap { SqitchPlan($0).project }
        }
        guard !folder.isEmpty, let own = name(folder) else { return false }
        var above = folder
        while !above.isEmpty {
            above = PathText.folder(above)
            if name(above) == own { return true }
        }
        return false
    }

    private static func project(_ target: SqitchTarget, _ source: String, _ tree: ProjectTree)
        -> DetectedProject
    {
        let plan = SqitchPlan(tree.text(target.plan) ?? "")
        var evidence = [Evidence(target.plan, Evidence.ownFile)]
        if source != target.plan { evidence.append(Evidence(source, Evidence.ownFile)) }
        var project = DetectedProject(
            root: PathText.folder(target.plan), layout: name, name: plan.project, evidence: evidence
        )
        project.variables = target.variables
        guard target.engine == "pg" else {
            project.report(
                .otherDatabase,
                "\(source) is for \(target.engine), not PostgreSQL; its scripts are not read",
                file: source)
            return project
        }
        guard tree.contains(target.plan) else {
            project.report(
                .missingPlan, "\(source) needs the plan \(target.plan), which does not exist",
                file: source)
            return project
        }
        project.requires = plan.requiredProjects
        addChanges(plan, target, tree, &project)
        checkDependencies(plan, target, &project)
        leaveOutTheRest(target, tree, &project)
        return project
    }

    private static func addChanges(
        _ plan: SqitchPlan, _ target: SqitchTarget, _ tree: ProjectTree,
        _ project: inout DetectedProject
    ) {
        if plan.changes.isEmpty {
            project.report(
                .emptyPlan, "the plan has no changes, so nothing is deployed", file: target.plan)
        }
        for change in plan.changes {
            let script = script(of: change, target, tree)
            guard tree.contains(script.path) else {
                project.report(
                    .missingMigration,
                    "change \"\(change.name)\" has no script \(script.path); sqitch would stop here. Restore the file, or take the change out of the plan",
                    file: target.plan, line: change.line)
                continue
            }
            let version = script.tag.map { ", as it was at \($0)" } ?? ""
            project.migrations.append(
                Script(script.path, "line \(change.line) of the plan\(version)"))
        }
    }

    private static func script(
        of change: SqitchPlan.Change, _ target: SqitchTarget, _ tree: ProjectTree
    ) -> (path: String, tag: String?) {
        guard !change.reworkTags.isEmpty else {
            return (PathText.join(target.deploy, "\(change.name).\(target.fileExtension)"), nil)
        }
        let candidates = change.reworkTags.map { tag in
            (
                path: PathText.join(
                    target.reworkedDeploy, "\(change.name)\(tag).\(target.fileExtension)"),
                tag: String?.some(tag)
            )
        }
        return candidates.first { tree.contains($0.path) } ?? candidates[0]
    }

    /// Sqitch refuses a plan whose changes require what comes later.
    private static func checkDependencies(
        _ plan: SqitchPlan, _ target: SqitchTarget, _ project: inout DetectedProject
    ) {
        var seen: Set<String> = []
        for change in plan.changes {
            for requirement in change.requires {
                var name = requirement
                if let colon = name.firstIndex(of: ":") {
                    guard name[..<colon] == plan.project ?? "" else { continue }
                    name = String(name[name.index(after: colon)...])
                }
                let bare = String(name.prefix { $0 != "@" })
                if !bare.isEmpty, !seen.contains(bare) {
                    project.report(
                        .unmetDependency,
                        "change \"\(change.name)\" requires \"\(requirement)\", which does not stand before it in the plan",
                        file: target.plan, line: change.line)
                }
            }
            seen.insert(change.name)
        }
    }

    private static func leaveOutTheRest(
        _ target: SqitchTarget, _ tree: ProjectTree, _ project: inout DetectedProject
    ) {
        let chosen = Set(project.migrations.map(\.path))
        for path in tree.files(under: target.top)
        where path.hasSuffix(".\(target.fileExtension)") && !chosen.contains(path) {
            switch PathText.parts(PathText.relative(path, to: target.top)).first {
            case "revert": project.leaveOut(path, "reverts a change")
            case "verify": project.leaveOut(path, "verifies a change")
            default:
                if PathText.lies(path, in: target.deploy) {
                    project.leaveOut(path, "not in the plan")
                }
            }
        }
    }
}
