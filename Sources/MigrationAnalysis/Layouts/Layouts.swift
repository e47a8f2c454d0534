/// Finds the projects of a tree: every layout says what it sees, the best supported one keeps the
/// files that several claim, and what no tool claims is plain SQL.
public enum Layouts {
    private static let tools: [any Layout.Type] = [
        SupabaseLayout.self, SqitchLayout.self, FlywayLayout.self, LiquibaseLayout.self,
        GooseLayout.self, DbmateLayout.self,
        SqlMigrateLayout.self, TernLayout.self, GraphileMigrateLayout.self, PrismaLayout.self,
        DrizzleLayout.self,
        DieselLayout.self, HasuraLayout.self, RefineryLayout.self, AtlasLayout.self,
        NodePgMigrateLayout.self,
        DbMigrateLayout.self, PgrollLayout.self, GolangMigrateLayout.self, SqlxLayout.self,
        ExtensionLayout.self,
        StructureFileLayout.self, ManifestLayout.self, IncludeTreeLayout.self, DumpLayout.self,
    ]

    /// The names that `--layout` takes, sorted.
    public static let names: [String] = (tools.map { $0.name } + [PlainLayout.name]).sorted()

    /// Every project, in the order of their roots.
    ///
    /// - Parameter only: Layouts to look for; nil for all.
    public static func detect(_ tree: ProjectTree, only: Set<String>? = nil) -> [DetectedProject] {
        let foreign = OtherDatabases(tree).files
        var projects =
            foreign.isEmpty ? find(tree, only) : find(tree.without(Set(foreign.keys)), only)
        if projects.isEmpty, !foreign.isEmpty {
            projects = [
                DetectedProject(
                    root: "", layout: PlainLayout.name,
                    evidence: [Evidence("SQL files", Evidence.weak)])
            ]
        }
        for index in projects.indices { projects[index].notePlatform(tree) }
        for path in tree.paths {
            if let system = foreign[path] {
                projects[owner(of: path, projects)].leaveOut(path, "for \(system)")
            }
        }
        return byRequirement(
            projects.sorted {
                ($0.root, $0.layout, $0.name ?? "") < ($1.root, $1.layout, $1.name ?? "")
            })
    }

    private static func find(_ tree: ProjectTree, _ only: Set<String>?) -> [DetectedProject] {
        let marks = MarkSurvey(tree)
        let claims = tools.filter { only?.contains($0.name) ?? true }.flatMap {
            $0.detect(tree, marks)
        }
        var projects = settle(claims)
        leaveOutPackaged(tree, &projects)
        projects.removeAll { $0.migrations.isEmpty && $0.leftOut.isEmpty && $0.problems.isEmpty }
        // What tests feed to a program is no schema of the project's, if there is another.
        if !projects.allSatisfy(isTestData) { projects.removeAll(where: isTestData) }
        // A tool's project without migrations is an answer too: what it leaves out is not deployed.
        if only?.contains(PlainLayout.name) ?? true {
            projects += PlainProjects(tree, beside: projects).found
        }
        TestDiscovery(tree).assign(to: &projects)
        leaveOutDoubles(tree, &projects)
        leaveOutTheRest(tree, &projects)
        return projects
    }

    /// Whether all of a project lies in folders of tests, or in those that Go's tools pass over by
    /// their name.
    private static func isTestData(_ project: DetectedProject) -> Bool {
        !project.migrations.isEmpty
            && project.migrations.allSatisfy { script in
                PathText.hasFolder(in: script.path) {
                    $0 == "testdata" || TestFolders.isName($0)
                }
            }
    }

    /// Puts projects behind those that they require; a circle stays in the order of the roots.
    private static func byRequirement(_ projects: [DetectedProject]) -> [DetectedProject] {
        var rest = projects
        var ordered: [DetectedProject] = []
        while !rest.isEmpty {
            let waiting = Set(rest.compactMap(\.name))
            let next =
                rest.firstIndex {
                    $0.requires.isDisjoint(with: waiting.subtracting([$0.name ?? ""]))
                } ?? 0
            ordered.append(rest.remove(at: next))
        }
        return ordered
    }

    /// Puts named tests in place of the found ones.
    ///
    /// - Parameter reason: Why others are run by nobody; nil where those named are not all.
    public static func replaceTests(
        _ tests: [String], in projects: inout [DetectedProject], reason: String? = nil
    ) {
        let named = Set(tests)
        for index in projects.indices {
            let others = projects[index].tests.filter { !named.contains($0) }
            projects[index].unrunTests =
                reason.map { reason in
                    projects[index].unrunTests.filter { !named.contains($0.path) }
                        + others.map { DetectedProject.Choice($0, reason) }
                } ?? []
            projects[index].tests = []
        }
        TestDiscovery.hand(out: tests, to: &projects)
    }

    // MARK: - Several claims

    /// Lets each file belong to one project, and dumps give way to the migrations that make them.
    private static func settle(_ claims: [DetectedProject]) -> [DetectedProject] {
        var accepted: [DetectedProject] = []
        for claim in claims.enumerated().sorted(by: isBetter).map(\.element) {
            if let rival = accepted.firstIndex(where: { sharesFiles($0, claim) }) {
                noteRival(claim, &accepted[rival])
            } else if claim.isSnapshot,
                let history = accepted.firstIndex(where: { isHistory($0, of: claim) })
            {
                for script in claim.migrations
                where !accepted[history].leftOut.contains(where: { $0.path == script.path }) {
                    accepted[history].leaveOut(
                        script.path, "\(script.reason); the migrations make it")
                }
            } else if isList(claim),
                let history = accepted.firstIndex(where: { isHistory($0, around: claim) })
            {
                for script in claim.migrations {
                    accepted[history].leaveOut(
                        script.path,
                        "\(script.reason); the \(accepted[history].layout) migrations make the schema"
                    )
                }
            } else {
                accepted.append(claim)
            }
        }
        return accepted
    }

    /// Histories before snapshots, then the higher score, then the order of the tools.
    private static func isBetter(
        _ a: EnumeratedSequence<[DetectedProject]>.Element,
        _ b: EnumeratedSequence<[DetectedProject]>.Element
    ) -> Bool {
        if a.element.isSnapshot != b.element.isSnapshot { return b.element.isSnapshot }
        return a.element.score != b.element.score
            ? a.element.score > b.element.score : a.offset < b.offset
    }

    private static func sharesFiles(_ accepted: DetectedProject, _ claim: DetectedProject) -> Bool {
        let taken = Set(accepted.migrations.map(\.path)).union(accepted.leftOut.map(\.path))
        return claim.migrations.contains { taken.contains($0.path) }
    }

    private static func noteRival(_ claim: DetectedProject, _ accepted: inout DetectedProject) {
        guard !claim.migrations.isEmpty, claim.score * 2 > accepted.score, !claim.isSnapshot else {
            return
        }
        let chosen = accepted.migrations.map(\.path)
        let rest = claim.migrations.map(\.path).filter(chosen.contains)
        let isSame = rest == chosen.filter(rest.contains) && rest.count == chosen.count
        accepted.ambiguities.append(
            "the files could also be \(claim.layout)'s (\(claim.reason)); "
                + (isSame
                    ? "the order would be the same"
                    : "the order would differ: choose with --layout"))
    }

    private static func isHistory(_ project: DetectedProject, of snapshot: DetectedProject) -> Bool
    {
        !project.isSnapshot && !project.migrations.isEmpty
            && (PathText.lies(snapshot.root, in: project.root)
                || PathText.lies(project.root, in: snapshot.root))
    }

    /// Whether a claim is of scripts that some file lists, by whatever tool or by hand.
    private static func isList(_ claim: DetectedProject) -> Bool {
        [ManifestLayout.name, IncludeTreeLayout.name].contains(claim.layout)
    }

    /// Whether a list of scripts stands within the project of a tool: data, or helpers of its own.
    private static func isHistory(_ project: DetectedProject, around list: DetectedProject) -> Bool
    {
        !isList(project) && !project.isSnapshot && !project.migrations.isEmpty
            && !project.ownFolder.isEmpty
            && list.migrations.allSatisfy { PathText.lies($0.path, in: project.ownFolder) }
    }

    /// An extension that packs up what a tool's migrations beside it make is not deployed as well.
    private static func leaveOutPackaged(_ tree: ProjectTree, _ projects: inout [DetectedProject]) {
        func created(_ project: DetectedProject) -> Set<String> {
            CreationOrder.created(by: project.migrations.map(\.path), in: tree)
        }
        for package in projects where package.layout == ExtensionLayout.name {
            guard
                let maker = projects.firstIndex(where: {
                    $0.layout != ExtensionLayout.name && $0.root == package.root
                        && !$0.isSnapshot && !isList($0)
                })
            else { continue }
            let made = created(package)
            guard !made.isEmpty,
                made.intersection(created(projects[maker])).count * 2 > made.count
            else { continue }
            for script in package.migrations {
                projects[maker].leaveOut(
                    script.path,
                    "\(script.reason); the \(projects[maker].layout) migrations make the same")
            }
            projects.removeAll { $0 == package }
        }
    }

    /// What another project around it, or within it, makes as well is one schema that is written
    /// down twice: the one that is tested is kept.
    private static func leaveOutDoubles(_ tree: ProjectTree, _ projects: inout [DetectedProject]) {
        let isTested = { (project: DetectedProject) in !project.tests.isEmpty }
        guard projects.contains(where: isTested), !projects.allSatisfy(isTested) else { return }
        let made = projects.map {
            CreationOrder.created(by: $0.migrations.map(\.path), in: tree)
        }
        var doubles: Set<Int> = []
        for (index, double) in projects.enumerated() where double.tests.isEmpty {
            let maker = projects.indices.first { other in
                let project = projects[other]
                let isNear =
                    PathText.lies(project.root, in: double.root)
                    || PathText.lies(double.root, in: project.root)
                return other != index && !project.tests.isEmpty && isNear
                    && !project.requires.contains(double.name ?? "")
                    && made[index].count >= minimumOfDoubles
                    && made[index].intersection(made[other]).count * 4 >= made[index].count * 3
            }
            guard let maker else { continue }
            for script in double.migrations {
                projects[maker].leaveOut(
                    script.path,
                    "\(script.reason); the \(projects[maker].layout) scripts, which have the tests, make the same"
                )
            }
            projects[maker].leftOut += double.leftOut
            doubles.insert(index)
        }
        projects = projects.enumerated().filter { !doubles.contains($0.offset) }.map(\.element)
    }

    /// Schemas of fewer names may be alike by chance.
    private static let minimumOfDoubles = 4

    // MARK: - The rest

    /// No SQL file goes unmentioned.
    private static func leaveOutTheRest(_ tree: ProjectTree, _ projects: inout [DetectedProject]) {
        guard !projects.isEmpty else { return }
        var mentioned: Set<String> = []
        for project in projects {
            mentioned.formUnion(project.migrations.map(\.path))
            mentioned.formUnion(project.leftOut.map(\.path))
            mentioned.formUnion(project.tests)
        }
        for path in tree.paths where path.hasSuffix(".sql") && !mentioned.contains(path) {
            let owner = owner(of: path, projects)
            let reason =
                TestFolders.looksLikeTest(path)
                ? "stands among tests, and calls no pgTAP function"
                : "no part of the \(projects[owner].layout) migrations"
            projects[owner].leaveOut(path, reason)
        }
    }

    /// The project with the deepest root above a file, or the first.
    private static func owner(of path: String, _ projects: [DetectedProject]) -> Int {
        projects.indices.filter { PathText.lies(path, in: projects[$0].root) }.max {
            projects[$0].root.count < projects[$1].root.count
        } ?? 0
    }
}
