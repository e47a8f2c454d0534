import SQLText

/// Hasura: `migrations/<database>/<version>_<name>/up.sql`, in older projects without the database,
/// by version (hasura/graphql-engine, `cli/migrate/source/file`). Each database is a project.
enum HasuraLayout: Layout {
    static let name = "hasura"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        FolderMigrations.parents(tree).compactMap { folder in
            guard let evidence = evidence(folder, tree) else { return nil }
            var project = DetectedProject(root: root(folder), layout: name, evidence: [evidence])
            let database = PathText.name(folder)
            if database != "migrations" { project.name = database }
            FolderMigrations.add(folder, tree, &project, version: Version.beforeUnderscore) {
                "version \($0.text)"
            }
            return project
        }
    }

    /// The folder that holds `migrations`.
    private static func root(_ folder: String) -> String {
        PathText.folder(PathText.name(folder) == "migrations" ? folder : PathText.folder(folder))
    }

    /// `config.yaml` beside `migrations`, as the CLI writes it; else its `metadata` folder.
    private static func evidence(_ folder: String, _ tree: ProjectTree) -> Evidence? {
        let isBelow =
            PathText.name(folder) == "migrations"
            || PathText.name(PathText.folder(folder)) == "migrations"
        guard isBelow else { return nil }
        let root = root(folder)
        let config = PathText.join(root, "config.yaml")
        if let text = tree.text(config),
            text.holds("endpoint:") || text.holds("metadata_directory:")
        {
            return Evidence(config, Evidence.ownFile)
        }
        let metadata = PathText.join(root, "metadata")
        let isHasura = tree.names(in: metadata).contains {
            $0 == "version.yaml" || $0 == "tables.yaml"
        }
        return isHasura ? Evidence(metadata, Evidence.mark) : nil
    }
}
