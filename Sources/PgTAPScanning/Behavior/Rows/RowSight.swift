import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// Which of the rows that a test has made the policies of their table let somebody see or change:
/// what of row security a result hangs on.
struct RowSight {
    /// The rows known to be there.
    let rows: [RelationPlace: [FixtureRows.Row]]
    let signedIn: SignedIn
    /// Functions that policies call, where they are queries.
    private(set) var routines: PolicyRoutines
    /// The tables that something may have put rows in; nil where that is not known.
    let touched: Set<RelationPlace>?
    /// The tables that something puts rows in, sooner or later.
    let filled: Set<RelationPlace>
    /// The tables that whoever looks at them has filled alone, and that were emptied again.
    let emptied: Set<RelationPlace>
    /// The tables that nobody else has put rows in than whoever looks at them.
    let own: Set<RelationPlace>
    /// To whom row security applies; nil where that is not known.
    let role: String?

    /// What is known of some rows under some policies.
    struct Verdict {
        /// Policies without which all the rows would be let through as well, or were not let
        /// through by them.
        var idle: Set<ObjectID> = []
        /// Whether some row is known to be let through by none.
        var hidesSome = false
        /// Whether each row is known to be let through by some.
        var showsAll = false
        /// Restrictive policies without which some row would be let through.
        var barring: Set<ObjectID> = []
        /// Tables that the only policy to let some row through must find a row in.
        var reads: Set<ObjectID> = []
        /// Functions that let some row through, or keep it back, only as their owner.
        var definers: Set<ObjectID> = []
    }

    /// The values of a row, for the conditions of all policies of its table.
    private struct Sighted {
        let values: [Value.Field]
        let byName: [String: Value]

        init(_ values: [Value.Field]) {
            self.values = values
            byName = Dictionary(values.map { ($0.name, $0.value) }) { first, _ in first }
        }
    }

    /// A table whose rows nobody sees.
    private var hidden: ObjectID?
    /// Whether what is read is read as the role.
    private var isSubject = false
    /// A function that is taken to run as its caller, which is the role.
    private var invoked: ObjectID?
    /// How deep policies that read under policies are followed.
    private var depth = 0
    /// Tables already looked at, as long as it sees the same of them.
    private var seen = SeenRelations()

    private final class SeenRelations {
        var known: [ObjectID: QueryEvaluation.Relation?] = [:]
        /// By function, what is seen where it runs as its caller.
        var invoking: [ObjectID: RowSight] = [:]
        /// What a function sees that runs as somebody else.
        var entered: RowSight?
        /// What policies see that are asked for what is seen here: of whichever table.
        var deeper: RowSight?
    }
    /// The functions that ask for the token, once worked out: the same whatever it sees.
    private let token = TokenAnswers()

    private final class TokenAnswers {
        struct Key: Hashable {
            var name: QualifiedName
            var count: Int
        }

        var known: [Key: QueryRoutine?] = [:]
    }

    private static let maximumDepth = 3

    init(
        rows: [RelationPlace: [FixtureRows.Row]], signedIn: SignedIn, routines: PolicyRoutines,
        role: String?, touched: Set<RelationPlace>? = nil, filled: Set<RelationPlace> = [],
        emptied: Set<RelationPlace> = [], own: Set<RelationPlace> = []
    ) {
        (self.rows, self.signedIn, self.routines, self.role) = (rows, signedIn, routines, role)
        (self.touched, self.filled, self.emptied, self.own) = (touched, filled, emptied, own)
    }

    /// Whether a table is known to have no row that could be hidden: nothing has put one in yet,
    /// and something does later, or all were taken out again.
    func isVacant(_ table: CatalogObject) -> Bool {
        let place = RelationPlace(table.id.schema, table.id.name)
        return emptied.contains(place)
            || touched.map { !$0.contains(place) && filled.contains(place) } ?? false
    }

    /// Whether all of a table's rows are of whoever looks at them.
    func isOwn(_ table: CatalogObject) -> Bool {
        own.contains(RelationPlace(table.id.schema, table.id.name))
    }

    /// The same where what is read is read as the role.
    var asRole: RowSight? {
        guard role != nil else { return nil }
        var result = self
        (result.isSubject, result.seen) = (true, SeenRelations())
        return result
    }

    /// The same where conditions call these functions.
    func calling(_ routines: PolicyRoutines) -> RowSight {
        var result = self
        (result.routines, result.seen) = (routines, SeenRelations())
        return result
    }

    /// The same where a function runs as its caller.
    func invoking(_ function: ObjectID) -> RowSight? {
        guard role != nil else { return nil }
        if let known = seen.invoking[function] { return known }
        var result = self
        (result.invoked, result.seen) = (function, SeenRelations())
        seen.invoking[function] = result
        return result
    }

    /// So many rows say what the others do.
    private static let maximumRows = 24

    /// Whether a policy must find a row in a table that nothing has put any in.
    func isVain(_ policy: CatalogObject, _ context: ExerciseContext) -> Bool {
        guard let touched, let inner = context.within(policy) else { return false }
        return PolicyReads.needed(by: policy.definition.conditions).contains { name in
            guard let table = inner.relation(name), table.id.kind == .table else { return false }
            return !touched.contains(RelationPlace(table.id.schema, table.id.name))
        }
    }

    /// What policies do to the rows that a statement asks for; nil where none is known.
    ///
    /// - Parameter filter: Nil where it asks for all.
    func verdict(
        _ policies: [CatalogObject], _ table: CatalogObject, _ filter: StatementUses.Filter?,
        _ context: ExerciseContext
    ) -> Verdict? {
        let place = RelationPlace(table.id.schema, table.id.name)
        let asked = (rows[place] ?? []).lazy.filter { row in
            row.deletedBy == nil && !row.mayBeOther
                && (filter.map { FixtureRows.meets(row, $0) != false } ?? true)
        }.prefix(Self.maximumRows)
        return verdict(policies, table, Array(asked), context) { $0.definition.conditions.first }
    }

    /// What policies do to rows that are put in; nil where none is known.
    func verdict(
        inserting write: StatementUses.Write, _ policies: [CatalogObject], _ table: CatalogObject,
        _ context: ExerciseContext
    ) -> Verdict? {
        let rows = FixtureRows.rows(of: write, context)
        return verdict(policies, table, rows, context) { $0.definition.conditions.last }
    }

    private func verdict(
        _ policies: [CatalogObject], _ table: CatalogObject, _ rows: [FixtureRows.Row],
        _ context: ExerciseContext, _ condition: (CatalogObject) -> Expression?
    ) -> Verdict? {
        guard !rows.isEmpty, !policies.isEmpty, signedIn != .unknown else { return nil }
        let restrictive = policies.filter(\.definition.isRestrictive)
        let policies = policies.filter { !$0.definition.isRestrictive }
        var verdict = Verdict(idle: Set(policies.map(\.id)), showsAll: true)
        var (isLetThrough, letting) = (false, Set<ObjectID>())
        for row in rows {
            let row = Sighted(Self.values(of: row, table, context))
            func outcome(_ policy: CatalogObject) -> Bool? {
                condition(policy).flatMap { holds($0, of: policy, row, table, context) }
            }
            var outcomes = policies.map(outcome)
            let bars = restrictive.map(outcome)
            if bars.count(where: { $0 != true }) == 1, outcomes.contains(true),
                let barring = bars.firstIndex(of: false)
            {
                verdict.barring.insert(restrictive[barring].id)
            }
            outcomes = outcomes.map { Self.letsThrough($0, bars) }
            let through = zip(policies, outcomes).filter { $0.1 == true }
            letting.formUnion(through.lazy.map(\.0.id))
            if through.isEmpty { verdict.showsAll = false }
            if outcomes.contains(where: { $0 != false }) { isLetThrough = true }
            if outcomes.allSatisfy({ $0 == false }) { verdict.hidesSome = true }
            if through.count == 1, outcomes.count(where: { $0 == nil }) == 0,
                let only = condition(through[0].0)
            {
                verdict.reads.formUnion(reads(only, of: through[0].0, row, table, context))
            }
            verdict.definers.formUnion(
                definers(policies, outcomes, row, table, context, condition))
            for (policy, outcome) in zip(policies, outcomes) where outcome != false {
                if !through.contains(where: { $0.0.id != policy.id }) {
                    verdict.idle.remove(policy.id)
                }
            }
        }
        // Where nothing is let through, no policy is known to be needless; beside one that surely
        // lets a row through it cannot be told what others do.
        if !isLetThrough { verdict.idle = [] }
        if !letting.isEmpty { verdict.idle.formUnion(Set(policies.map(\.id)).subtracting(letting)) }
        return verdict
    }

    /// Whether a row is let through that meets a policy, or does not, and all restrictive ones, or
    /// not; nil where that cannot be told.
    private static func letsThrough(_ outcome: Bool?, _ bars: [Bool?]) -> Bool? {
        if outcome == false || bars.contains(false) { return false }
        return outcome == true && bars.allSatisfy { $0 == true } ? true : nil
    }

    /// The tables without whose rows a condition that holds for a row would not.
    private func reads(
        _ condition: Expression, of policy: CatalogObject, _ row: Sighted,
        _ table: CatalogObject, _ context: ExerciseContext
    ) -> Set<ObjectID> {
        guard let inner = context.within(policy) else { return [] }
        let tables = Set(inner.exercise.uses.reads.compactMap { inner.relation($0)?.id })
        return tables.filter { read in
            var blind = self
            (blind.hidden, blind.seen) = (read, SeenRelations())
            return blind.holds(condition, of: policy, row, table, context) == false
        }
    }

    /// The functions of a row's policies by which it is let through or not, and would not be if
    /// they ran as their caller.
    private func definers(
        _ policies: [CatalogObject], _ outcomes: [Bool?], _ row: Sighted,
        _ table: CatalogObject, _ context: ExerciseContext,
        _ condition: (CatalogObject) -> Expression?
    ) -> Set<ObjectID> {
        guard role != nil, !routines.definers.isEmpty, !outcomes.contains(nil) else { return [] }
        let isSeen = outcomes.contains(true)
        var found: Set<ObjectID> = []
        let called = policies.flatMap { context.within($0)?.exercise.uses.calls ?? [] }
        for name in Set(called.map(\.name.name)).sorted() {
            guard let function = routines.definers[name], let other = invoking(function) else {
                continue
            }
            let others = policies.map { policy in
                condition(policy).flatMap { other.holds($0, of: policy, row, table, context) }
            }
            if !others.contains(nil), others.contains(true) != isSeen { found.insert(function) }
        }
        return found
    }

    /// Whether a policy's condition holds for a row; nil where that cannot be told.
    private func holds(
        _ condition: Expression, of policy: CatalogObject, _ row: Sighted,
        _ table: CatalogObject, _ context: ExerciseContext
    ) -> Bool? {
        guard let inner = context.within(policy) else {
            // It names nothing: `true`.
            var evaluator = Evaluator()
            return evaluator.evaluate(condition).truth
        }
        var environment = environment(inner)
        environment.variable = { $0 == table.id.name ? .record(row.values) : row.byName[$0] }
        var evaluator = Evaluator(environment)
        evaluator.recordsReads = false
        let value = evaluator.evaluate(condition)
        return value == .null ? false : value.truth
    }

    /// The tables with the rows that are known of them, and the functions that conditions call.
    func environment(_ context: ExerciseContext) -> Environment {
        var environment = Environment()
        environment.searchPath = context.catalog.searchPath
        environment.relation = { schema, name in
            self.relation(QualifiedName(schema, name), context)
        }
        environment.routine = { name, count in self.routine(name, count) }
        environment.entering = { name, caller in self.entering(name, caller, context) }
        return environment
    }

    /// What a function sees: as its owner everything.
    private func entering(
        _ name: QualifiedName, _ caller: Environment, _ context: ExerciseContext
    ) -> Environment {
        guard let definer = routines.definers[name.name], (definer == invoked) != isSubject else {
            return caller
        }
        if let entered = seen.entered { return entered.environment(context) }
        var inner = self
        (inner.isSubject, inner.seen) = (!isSubject, SeenRelations())
        seen.entered = inner
        return inner.environment(context)
    }

    /// The rows of a table that its policies let the role see; nil where that cannot be told.
    private func visible(
        _ known: [FixtureRows.Row], of table: CatalogObject, _ context: ExerciseContext
    ) -> [FixtureRows.Row]? {
        guard isSubject, RowSecurityEvidence.isEnabled(table) else { return known }
        guard let role, depth < Self.maximumDepth else { return nil }
        let policies = RowSecurityEvidence.policies(of: table, "SELECT", role, context)
        let inner = deeper
        var visible: [FixtureRows.Row] = []
        for row in known.prefix(Self.maximumRows) {
            let sighted = Sighted(Self.values(of: row, table, context))
            func outcome(_ policy: CatalogObject) -> Bool? {
                policy.definition.conditions.first.flatMap {
                    inner.holds($0, of: policy, sighted, table, context)
                }
            }
            let bars = policies.filter(\.definition.isRestrictive).map(outcome)
            let outcomes = policies.filter { !$0.definition.isRestrictive }.map {
                Self.letsThrough(outcome($0), bars)
            }
            if outcomes.contains(true) {
                visible.append(row)
            } else if outcomes.contains(nil) {
                return nil
            }
        }
        return known.count > Self.maximumRows ? nil : visible
    }

    /// What a policy sees that is asked for what is seen here.
    private var deeper: RowSight {
        if let known = seen.deeper { return known }
        var inner = self
        (inner.depth, inner.seen) = (depth + 1, SeenRelations())
        seen.deeper = inner
        return inner
    }

    /// A table with the rows that are known of it; nil where none is.
    private func relation(_ name: QualifiedName, _ context: ExerciseContext) -> QueryEvaluation
        .Relation?
    {
        guard let table = context.relation(name) else { return nil }
        if let known = seen.known[table.id] { return known }
        let relation = relation(of: table, context)
        seen.known[table.id] = .some(relation)
        return relation
    }

    private func relation(of table: CatalogObject, _ context: ExerciseContext) -> QueryEvaluation
        .Relation?
    {
        guard let all = rows[RelationPlace(table.id.schema, table.id.name)],
            let known = visible(all, of: table, context)
        else { return nil }
        let columns = context.columns(of: table).map(\.id.name)
        return QueryEvaluation.Relation(
            columns: columns,
            rows: known.filter { $0.deletedBy == nil && table.id != hidden }.map { row in
                QueryEvaluation.Relation.Row(Self.values(of: row, table, context).map(\.value))
            })
    }

    private func routine(_ name: QualifiedName, _ count: Int) -> QueryRoutine? {
        if TokenRoutines.mayBe(name), let routine = tokenRoutine(name, count) { return routine }
        guard name.name != "uid", let routine = routines.queries[name.name],
            routine.accepts(count)
        else { return nil }
        return routine
    }

    private func tokenRoutine(_ name: QualifiedName, _ count: Int) -> QueryRoutine? {
        let key = TokenAnswers.Key(name: name, count: count)
        if let known = token.known[key] { return known }
        let routine = TokenRoutines.routine(name, count, signedIn, role)
        token.known[key] = .some(routine)
        return routine
    }
}
