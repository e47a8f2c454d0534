import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// INSTEAD OF triggers that do what the server would do without them: it writes through a view over
/// one relation itself (manual, CREATE VIEW, "Updatable Views").
enum PlainViewWrite {
    /// Whether a trigger on a view hands the row over to the relation behind it, as it is.
    static func isDone(
        by trigger: CatalogObject, _ write: StatementUses.Write, _ context: ExerciseContext
    ) -> Bool {
        guard
            let view = trigger.id.relation.flatMap({
                context.catalog.object([.view], inSchema: trigger.id.schema, named: $0)
            })
        else { return false }
        let behind = view.definition.reads.filter { ObjectKind.relations.contains($0.kind) }
        guard behind.count == 1, context.relation(write.relation)?.id == behind[0] else {
            return false
        }
        if write.command == .delete { return true }
        let columns = Set(view.definition.reads.filter { $0.kind == .column }.map(\.name))
        return write.columns.count == write.values.count && columns.isSuperset(of: write.columns)
            && zip(write.columns, write.values).allSatisfy { $1 == .column(["new", $0]) }
    }
}
