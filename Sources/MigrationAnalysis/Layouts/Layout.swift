/// One tool's way of laying out migrations.
protocol Layout: Sendable {
    /// The name that `--layout` takes.
    static var name: String { get }
    /// Every project of this tool in a tree, with tests left to ``Layouts``.
    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject]
}
