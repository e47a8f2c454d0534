import SQLText

/// A PostgreSQL extension: the scripts that `CREATE EXTENSION` runs for the control file's default
/// version, the install script itself or the shortest chain of updates from another (PostgreSQL,
/// `commands/extension.c`, `find_install_path`).
enum ExtensionLayout: Layout {
    static let name = "extension"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        tree.folders.flatMap { folder in
            // Secondary control files (name--version.control) belong to the first.
            folder.names.filter {
                ($0.hasSuffix(".control") || $0.hasSuffix(".control.in")) && !$0.contains("--")
            }
            .compactMap { project(folder, $0, tree) }
        }
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
        var chain = scripts.chain(to: control.value("default_version"))
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
                "no script installs version \(control.value("default_version") ?? "?") of \(extensionName)",
                file: folder.file(file))
        }
        let chosen = Set(chain.map(\.path))
        for path in scripts.all where !chosen.contains(path) {
            project.leaveOut(
                path,
                PathText.name(path).hasPrefix("uninstall")
                    ? "takes the extension away" : "not on the way to the default version")
        }
        let schema = control.value("schema") ?? "public"
        project.placeholders = Placeholders(
            .delimited(prefix: "@", suffix: "@"),
            [
                "extschema": schema, "extowner": "postgres",
                "extversion": control.value("default_version") ?? "",
            ],
            home: folder.file(file))
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
        let piece = EmbeddedSQL("CREATE SCHEMA IF NOT EXISTS \"\(schema)\"", line: line)
        project.migrations.insert(
            Script(path, "CREATE EXTENSION makes the schema \(schema) first", .embedded([piece])),
            at: 0)
    }
}

/// The scripts of one extension.
struct ExtensionScripts {
    /// All of them, installed or not.
    private(set) var all: [String] = []
    private var installs: [String: String] = [:]
    private var updates: [String: [(to: String, path: String)]] = [:]
    private var sources: [String] = []

    init(_ name: String, under folder: String, _ tree: ProjectTree) {
        for path in tree.files(under: folder) {
            let file = PathText.name(path)
            guard let stem = Self.stem(file),
                PathText.parts(PathText.relative(path, to: folder)).count <= 3
            else { continue }
            if stem == name {
                sources.append(path)
            } else if stem == "uninstall_" + name {
                all.append(path)
                continue
            } else if stem.hasPrefix(name + "--") {
                let parts = stem.dropFirst(name.count + 2).split(
                    separator: "--", omittingEmptySubsequences: false
                ).map(String.init)
                if parts.count == 1 { installs[parts[0]] = installs[parts[0]] ?? path }
                if parts.count == 2 { updates[parts[0], default: []].append((parts[1], path)) }
            } else {
                continue
            }
            all.append(path)
        }
    }

    private static func stem(_ file: String) -> String? {
        if file.hasSuffix(".sql") { return String(file.dropLast(4)) }
        return file.hasSuffix(".sql.in") ? String(file.dropLast(7)) : nil
    }

    /// The scripts to run for a version. Without one that bears it, the source that the build
    /// copies.
    func chain(to version: String?) -> [(path: String, reason: String)] {
        if let version, let path = installs[version] {
            return [(path, "installs version \(version)")]
        }
        if let version,
            let best = installs.keys.compactMap({ path(from: $0, to: version) }).min(
                by: Self.isBetter)
        {
            return best
        }
        return sources.first.map { [($0, "what the build makes the install script of")] } ?? []
    }

    /// Fewest scripts first; then, as the server does, the greater name of the first version.
    private static func isBetter(
        _ a: [(path: String, reason: String)], _ b: [(path: String, reason: String)]
    ) -> Bool {
        a.count != b.count ? a.count < b.count : String.byBytes(b[0].path, a[0].path)
    }

    private func path(from start: String, to end: String) -> [(path: String, reason: String)]? {
        guard let install = installs[start] else { return nil }
        var ways: [String: [(path: String, reason: String)]] = [
            start: [(install, "installs version \(start)")]
        ]
        var queue = [start]
        while !queue.isEmpty {
            let current = queue.removeFirst()
            if current == end { return ways[current] }
            for update in (updates[current] ?? []).sorted(by: { String.byBytes($0.to, $1.to) })
            where ways[update.to] == nil {
                ways[update.to] =
                    (ways[current] ?? []) + [(update.path, "updates \(current) to \(update.to)")]
                queue.append(update.to)
            }
        }
        return nil
    }
}
