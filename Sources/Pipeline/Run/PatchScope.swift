import CoverageAnalysis
import MigrationAnalysis
import SchemaCatalog
import SQLText

/// Which migrations a run is about: what they make or alter owes tests, the rest does not ("patch
/// coverage").
struct PatchScope: Sendable {
    /// Paths of migrations and of what they include.
    private let paths: Set<String>
    /// How it is told to people.
    let title: String
    /// What could not be had as asked.
    let note: Diagnostic?

    /// The scope that a configuration asks for; nil for everything.
    static func of(_ configuration: Configuration, _ project: Project) async throws(PipelineError)
        -> PatchScope?
    {
        if let revision = configuration.since {
            let changed = try await GitRepository(project.root).changedFiles(since: revision)
            let note = changed.note.map {
                Diagnostic(rule: "shallow-history", severity: .info, message: $0, location: nil)
            }
            return PatchScope(
                paths: changed.files, title: "migrations added or changed since \(revision)",
                note: note)
        }
        guard let name = configuration.after else { return nil }
        return PatchScope(
            paths: try following(name, project), title: "migrations after \(name)", note: nil)
    }

    /// The paths of the migrations behind the named one, in its project.
    private static func following(_ name: String, _ project: Project) throws(PipelineError) -> Set<
        String
    > {
        let orders = project.databases.map { $0.flatMap { $0.migrations.map(\.path) } }
        let paths = Set(orders.joined())
        let matches =
            [{ $0 == name }, { hasName($0, name) }, { hasVersion($0, name) }]
            .map { (fits: (String) -> Bool) in paths.filter(fits).sorted() }.first { !$0.isEmpty }
            ?? []
        guard let found = matches.first else {
            throw PipelineError(
                .configuration,
                "--after \(name): no such migration\(hint(name, paths)); expected a path, a file name or a version of pgcov inspect layout"
            )
        }
        guard matches.count == 1 else {
            throw PipelineError(
                .configuration,
                "--after \(name): several migrations fit (\(matches.joined(separator: ", "))); give the path of one"
            )
        }
        let order = orders.first { $0.contains(found) } ?? []
        // A reworked file may stand twice; its last place counts.
        return Set(order[((order.lastIndex(of: found) ?? 0) + 1)...])
    }

    /// `; did you mean "…"?`, where a name is near.
    private static func hint(_ name: String, _ paths: Set<String>) -> String {
        let files = paths.compactMap { $0.split(separator: "/").last }
        let stems = Set(files.map { String($0.prefix { $0 != "." }) })
        return NameHint.text(name, stems.sorted())
    }

    /// `0003_x.up.sql`, `0003_x.up`, `0003_x`; for `0003_x/up.sql` also its folder.
    private static func hasName(_ path: String, _ name: String) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        guard let file = parts.last else { return false }
        let stem = file.prefix { $0 != "." }
        return file == name || stem == name || file.hasPrefix(name + ".")
            || parts.dropLast().last == name
    }

    /// The number that the name, or the folder of its own, begins with.
    private static func hasVersion(_ path: String, _ version: String) -> Bool {
        guard let number = digits(version), number.count == version.count else { return false }
        let parts = path.split(separator: "/").suffix(2).map {
            $0.drop { !$0.isNumber && $0.isLetter }
        }
        return parts.contains { digits($0)?.drop { $0 == "0" } == number.drop { $0 == "0" } }
    }

    private static func digits(_ text: some StringProtocol) -> Substring? {
        let digits = Substring(text).prefix { $0.isASCII && $0.isNumber }
        return digits.isEmpty ? nil : digits
    }

    /// Whether one of the migrations made or altered the object.
    func covers(_ provenance: [Provenance]) -> Bool {
        provenance.contains { paths.contains($0.location.file) }
    }

    /// Whether a migration is one of them; with false, its own faults are old.
    func contains(_ path: String) -> Bool { paths.contains(path) }
}
