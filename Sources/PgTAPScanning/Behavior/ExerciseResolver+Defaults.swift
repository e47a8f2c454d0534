import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// Defaults that a test compares: of a column that may be null, and that every row looked at was put
/// in without.
extension ExerciseResolver {
    mutating func resolveDefaults(
        _ context: ExerciseContext, _ run: inout Run, _ entry: TestSuite.Entry, _ position: Int
    ) {
        let exercise = context.exercise
        let count = exercise.comparedColumns.count
        guard count > 0, !exercise.wanted.isEmpty, exercise.wanted.count % count == 0,
            // `is(…, 0)` compares, too, and wants nothing.
            context.compares || exercise.function == "is", !context.wantsError
        else { return }
        for (index, name) in exercise.comparedColumns.enumerated() where !name.isEmpty {
            let wanted = stride(from: index, to: exercise.wanted.count, by: count).map {
                exercise.wanted[$0]
            }
            guard let column = comparedColumn(name, context),
                column.facets[.nullability] == .text("nullable"),
                case .text(let text)? = column.facets[.default],
                let expression = StoredCondition.expression(text)
            else { continue }
            var evaluator = Evaluator()
            let value = evaluator.evaluate(expression.asColumn(of: column.facets[.type]))
            guard value != .unknown, value != .null,
                wanted.allSatisfy({
                    RowValue(.string($0))?.value(as: column.facets[.type]) == value
                }),
                !mayBeSetByTriggers(column, context),
                isLeftOut(column, context, entry, position)
            else { continue }
            run.add(Claim(column.id, .default))
        }
    }

    private func comparedColumn(_ name: String, _ context: ExerciseContext) -> CatalogObject? {
        guard
            let use = context.exercise.uses.columns.first(where: { $0.name == name && !$0.isStar })
        else { return nil }
        return use.candidates.lazy.compactMap(context.relation).compactMap {
            context.column(name, of: $0)
        }.first
    }

    private mutating func mayBeSetByTriggers(
        _ column: CatalogObject, _ context: ExerciseContext
    ) -> Bool {
        guard let relation = context.relation(of: column) else { return true }
        return context.children([.trigger], of: relation).contains { trigger in
            let effects = bodies.effects(of: context.function(of: trigger))
            return !effects.isKnown || effects.changesRow
                || effects.assigned.contains(column.id.name)
        }
    }

    /// Whether the rows that are looked at are known, and each was put in without a value for the
    /// column and has got none since.
    private mutating func isLeftOut(
        _ column: CatalogObject, _ context: ExerciseContext, _ entry: TestSuite.Entry,
        _ position: Int
    ) -> Bool {
        let uses = context.exercise.uses
        let name = column.id.name
        // What an INSERT itself returns.
        if let write = uses.writes.first {
            guard uses.writes.count == 1, write.command == .insert,
                context.relation(write.relation)?.id.name == column.id.relation
            else { return false }
            return write.conflictConstraint == nil && !write.columns.isEmpty
                && !write.columns.contains(name) && uses.reads.isEmpty
        }
        guard let relation = context.relation(of: column) else { return false }
        let filters = uses.filters.filter { context.relation($0.relation)?.id == relation.id }
        guard filters.count < 2,
            !filters.contains(where: { $0.equals.contains { $0.column == name } })
        else { return false }
        let place = RelationPlace(relation.id.schema, relation.id.name)
        let rows = (fixtureRows(entry).before[position]?[place] ?? []).filter { row in
            row.deletedBy == nil && filters.allSatisfy { FixtureRows.meets(row, $0) != false }
        }
        return !rows.isEmpty
            && rows.allSatisfy { row in
                row.values[name] == nil && row.nulledBy[name] == nil && !row.mayBeOther
                    && row.given.map { !$0.contains(name) } ?? false
            }
    }
}

extension ExerciseContext {
    /// The relation that a column is of.
    fileprivate func relation(of column: CatalogObject) -> CatalogObject? {
        column.id.relation.flatMap {
            catalog[ObjectID(.table, schema: column.id.schema, name: $0)]
        }
    }
}
