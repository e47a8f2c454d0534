/// Rails and Ecto: `structure.sql`, the schema that pg_dump wrote of the migrations, which are code
/// (Rails guides, "Active Record Migrations"; `mix ecto.dump`).
enum StructureFileLayout: Layout {
    static let name = "structure.sql"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        var projects: [DetectedProject] = []
        for folder in tree.folders {
            for file in folder.names
            where file == "structure.sql" || file.hasSuffix("_structure.sql") {
                if let project = project(folder, file, tree) { projects.append(project) }
            }
        }
        return projects
    }

    private static func project(_ folder: ProjectTree.Folder, _ file: String, _ tree: ProjectTree)
        -> DetectedProject?
    {
        let isEcto =
            folder.path.hasSuffix("priv/repo")
            || tree.manifest("mix.exs", above: folder.path, mentions: "ecto") != nil
        let isRails = PathText.name(folder.path) == "db"
        guard isEcto || isRails else { return nil }
        let tool = isEcto ? "Ecto" : "Rails"
        var project = DetectedProject(
            root: ProjectRoot.of(folder.file(file), tree), layout: name,
            evidence: [Evidence("\(folder.file(file)), as \(tool) writes it", Evidence.mark)])
        let prefix = file == "structure.sql" ? "" : String(file.dropLast("_structure.sql".count))
        if !prefix.isEmpty { project.name = prefix }
        project.isSnapshot = true
        project.migrations = [Script(folder.file(file), "the schema as \(tool) dumps it")]
        return project
    }
}
