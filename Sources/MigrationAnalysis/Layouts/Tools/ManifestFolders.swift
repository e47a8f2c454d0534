/// Lists of scripts in folders side by side (`sql/changes/ORDER`, `sql/modules/ORDER`), each of
/// scripts beneath its own: parts of one deployment where one uses what another makes. A script in
/// the folder above makes what they start from, if they use what it makes and hardly make it again.
struct ManifestFolders {
    /// A list's path, and what it says.
    typealias List = (path: String, project: DetectedProject)

    private let tree: ProjectTree

    init(_ tree: ProjectTree) { self.tree = tree }

    /// A project for each deployment.
    func projects(of lists: [List]) -> [DetectedProject] {
        var groups: [(above: String?, lists: [List])] = []
        for list in lists {
            let above = folderAbove(list)
            if let above,
                let index = groups.firstIndex(where: { group in
                    group.above == above && group.lists.contains { areOfOneSchema($0, list) }
                })
            {
                groups[index].lists.append(list)
            } else {
                groups.append((above, [list]))
            }
        }
        return groups.map { group in
            group.above.map { joined(group.lists, above: $0) } ?? group.lists[0].project
        }
    }

    /// Nil for a list of scripts that lie elsewhere, or one at the top.
    private func folderAbove(_ list: List) -> String? {
        let folder = PathText.folder(list.path)
        guard !folder.isEmpty,
            list.project.migrations.allSatisfy({ PathText.lies($0.path, in: folder) })
        else { return nil }
        return PathText.folder(folder)
    }

    /// Whether one of two lists uses several things that the other makes and it does not.
    private func areOfOneSchema(_ a: List, _ b: List) -> Bool {
        let (a, b) = (names(of: a), names(of: b))
        return [(a, b), (b, a)].contains { user, maker in
            user.used.intersection(maker.created).subtracting(user.created).count
                >= Self.minimumInCommon
        }
    }

    /// Fewer names may be alike by chance: services of one repository have lists side by side, too.
    private static let minimumInCommon = 4

    private func names(of list: List) -> CreationOrder.Names {
        CreationOrder.names(in: list.project.migrations.map(\.path), of: tree)
    }

    private func joined(_ lists: [List], above: String) -> DetectedProject {
        let listed = lists.map(names)
        let order = CreationOrder.sorted(listed.map(\.byTables))
        let bases = bases(of: listed, above: above, Set(lists.map(\.path)))
        guard var project = order.first.map({ lists[$0].project }) else { return lists[0].project }
        for index in order.dropFirst() { project.append(lists[index].project) }
        guard lists.count > 1 || !bases.isEmpty else { return project }
        project.root = ProjectRoot.of(PathText.join(above, "list"), tree)
        project.ownFolder = project.root
        project.migrations.insert(
            contentsOf: bases.map { Script($0, "makes what the listed scripts start from") }, at: 0)
        if lists.count > 1 {
            project.ambiguities.append(
                "of lists in folders side by side the one that makes the tables that others use goes first"
            )
        }
        return project
    }

    /// The scripts above the lists that make what those use and do not make.
    private func bases(
        of lists: [CreationOrder.Names], above: String, _ paths: Set<String>
    ) -> [String] {
        let created = lists.reduce(into: Set<String>()) { $0.formUnion($1.created) }
        let used = lists.reduce(into: Set<String>()) { $0.formUnion($1.used) }
        let scripts = tree.names(in: above).filter { $0.hasSuffix(".sql") }
            .map { PathText.join(above, $0) }
            .filter { path in
                guard !TestFolders.looksLikeTest(path) else { return false }
                let own = CreationOrder.created(by: [path], in: tree)
                let news = own.subtracting(created)
                return !news.isDisjoint(with: used) && news.count * 2 > own.count
            }
        return CreationOrder.sorted(scripts, in: tree)
    }
}
