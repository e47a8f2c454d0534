import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// Which of the rows that a test has made the policies of their table let somebody see or change:
/// what of row security a result hangs on.
struct RowSight {
    /// The rows known to be there.
    var rows: [RelationPlace: [FixtureRows.Row]]
    var signedIn: SignedIn
    /// Functions that policies call, where they are queries, by name.
    var routines: [String: QueryRoutine]

    /// What is known of some rows under some policies.
    struct Verdict {
        /// Policies without which all the rows would be let through as well, or were not let
        /// through by them.
        var idle: Set<ObjectID> = []
        /// Whether some row is known to be let through by none.
        var hidesSome = false
        /// Whether each row is known to be let through by some.
        var showsAll = false
        /// Tables that the only policy to let some row through must find a row in.
        var reads: Set<ObjectID> = []
    }

    /// A table whose rows nobody sees.
    private var hidden: ObjectID?

    init(
        rows: [RelationPlace: [FixtureRows.Row]], signedIn: SignedIn,
        routines: [String: QueryRoutine]
    ) {
        (self.rows, self.signedIn, self.routines) = (rows, signedIn, routines)
    }

    /// So many rows say what the others do.
    private static let maximumRows = 24

    /// What policies do to the rows that a statement asks for; nil where none is known.
    ///
    /// - Parameter filter: Nil where it asks for all.
    func verdict(
        _ policies: [CatalogObject], _ table: CatalogObject, _ filter: StatementUses.Filter?,
        _ context: ExerciseContext
    ) -> Verdict? {
        let place = RelationPlace(table.id.schema, table.id.name)
        let asked = (rows[place] ?? []).lazy.filter { row in
            row.deletedBy == nil && (filter.map { FixtureRows.meets(row, $0) != false } ?? true)
        }.prefix(Self.maximumRows)
        return verdict(policies, table, Array(asked), context) { $0.conditions.first }
    }

    /// What policies do to rows that are put in; nil where none is known.
    func verdict(
        inserting write: StatementUses.Write, _ policies: [CatalogObject], _ table: CatalogObject,
        _ context: ExerciseContext
    ) -> Verdict? {
        let rows = FixtureRows.rows(of: write, context)
        return verdict(policies, table, rows, context) { $0.conditions.last }
    }

    private func verdict(
        _ policies: [CatalogObject], _ table: CatalogObject, _ rows: [FixtureRows.Row],
        _ context: ExerciseContext, _ condition: (CatalogObject) -> Expression?
    ) -> Verdict? {
        guard !rows.isEmpty, !policies.isEmpty, signedIn != .unknown else { return nil }
        var verdict = Verdict(idle: Set(policies.map(\.id)), showsAll: true)
        var isLetThrough = false
        for row in rows {
            let outcomes = policies.map { policy in
                condition(policy).flatMap { holds($0, of: policy, row, table, context) }
            }
            let letting = zip(policies, outcomes).filter { $0.1 == true }
            if letting.isEmpty { verdict.showsAll = false }
            if outcomes.contains(where: { $0 != false }) { isLetThrough = true }
            if outcomes.allSatisfy({ $0 == false }) { verdict.hidesSome = true }
            if letting.count == 1, outcomes.count(where: { $0 == nil }) == 0,
                let only = condition(letting[0].0)
            {
                verdict.reads.formUnion(reads(only, of: letting[0].0, row, table, context))
            }
            for (policy, outcome) in zip(policies, outcomes) where outcome != false {
                if !letting.contains(where: { $0.0.id != policy.id }) {
                    verdict.idle.remove(policy.id)
                }
            }
        }
        // Where nothing is let through, no policy is known to be needless.
        if !isLetThrough { verdict.idle = [] }
        return verdict
    }

    /// The tables without whose rows a condition that holds for a row would not.
    private func reads(
        _ condition: Expression, of policy: CatalogObject, _ row: FixtureRows.Row,
        _ table: CatalogObject, _ context: ExerciseContext
    ) -> Set<ObjectID> {
        guard let inner = context.within(policy) else { return [] }
        let tables = Set(inner.exercise.uses.reads.compactMap { inner.relation($0)?.id })
        return tables.filter { read in
            var blind = self
            blind.hidden = read
            return blind.holds(condition, of: policy, row, table, context) == false
        }
    }

    /// Whether a policy's condition holds for a row; nil where that cannot be told.
    private func holds(
        _ condition: Expression, of policy: CatalogObject, _ row: FixtureRows.Row,
        _ table: CatalogObject, _ context: ExerciseContext
    ) -> Bool? {
        guard let inner = context.within(policy) else {
            // It names nothing: `true`.
            var evaluator = Evaluator()
            return evaluator.evaluate(condition).truth
        }
        let values = Self.values(of: row, table, context)
        let record = Value.record(values.map { Value.Field($0.name, $0.value) })
        let byName = Dictionary(values.map { ($0.name, $0.value) }) { first, _ in first }
        var environment = Environment()
        environment.searchPath = context.catalog.searchPath
        environment.variable = { $0 == table.id.name ? record : byName[$0] }
        environment.relation = { schema, name in
            self.relation(QualifiedName(schema, name), inner)
        }
        environment.routine = { name, count in self.routine(name, count) }
        var evaluator = Evaluator(environment)
        evaluator.recordsReads = false
        let value = evaluator.evaluate(condition)
        return value == .null ? false : value.truth
    }

    /// A table with the rows that are known of it; nil where none is.
    private func relation(_ name: QualifiedName, _ context: ExerciseContext) -> QueryEvaluation
        .Relation?
    {
        guard let table = context.relation(name),
            let known = rows[RelationPlace(table.id.schema, table.id.name)]
        else { return nil }
        let columns = context.columns(of: table).map(\.id.name)
        return QueryEvaluation.Relation(
            columns: columns,
            rows: known.filter { $0.deletedBy == nil && table.id != hidden }.map { row in
                QueryEvaluation.Relation.Row(Self.values(of: row, table, context).map(\.value))
            })
    }

    private func routine(_ name: QualifiedName, _ count: Int) -> QueryRoutine? {
        if name.schema == "auth", name.name == "uid", count == 0 { return Self.giving(subject) }
        return name.name == "uid" ? nil : routines[name.name]
    }

    private var subject: Expression? {
        switch signedIn {
        case .subject(let expression):
            RowValue(expression).flatMap(\.token.text).map(Expression.string)
        case .nobody: .null
        case .unknown, .setBy: nil
        }
    }

    private static func giving(_ value: Expression?) -> QueryRoutine? {
        guard let value else { return nil }
        var core = SelectCore()
        core.targets = [Target(nil, value)]
        return QueryRoutine(Query(.select(core)))
    }

    /// The values of a row's columns: those it was given, else constant defaults.
    private static func values(
        of row: FixtureRows.Row, _ table: CatalogObject, _ context: ExerciseContext
    ) -> [Value.Field] {
        context.columns(of: table).map { column in
            Value.Field(column.id.name, value(of: column, in: row))
        }
    }

    private static func value(of column: CatalogObject, in row: FixtureRows.Row) -> Value {
        if let known = row.values[column.id.name] { return known.token }
        guard let given = row.given, !given.contains(column.id.name),
            column.facets[.identity] == .null, column.facets[.generated] == .null
        else { return .unknown }
        switch column.facets[.default] {
        case .text(let text)?:
            var evaluator = Evaluator()
            return StoredCondition.expression(text).map { evaluator.evaluate($0) } ?? .unknown
        case .null?: return .null
        default: return .unknown
        }
    }
}
