import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// Columns that a trigger sets to what they are given anyway: nobody would miss it for them.
extension ExerciseResolver {
    mutating func idleColumns(
        of trigger: CatalogObject, _ write: StatementUses.Write, _ context: ExerciseContext,
        _ rows: KnownRows
    ) -> Set<String> {
        guard let function = context.function(of: trigger),
            write.valuesOfRows.allSatisfy({ $0.count == write.columns.count })
        else { return [] }
        var idle = bodies.effects(of: function).assigned.intersection(write.columns)
        guard !idle.isEmpty, let block = bodies.block(of: function) else { return [] }
        // Of several rows what it leaves as it is in each.
        for values in write.valuesOfRows where !idle.isEmpty {
            var single = write
            (single.values, single.rows) = (values, [])
            idle = self.idle(idle, of: function, block, single, context, rows)
        }
        return idle
    }

    private func idle(
        _ set: Set<String>, of function: CatalogObject, _ block: ProceduralBlock,
        _ write: StatementUses.Write, _ context: ExerciseContext, _ rows: KnownRows
    ) -> Set<String> {
        let given = Dictionary(zip(write.columns, write.values)) { first, _ in first }
        let assigned = ProceduralStep.valuesOfNewRow(in: block.steps)
        let row = RowAtHand(
            of: write, context.relation(write.relation), rows.before, unsure: [], context)
        let run = BodyRun(
            of: block, rows.sight.environment(context.within(function, .none)),
            variables: row.variables(write.command))
        return set.filter { column in
            if let value = given[column], let all = assigned[column], !all.isEmpty,
                all.allSatisfy({ $0.withoutCasts == value.withoutCasts })
            {
                return true
            }
            guard let before = row.new[column], before != .unknown else { return false }
            return run.field("new", column) == before
        }
    }
}

extension ProceduralStep {
    /// What a trigger's steps set fields of NEW to, by their names.
    static func valuesOfNewRow(in steps: [ProceduralStep]) -> [String: [Expression]] {
        var values: [String: [Expression]] = [:]
        for step in steps {
            switch step.kind {
            case .assign("new", let field?, let value): values[field, default: []].append(value)
            case .block(let block):
                values.merge(valuesOfNewRow(in: block.steps)) { $0 + $1 }
            case .branch(let branches, let otherwise):
                values.merge(valuesOfNewRow(in: branches.flatMap(\.steps) + otherwise)) { $0 + $1 }
            case .loop(_, _, let body): values.merge(valuesOfNewRow(in: body)) { $0 + $1 }
            default: break
            }
        }
        return values
    }
}

extension Expression {
    fileprivate var withoutCasts: Expression {
        if case .cast(let inner, _) = self { inner.withoutCasts } else { self }
    }
}
