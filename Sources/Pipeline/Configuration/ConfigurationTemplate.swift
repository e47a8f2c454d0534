import Foundation
import MigrationAnalysis

/// The `.pgcov.yml` that `pgcov init` writes: short, commented, of what was detected.
public enum ConfigurationTemplate {
    /// Writes the file into a project's folder, and gives back its path.
    ///
    /// - Throws: ``PipelineError`` where there is one already, it cannot be written, or there is
    ///   nothing to analyze.
    public static func write(_ folder: String) throws(PipelineError) -> String {
        let path = folder.hasSuffix("/") ? folder + ".pgcov.yml" : folder + "/.pgcov.yml"
        guard FileReader.fileKind(path) == nil else {
            throw PipelineError(
                .configuration,
                "\(path) exists already; it is not overwritten. Edit it, or take it away first")
        }
        let project = try Project(folder, Configuration())
        try project.requireMigrations()
        do {
            // Not over a file that appears in between.
            try Data(text(project).utf8).write(
                to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch {
            throw PipelineError(
                .configuration, "\(path): cannot be written: \(error.localizedDescription)")
        }
        return path
    }

    /// The file's text.
    static func text(_ project: Project) -> String {
        """
        # pgcov names the facts of this schema that no pgTAP test checks. docs/Configuration.md lists every key;
        # what is commented out here shows its form.

        \(layout(project.projects))

        # How much must be tested: essential, standard or strict.
        level: standard

        # The least severity that fails a run: info, warning, error or never. With a threshold, coverage
        # decides instead of each gap.
        fail_on: warning
        # min_coverage: { total: 80, policy: 100 }

        # What owes no test: patterns of objects, and schemas that a platform provides.
        # exclude: ["public.schema_migrations", "audit.*"]
        # external_schemas: [auth, storage]

        # What gaps of a kind or facet, and diagnostics of a rule, count for: info, warning, error or off.
        # kinds: { index: info, policy.roles: error }
        # rules: { always-true: off }

        # psql variables and the placeholders of migration tools.
        # set: { tenant: acme }

        # What is let pass, and why; -- pgcov: ignore column.default REASON in the SQL does the same.
        # waivers:
        #   - { object: public.users.legacy_id, facet: default, reason: dropped in the next release }

        """
    }

    private static func layout(_ projects: [DetectedProject]) -> String {
        let found = projects.filter { !$0.migrations.isEmpty }
        let lines = found.map { project in
            "# \(project.layout) in \(project.root.isEmpty ? "." : project.root), by \(project.reason): migrations \(project.migrations.count), test files \(project.tests.count)"
        }
        let names = Set(found.map(\.layout))
        let pinned =
            names.count == 1
            ? names.map { "layout: \($0)" } : ["# layout: \(names.sorted().first ?? "plain")"]
        let roots = found.map { $0.name ?? ($0.root.isEmpty ? "." : $0.root) }
        let several =
            found.count > 1
            ? ["# project: [\(roots.map(quoted).joined(separator: ", "))]  # to take only some"]
            : []
        guard found.count == 1 else {
            return (["# Found (pgcov doctor lists the files):"] + lines + pinned + several).joined(
                separator: "\n")
        }
        let folders = folder(found.flatMap { $0.migrations.map(\.path) }).map {
            "# migrations: [\(quoted($0))]"
        }
        let tests = folder(found.flatMap(\.tests)).map { "# tests: [\(quoted($0))]" }
        return
            (["# Found (pgcov doctor lists the files):"] + lines + pinned
            + [folders, tests].compactMap { $0 }).joined(separator: "\n")
    }

    /// The folder that files have in common; nil where they have none.
    private static func folder(_ paths: [String]) -> String? {
        guard var common = paths.first.map({ $0.split(separator: "/").dropLast() }) else {
            return nil
        }
        for path in paths.dropFirst() {
            common =
                zip(common, path.split(separator: "/").dropLast()).prefix { $0 == $1 }.map(\.0)[...]
        }
        return common.isEmpty ? nil : common.joined(separator: "/")
    }

    private static func quoted(_ text: String) -> String {
        let isPlain =
            text.allSatisfy { $0.isLetter || $0.isNumber || "/_.-".contains($0) }
            && text.first?.isLetter ?? false
        return isPlain
            ? text : "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
