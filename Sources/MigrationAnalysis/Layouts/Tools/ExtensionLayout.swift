import SQLText

/// A PostgreSQL extension: the scripts that `CREATE EXTENSION` runs for the control file's default
/// version, the install script itself or the shortest chain of updates from another (PostgreSQL,
/// `commands/extension.c`, `find_install_path`).
enum ExtensionLayout: Layout {
    static let name = "extension"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        let extensions = tree.folders.flatMap { folder in
            // Secondary control files (name--version.control) belong to the first.
            folder.names.filter {
                ($0.hasSuffix(".control") || $0.hasSuffix(".control.in")) && !$0.contains("--")
                    && !PgTAPCopies.isControl(folder.file($0))
            }
            .compactMap { project(folder, $0, tree) }
        }
        return extensions.isEmpty
            ? tree.folders.compactMap { withoutControl($0, tree) } : extensions
    }

    /// Scripts that are named as an extension's and run by a program of their own: no control file
    /// says which version is meant, so it is the one that is not released yet, or the greatest.
    private static func withoutControl(_ folder: ProjectTree.Folder, _ tree: ProjectTree)
        -> DetectedProject?
    {
        guard
            let update = folder.names.first(where: { ExtensionScripts.isUpdate($0) }),
            let extensionName = update.split(separator: "--").first.map(String.init)
        else { return nil }
        let scripts = ExtensionScripts(extensionName, under: folder.path, tree)
        guard let version = scripts.unreleasedVersion ?? scripts.greatestVersion else { return nil }
        let chain = scripts.chain(to: version)
        var project = DetectedProject(
            root: folder.path, layout: name, name: extensionName,
            evidence: [Evidence("names of versions, as \(update)", Evidence.names)])
        project.migrations = chain.map { Script($0.path, $0.reason, .marked(.extensionScript)) }
        let chosen = Set(chain.map(\.path))
        for path in scripts.all where !chosen.contains(path) {
            project.leaveOut(path, "not on the way to version \(version)")
        }
        project.ambiguities.append(
            "no control file says which version is installed; version \(version) is the "
                + (version == scripts.unreleasedVersion ? "next one" : "greatest"))
        return project
    }

    private static func project(_ folder: ProjectTree.Folder, _ file: String, _ tree: ProjectTree)
        -> DetectedProject?
    {
        let extensionName = String(file.prefix { $0 != "." })
        let control = IniFile(tree.text(folder.file(file)) ?? "")
        let scripts = ExtensionScripts(extensionName, under: folder.path, tree)
        guard control.value("default_version") != nil || control.value("comment") != nil else {
            return nil
        }
        var project = DetectedProject(
            root: folder.path, layout: name, name: extensionName,
            evidence: [Evidence(folder.file(file), Evidence.ownFile)])
        // A template has the version from the build.
        let version = control.value("default_version").flatMap {
            $0.hasPrefix("@") ? scripts.greatestVersion : $0
        }
        var chain = scripts.chain(to: version)
        if chain.isEmpty, let parts = ExtensionMakefile.parts(extensionName, in: folder.path, tree)
        {
            chain = parts.map {
                ($0, "part of the install script, as the Makefile puts it together")
            }
        }
        project.migrations = chain.map { Script($0.path, $0.reason, .marked(.extensionScript)) }
        if chain.isEmpty {
            // Extensions of C alone have no scripts to speak of.
            guard !scripts.all.isEmpty else { return nil }
            project.report(
                .missingMigration,
                "no script installs version \(version ?? "?") of \(extensionName)",
                file: folder.file(file))
        }
        let chosen = Set(chain.map(\.path))
        for path in scripts.all where !chosen.contains(path) {
            project.leaveOut(
                path,
                PathText.name(path).hasPrefix("uninstall")
                    ? "takes the extension away" : "not on the way to the default version")
        }
        project.requires = Set(
            (control.value("requires") ?? "").split { ", ".contains($0) }.map(String.init))
        let schema =
            control.value("schema")
            ?? ExtensionSchema.named(
                extensionName, makes: project.migrations.map(\.path), under: folder.path, tree)
            ?? "public"
        project.placeholders = Placeholders(
            .delimited(prefix: "@", suffix: "@"),
            [
                "extschema": schema, "extowner": "postgres",
                "extversion": version ?? "",
            ],
            home: folder.file(file))
        // The server puts in its own and leaves others as they stand; a build puts in more.
        project.placeholders.mustHaveValues = chain.contains { $0.path.hasSuffix(".in") }
        addSchema(schema, control, folder.file(file), &project)
        return project
    }

    /// CREATE EXTENSION makes the control file's schema where it is missing, and puts it in front.
    private static func addSchema(
        _ schema: String, _ control: IniFile, _ path: String, _ project: inout DetectedProject
    ) {
        guard schema != "public", schema != "pg_catalog", !project.migrations.isEmpty else {
            return
        }
        project.searchPath = [schema, "public"]
        let line = control.entries.last { $0.key == "schema" }?.line ?? 1
        // Another extension of the same schema may have made it. IF NOT EXISTS would say that
        // somebody else may have, such as a platform.
        let pieces = [
            EmbeddedSQL(
                "DO $$BEGIN CREATE SCHEMA \"\(schema)\"; "
                    + "EXCEPTION WHEN duplicate_schema THEN NULL; END$$", line: line),
            EmbeddedSQL("SET search_path TO \"\(schema)\", public", line: line),
        ]
        for index in project.migrations.indices.dropLast() {
            project.migrations[index].goesOn = true
        }
        project.migrations.insert(
            Script(
                path, "CREATE EXTENSION makes the schema \(schema) first", .embedded(pieces),
                goesOn: true), at: 0)
    }
}
