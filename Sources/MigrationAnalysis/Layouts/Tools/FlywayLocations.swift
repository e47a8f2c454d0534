import SQLText

/// Where Flyway looks for migrations.
enum FlywayLocations {
    /// The folders that the settings name.
    static func folders(_ settings: FlywaySettings, _ tree: ProjectTree) -> [String] {
        var found: [String] = []
        let isProgram =
            settings.isBuild
            || settings.path.map { PathText.name($0).hasPrefix("application") } ?? false
        for location in settings.locations ?? [
            isProgram ? "classpath:db/migration" : "filesystem:sql"
        ] {
            for folder in resolve(location, settings, tree) where !found.contains(folder) {
                found.append(folder)
            }
        }
        return found
    }

    private static func resolve(_ location: String, _ settings: FlywaySettings, _ tree: ProjectTree)
        -> [String]
    {
        let isFile = location.hasPrefix("filesystem:")
        let path =
            (location.firstIndex(of: ":").map { String(location[location.index(after: $0)...]) }
            ?? location)
            .replacing("{vendor}", with: "postgresql")
        if isFile { return PathText.resolve(path, from: settings.folder).map { [$0] } ?? [] }
        // A place on the class path is a folder of resources somewhere in the same module.
        let wanted = PathText.parts(path).joined(separator: "/")
        let module =
            settings.isBuild
            ? settings.folder
            : settings.folder.firstRange(of: "src/main/resources").map {
                String(settings.folder[..<$0.lowerBound])
            } ?? ""
        let candidates = Set(
            tree.folders.map(\.path).filter { !isAside($0) }.flatMap { ancestors($0) })
        return candidates.filter {
            ($0 == wanted || $0.hasSuffix("/" + wanted)) && $0.hasPrefix(module)
        }.sorted(by: String.byBytes)
    }

    /// Migrations that only tests run, and copies that a build made.
    private static func isAside(_ path: String) -> Bool {
        ["src/test/", "src/integrationTest/", "build/resources/", "bin/main/", "out/production/"]
            .contains { path.hasPrefix($0) || path.holds("/" + $0) }
    }

    /// With a description, which Flyway does not ask for: `V1.sql` may be anybody's.
    private static func isVersioned(_ name: String, _ settings: FlywaySettings) -> Bool {
        if case .versioned = FlywayName(name, settings) { true } else { false }
    }

    private static func ancestors(_ path: String) -> [String] {
        var found: [String] = []
        var current = path
        while !current.isEmpty {
            found.append(current)
            current = PathText.folder(current)
        }
        return found
    }

    /// Folders with Flyway's names and no settings: the nearest one called `migration`,
    /// `migrations` or `sql`, else their own.
    static func unconfigured(_ tree: ProjectTree, except taken: [String]) -> [String] {
        let settings = FlywaySettings()
        // Looked up once: most names are ruled out by these.
        let (prefix, separator) = (settings.versioned, settings.separator)
        var found: [String] = []
        for folder in tree.folders
        where !isAside(folder.path)
            && !taken.contains(where: {
                // Above the places that some setting names none looks.
                PathText.lies(folder.path, in: $0) || PathText.lies($0, in: folder.path)
            })
        {
            let hasMigrations = folder.names.contains {
                $0.hasPrefix(prefix) && $0.holds(separator) && isVersioned($0, settings)
            }
            guard hasMigrations else { continue }
            let top =
                ancestors(folder.path).first {
                    ["migration", "migrations", "sql"].contains(PathText.name($0))
                } ?? folder.path
            if !found.contains(where: { PathText.lies(top, in: $0) }) { found.append(top) }
        }
        return found
    }
}
