import QueryAnalysis
import SchemaCatalog

/// Tables that a test file shows to be kept from a role to which the platform's default privileges
/// would give them: reading one must fail with 42501, which row security alone never does. Whoever
/// has such tests runs without those defaults, and what the role must not write is refused for want
/// of the privilege as well.
struct WithheldTables {
    private struct Entry: Hashable {
        var role: String
        var table: ObjectID
    }

    private var entries: Set<Entry> = []

    init() {}

    init(_ entry: TestSuite.Entry, _ catalog: Catalog) {
        for exercise in entry.file.exercises where exercise.state == .active {
            guard case .fails("42501", let message) = exercise.expectation,
                message?.contains("permission denied") ?? true,
                exercise.uses.reads.count == 1, exercise.uses.writes.isEmpty
            else { continue }
            let context = ExerciseContext(exercise, entry.file, catalog)
            guard let role = context.ownRole,
                let table = context.relation(exercise.uses.reads[0]), table.id.kind == .table,
                exercise.uses.calls.allSatisfy({ context.routine($0) == nil })
            else { continue }
            entries.insert(Entry(role: role, table: table.id))
        }
    }

    func contains(_ table: CatalogObject, _ role: String) -> Bool {
        entries.contains(Entry(role: role, table: table.id))
    }
}
