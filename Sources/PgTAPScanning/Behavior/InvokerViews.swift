import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// Views with `security_invoker`: what they read is read as whoever asks, so that row security of
/// the tables behind them applies.
enum InvokerViews {
    /// How deep views over views are followed.
    private static let maximumDepth = 3

    /// The tables that are read as the role where a relation is: itself, or those behind a view.
    /// Each with what is asked for of its rows.
    static func tables(
        readBy relation: CatalogObject, _ context: ExerciseContext, depth: Int = 0
    ) -> [(CatalogObject, ExerciseContext)] {
        guard relation.definition.isInvoker, depth < maximumDepth else {
            return [(relation, context)]
        }
        let behind = Set(
            relation.definition.reads.filter { ObjectKind.relations.contains($0.kind) })
        return behind.sorted().flatMap { id -> [(CatalogObject, ExerciseContext)] in
            guard let next = context.catalog[id] else { return [] }
            let filters = context.exercise.uses.filters.compactMap { filter in
                context.relation(filter.relation)?.id == relation.id
                    ? filter.over(next, relation) : nil
            }
            return tables(readBy: next, context.asking(for: filters), depth: depth + 1)
        }
    }
}

extension StatementUses.Filter {
    /// What conditions on a view ask of a relation behind it: those on columns that have their
    /// names from there.
    fileprivate func over(_ relation: CatalogObject, _ view: CatalogObject) -> Self {
        func isFromThere(_ column: String) -> Bool {
            let places = view.definition.reads.filter { $0.kind == .column && $0.name == column }
            return !places.isEmpty
                && places.allSatisfy {
                    $0.schema == relation.id.schema && $0.relation == relation.id.name
                }
        }
        var filter = self
        filter.relation = QualifiedName(relation.id.schema, relation.id.name)
        filter.equals.removeAll { !isFromThere($0.column) }
        filter.looksUp.removeAll { !isFromThere($0) }
        // The view may have conditions of its own.
        filter.isWhole = false
        return filter
    }
}
