/// Finds the projects of a tree: the layouts that know their files first, then the rest as plain SQL.
public enum Layouts {
    /// Every project, in the order of their roots.
    public static func detect(_ tree: ProjectTree) -> [DetectedProject] {
        var projects = SupabaseLayout.detect(tree) + SqitchLayout.detect(tree)
        if projects.isEmpty, let plain = PlainLayout.detect(tree) { projects = [plain] }
        return projects.sorted { ($0.root, $0.layout) < ($1.root, $1.layout) }
    }
}
