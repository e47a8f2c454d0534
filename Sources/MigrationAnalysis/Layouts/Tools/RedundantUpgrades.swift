/// Scripts that bring an older database to what the scripts beside them create anew: whoever keeps
/// both runs the one or the other.
enum RedundantUpgrades {
    private static let words: Set<String> = ["upgrade", "upgrades", "update", "updates"]

    /// Leaves out what stands in folders of upgrades, where most of what it creates is created by
    /// the other scripts as well.
    static func leaveOut(of project: inout DetectedProject, _ tree: ProjectTree) {
        let upgrades = project.migrations.filter { isUpgrade($0.path) }
        guard !upgrades.isEmpty, upgrades.count < project.migrations.count else { return }
        let others = CreationOrder.created(
            by: project.migrations.map(\.path).filter { !isUpgrade($0) }, in: tree)
        let own = CreationOrder.created(by: upgrades.map(\.path), in: tree)
        guard !others.isEmpty, own.intersection(others).count * 2 >= own.count else { return }
        project.migrations.removeAll { isUpgrade($0.path) }
        for script in upgrades {
            project.leaveOut(script.path, "upgrades to what the other scripts create")
        }
        project.ambiguities.append(
            "\(upgrades.count) scripts in folders of upgrades are left out, for the others create what they do; name all with --migrations if they run as well"
        )
    }

    private static func isUpgrade(_ path: String) -> Bool {
        PathText.hasFolder(in: path) { folder in
            folder.lowercased().split { !$0.isLetter }.contains { words.contains(String($0)) }
        }
    }
}
