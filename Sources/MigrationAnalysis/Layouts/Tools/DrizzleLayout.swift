import Foundation
import SQLText

/// Drizzle: the entries of `meta/_journal.json` in order, each `<tag>.sql`; since 1.0 folders with
/// `migration.sql` and `snapshot.json`, by name (drizzle-orm, `src/migrator.ts`).
enum DrizzleLayout: Layout {
    static let name = "drizzle"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        let journals = tree.folders(holding: "_journal.json").filter { PathText.name($0) == "meta" }
            .map { journal($0, tree) }
        let parents = Set(
            tree.folders(holding: "migration.sql").filter {
                tree.names(in: $0).contains("snapshot.json")
            }.map(PathText.folder))
        return journals + parents.sorted(by: String.byBytes).map { folders($0, tree) }
    }

    private struct Journal: Decodable {
        struct Entry: Decodable {
            var idx: Int?
            var tag: String
        }
        var dialect: String?
        var entries: [Entry]
    }

    private static func journal(_ meta: String, _ tree: ProjectTree) -> DetectedProject {
        let path = PathText.join(meta, "_journal.json")
        let folder = PathText.folder(meta)
        var project = DetectedProject(
            root: ProjectRoot.of(folder, tree), layout: name,
            evidence: [Evidence(path, Evidence.ownFile)])
        let journal: Journal
        do {
            journal = try JSONDecoder().decode(
                Journal.self, from: Data((tree.text(path) ?? "").utf8))
        } catch {
            project.report(
                .brokenConfiguration,
                "not a Drizzle journal: expected JSON with \"entries\", each with a \"tag\"",
                file: path)
            return project
        }
        if let dialect = journal.dialect, !["postgresql", "pg"].contains(dialect) {
            project.report(
                .otherDatabase,
                "the dialect is \(dialect), not PostgreSQL; its migrations are not read", file: path
            )
            return project
        }
        for (index, entry) in journal.entries.enumerated() {
            let script = PathText.join(folder, entry.tag + ".sql")
            if tree.contains(script) {
                project.migrations.append(
                    Script(script, "entry \(entry.idx ?? index) of the journal", .marked(.drizzle)))
            } else {
                project.report(
                    .missingMigration, "the journal names \(script), which does not exist",
                    file: path)
            }
        }
        let chosen = Set(project.migrations.map(\.path))
        let others = tree.names(in: folder).filter { $0.hasSuffix(".sql") }
            .map { PathText.join(folder, $0) }.filter { !chosen.contains($0) }
        if chosen.isEmpty, !journal.entries.isEmpty, !others.isEmpty {
            readWithoutJournal(others, path, &project)
        } else {
            for script in others { project.leaveOut(script, "not in the journal") }
        }
        return project
    }

    /// A journal that names nothing of what stands beside it is out of use: something else deploys
    /// these files, in the order of their names at best.
    private static func readWithoutJournal(
        _ scripts: [String], _ journal: String, _ project: inout DetectedProject
    ) {
        project.migrations = scripts.sorted(by: NaturalOrder.isBefore)
            .map { Script($0, "natural order; the journal names no file here", .marked(.drizzle)) }
        project.ambiguities.append(
            "\(journal) names none of the SQL files beside it, so they stand in natural order; "
                + "name them in their order with --migrations if they are deployed otherwise")
    }

    private static func folders(_ folder: String, _ tree: ProjectTree) -> DetectedProject {
        var project = DetectedProject(
            root: ProjectRoot.of(folder, tree), layout: name,
            evidence: [
                Evidence(
                    "migration.sql beside snapshot.json in folders of \(folder.isEmpty ? "." : folder)",
                    Evidence.mark)
            ])
        project.migrations = tree.folders(holding: "migration.sql").filter {
            PathText.folder($0) == folder
        }.sorted(by: String.byBytes)
            .map {
                Script(
                    PathText.join($0, "migration.sql"), "folder \(PathText.name($0)), by name",
                    .marked(.drizzle))
            }
        return project
    }
}
