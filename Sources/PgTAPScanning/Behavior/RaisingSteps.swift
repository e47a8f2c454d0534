import QueryAnalysis
import SQLSyntax

/// What the steps of a DO block assert without pgTAP: a condition that raises an error, over what
/// queries have put into variables before.
///
///     SELECT count(*) INTO n FROM …;
///     IF n <> 1 THEN RAISE EXCEPTION …; END IF;
///     ASSERT n = 1;
struct RaisingSteps {
    /// Variables that are asked, and whether nothing must be in each: zero, false, no row.
    private var asked: [String: Bool] = [:]
    /// What stands in variables: the queries over the server's catalogs that set them.
    private var values: [String: Expression] = [:]

    init(_ steps: [ProceduralStep]) {
        for case .branch(let branches, _) in steps.map(\.kind) {
            for branch in branches where Self.raises(branch.steps) {
                isEmpty = false
                let wantsNothing = Self.saysSomething(branch.condition)
                for name in Self.variables(branch.condition) {
                    asked[name] = wantsNothing && asked[name] ?? true
                }
            }
        }
    }

    /// Whether nothing is asserted.
    private(set) var isEmpty = true

    /// What must come of a query whose row goes into variables, or sets FOUND for the next step;
    /// nil where nothing is asked of it.
    func expectation(of into: [String], before next: ProceduralStep?) -> Exercise.Expectation? {
        var names = into
        if case .branch(let branches, _)? = next?.kind,
            branches.contains(where: { Self.variables($0.condition).contains("found") })
        {
            names.append("found")
        }
        let found = names.compactMap { asked[$0] }
        return found.isEmpty ? nil : found.allSatisfy { $0 } ? .empty : .result
    }

    /// Notes what a query puts into variables.
    mutating func note(_ query: Query, into: [String]) {
        for name in into { values[name] = nil }
        guard case .select(let core) = query.body, core.targets.count == into.count,
            StatementUses(.query(query)).readsSystemCatalogs
        else { return }
        for (name, target) in zip(into, core.targets) {
            var (single, inner) = (query, core)
            inner.targets = [target]
            single.body = .select(inner)
            values[name] = .subquery(Subquery(.scalar, single))
        }
    }

    /// Forgets what a step that is not a query sets.
    mutating func forget(_ name: String) { values[name] = nil }

    /// What must not hold where a branch raises an error; nil where that hangs on what is not known.
    func condition(of branch: ProceduralStep.Branch) -> Expression? {
        guard Self.raises(branch.steps) else { return nil }
        return branch.condition.substituting(values)
    }

    static func raises(_ steps: [ProceduralStep]) -> Bool {
        if case .raise? = steps.first?.kind { true } else { false }
    }

    /// Whether a condition holds where something is there: `n > 0`, `n <> 0`, `v IS NOT NULL`, `v`.
    static func saysSomething(_ condition: Expression) -> Bool {
        switch condition {
        case .column: true
        case .isNull(.column, let negated): negated
        case .operator(let name, .column?, .integer(0)): [">", "<>", "!="].contains(name.symbol)
        case .subquery(let subquery): subquery.kind == .exists
        // ASSERT n = 0; ASSERT v IS NULL;
        case .not(.operator(let name, .column?, .integer(0))): name.symbol == "="
        case .not(.isNull(.column, let negated)): !negated
        default: false
        }
    }

    private static func variables(_ expression: Expression) -> [String] {
        if case .column(let parts) = expression { return [parts[0]] }
        return expression.children.flatMap(variables)
    }
}

extension Expression {
    /// With values in the places of variables; nil for what is not followed.
    ///
    /// - Parameter keepsOthers: Whether other names stay as they are.
    func substituting(_ values: [String: Expression], keepsOthers: Bool = false) -> Expression? {
        func all(_ expressions: [Expression]) -> [Expression]? {
            let found = expressions.compactMap {
                $0.substituting(values, keepsOthers: keepsOthers)
            }
            return found.count == expressions.count ? found : nil
        }
        switch self {
        case .column(let parts):
            return (parts.count == 1 ? values[parts[0]] : nil) ?? (keepsOthers ? self : nil)
        case .null, .boolean, .integer, .number, .string, .subquery: return self
        case .cast(let inner, let type):
            return all([inner]).map { .cast($0[0], type) }
        case .not(let inner): return all([inner]).map { .not($0[0]) }
        case .and(let parts): return all(parts).map(Expression.and)
        case .or(let parts): return all(parts).map(Expression.or)
        case .array(let parts): return all(parts).map(Expression.array)
        case .coalesce(let parts): return all(parts).map(Expression.coalesce)
        case .isNull(let inner, let negated):
            return all([inner]).map { .isNull($0[0], negated: negated) }
        case .operator(let name, let left?, let right):
            return all([left, right]).map { .operator(name, left: $0[0], right: $0[1]) }
        case .comparison(let kind, let left, let right):
            return all([left, right]).map { .comparison(kind, left: $0[0], right: $0[1]) }
        case .inList(let inner, let list, let negated):
            return all([inner] + list).map {
                .inList($0[0], Array($0.dropFirst()), negated: negated)
            }
        case .caseWhen(nil, let branches, let otherwise?):
            guard let conditions = all(branches.map(\.condition)),
                let results = all(branches.map(\.result)), let last = all([otherwise])
            else { return nil }
            return .caseWhen(
                operand: nil, branches: zip(conditions, results).map(CaseBranch.init),
                otherwise: last[0])
        case .call(var call):
            return all(call.arguments).map {
                call.arguments = $0
                return .call(call)
            }
        default: return nil
        }
    }
}
