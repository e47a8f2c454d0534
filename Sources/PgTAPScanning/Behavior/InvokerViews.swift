import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// Views with `security_invoker`: what they read is read as whoever asks, so that row security of
/// the tables behind them applies.
enum InvokerViews {
    /// How deep views over views are followed.
    private static let maximumDepth = 3

    /// A table that is read as the role.
    struct Table {
        let object: CatalogObject
        /// With what is asked for of its rows.
        let context: ExerciseContext
        /// Whether conditions on the view choose its rows by what another relation has in it, so
        /// that nobody can tell which of them are asked for.
        var isChosenByOthers = false
    }

    /// The tables that are read as the role where a relation is: itself, or those behind a view.
    static func tables(
        readBy relation: CatalogObject, _ context: ExerciseContext, depth: Int = 0
    ) -> [Table] {
        guard relation.definition.isInvoker, depth < maximumDepth else {
            return [Table(object: relation, context: context)]
        }
        let behind = Set(
            relation.definition.reads.filter { ObjectKind.relations.contains($0.kind) })
        let asked = context.exercise.uses.filters.filter {
            context.relation($0.relation)?.id == relation.id
        }
        return behind.sorted().flatMap { id -> [Table] in
            guard let next = context.catalog[id] else { return [] }
            let filters = asked.map { $0.over(next, relation) }
            let isChosenByOthers = zip(asked, filters).contains { asked, filter in
                asked.asks ? !filter.asks : !asked.isWhole && behind.count > 1
            }
            return tables(readBy: next, context.asking(for: filters), depth: depth + 1).map {
                var table = $0
                table.isChosenByOthers = table.isChosenByOthers || isChosenByOthers
                return table
            }
        }
    }
}

extension StatementUses.Filter {
    /// Whether it names columns that rows are looked for by.
    fileprivate var asks: Bool { !equals.isEmpty || !looksUp.isEmpty }

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
