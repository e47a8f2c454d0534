import QueryAnalysis
import QueryEvaluation
import SchemaCatalog
import SQLSyntax

/// Assertions over the server's own catalogs (`is((SELECT relrowsecurity FROM pg_class …), true)`):
/// each is evaluated against the folded catalog, and where it passes, what its result hangs on is
/// proven.
extension ExerciseResolver {
    func resolveCatalogQueries(_ context: ExerciseContext, _ run: inout Run) {
        let system = system.along(context.exercise.searchPath)
        for call in context.exercise.catalogAssertions {
            let facts = CatalogAssertion.facts(
                call, context.exercise.source, system,
                Evaluator(system.environment.with(context.exercise.helpers)))
            for fact in facts {
                run.add(fact.claim, .asserted)
                guard fact.claim.facet == .existence else { continue }
                if fact.needsTable {
                    addExistence(fact.claim.object, &run)
                } else {
                    for needed in dependencies.of(fact.claim.object) {
                        run.add(Claim(needed, .existence))
                    }
                }
            }
        }
    }
}

/// The outcome of an assertion over what an evaluator can tell.
enum CatalogAssertion {
    /// What an assertion proves.
    struct Fact {
        var claim: Claim
        /// Of an object of a table: false where the assertion would pass as well if the table went
        /// with all that is of it, as one does that no table be without a policy.
        var needsTable = true
    }

    /// What an assertion proves that is known to pass: each fact that it read and would not pass
    /// without.
    static func facts(
        _ call: FunctionCall, _ source: SelectCore?, _ system: SystemCatalog,
        _ evaluator: Evaluator
    ) -> [Fact] {
        // What is compared may be past telling, and the row that it is of must be there all the
        // same.
        typealias Test = (FunctionCall, SelectCore?, inout Evaluator) -> Bool
        let tests: [Test] = [
            passes, { call, _, evaluator in needsRow(call, &evaluator) },
            { call, _, evaluator in needsRows(call, &evaluator) },
        ]
        for (index, holds) in tests.enumerated() {
            var first = evaluator
            if index == 1, fails(call, source, &first) { return [] }
            first = evaluator
            guard holds(call, source, &first) else { continue }
            func isOther(_ change: (inout Evaluator) -> Void) -> Bool {
                var other = evaluator
                other.recordsReads = false
                change(&other)
                return !holds(call, source, &other)
            }
            let reads = needed(first.reads, system, work: first.work, isOther)
            var tables: [Set<Int>: Bool] = [:]
            return system.claims(of: reads).map { claim in
                guard claim.facet == .existence else { return Fact(claim: claim) }
                let table = system.catalog.table(of: claim.object)
                guard !table.isEmpty, reads.count * max(first.work, 16) <= maximumWork else {
                    return Fact(claim: claim)
                }
                let needsTable = tables[table] ?? isOther { $0.absent = table }
                tables[table] = needsTable
                return Fact(claim: claim, needsTable: needsTable)
            }
        }
        return neededAnyhow(call, source, system, evaluator)
    }

    /// What an assertion needs of which it cannot be told whether it passes: objects without which
    /// it is known to fail.
    private static func neededAnyhow(
        _ call: FunctionCall, _ source: SelectCore?, _ system: SystemCatalog,
        _ evaluator: Evaluator
    ) -> [Fact] {
        var first = evaluator
        first.recordsUncertain = true
        guard !fails(call, source, &first) else { return [] }
        let objects = Set(first.reads.map(\.object))
        guard !objects.isEmpty, objects.count <= maximumObjects,
            objects.count * max(first.work, 16) <= maximumWork
        else { return [] }
        let needed = objects.filter { object in
            var other = evaluator
            (other.recordsReads, other.absent) = (false, [object])
            return fails(call, source, &other)
        }
        return system.claims(of: first.reads.filter { needed.contains($0.object) })
            .filter { $0.facet == .existence }.map { Fact(claim: $0) }
    }

    /// Of so many objects that may be meant none is the one.
    private static let maximumObjects = 32

    /// Whether an assertion is known to fail.
    private static func fails(
        _ call: FunctionCall, _ source: SelectCore?, _ evaluator: inout Evaluator
    ) -> Bool {
        guard let rows = arguments(call, source, &evaluator) else { return false }
        return rows.contains { fails(call.name.name, $0) }
    }

    private static func fails(_ function: String, _ arguments: [Value]) -> Bool {
        guard let have = arguments.first, have != .unknown else { return false }
        switch function {
        case "ok": return have == .null || have.truth == false
        case "matches", "imatches", "alike", "ialike": return have == .null
        case "is": return arguments.count > 1 && arguments[1] != .unknown && !holds("is", arguments)
        case "isnt":
            return arguments.count > 1 && arguments[1] != .unknown && same(have, arguments[1])
        case "isnt_empty": return have == .array([]) || have == .null
        default: return false
        }
    }

    /// Those of `reads` without which the assertion would not pass. Where that is too much to try,
    /// all.
    private static func needed(
        _ reads: [Evaluator.Read], _ system: SystemCatalog, work: Int,
        _ isOther: ((inout Evaluator) -> Void) -> Bool
    ) -> [Evaluator.Read] {
        var known: [Evaluator.Read: Bool] = [:]
        var objects: [Int: Bool] = [:]
        let distinct = Set(reads)
        guard distinct.count * max(work, 16) <= maximumWork else { return reads }
        return reads.filter { read in
            guard let claim = system.claims(of: [read]).first else { return false }
            if claim.facet == .existence {
                if let known = objects[read.object] { return known }
                objects[read.object] = isOther { $0.absent = [read.object] }
                return objects[read.object] ?? false
            }
            if let known = known[read] { return known }
            // That a label is there says nothing of the others.
            let isNeeded =
                isOther { $0.blurred = read }
                && (claim.facet != .labels || isOther { $0.extended = read })
            known[read] = isNeeded
            return isNeeded
        }
    }

    /// How many rows may be looked at to tell what an assertion hangs on.
    private static let maximumWork = 1_000_000

    /// Whether the assertion is known to pass.
    static func passes(_ call: FunctionCall, _ source: SelectCore?, _ evaluator: inout Evaluator)
        -> Bool
    {
        guard let rows = arguments(call, source, &evaluator), !rows.isEmpty else { return false }
        return rows.allSatisfy { holds(call.name.name, $0) }
    }

    /// Whether the assertion passes only where a query gives a row, and the query is known to give
    /// one: `ok((SELECT … FROM pg_proc WHERE proname = 'f'))`.
    static func needsRow(_ call: FunctionCall, _ evaluator: inout Evaluator) -> Bool {
        guard case .subquery(let subquery)? = call.arguments.first, subquery.kind == .scalar,
            case .select(var core) = subquery.query.body, !core.from.isEmpty, core.groupBy.isEmpty,
            needsValue(call),
            !core.targets.contains(where: { countsNothing($0.expression) })
        else { return false }
        core.targets = [Target(nil, .boolean(true))]
        guard let relation = evaluator.rows(of: Query(.select(core))), !relation.rows.isEmpty else {
            return false
        }
        return relation.rows.allSatisfy(\.isCertain)
    }

    /// Whether the assertion compares all rows of a query, and as many are known to be there as it
    /// wants, alike in whatever can be told of them.
    private static func needsRows(_ call: FunctionCall, _ evaluator: inout Evaluator) -> Bool {
        guard ["results_eq", "bag_eq"].contains(call.name.name), call.arguments.count > 1 else {
            return false
        }
        evaluator.ignoresOrder = true
        guard case .array(let have) = evaluator.evaluate(call.arguments[0]),
            case .array(let want) = Evaluator.arrayValue(evaluator.evaluate(call.arguments[1]))
        else { return false }
        return have.count == want.count
            && have.allSatisfy { row in want.contains { mayBeSame(row, $0) } }
            && want.allSatisfy { row in have.contains { mayBeSame($0, row) } }
    }

    private static func mayBeSame(_ a: Value, _ b: Value) -> Bool {
        if case .record(let a) = a, case .record(let b) = b {
            return a.count == b.count && zip(a, b).allSatisfy { mayBeSame($0.value, $1.value) }
        }
        return a == .unknown || b == .unknown || same(a, b)
    }

    /// Whether an expression may have a value over no row at all.
    private static func countsNothing(_ expression: Expression) -> Bool {
        switch expression {
        case .call(let call) where call.name.name == "count": true
        case .coalesce, .isNull: true
        default: expression.children.contains(where: countsNothing)
        }
    }

    /// Whether the assertion fails over NULL, which a query without rows gives.
    private static func needsValue(_ call: FunctionCall) -> Bool {
        switch call.name.name {
        case "ok", "matches", "imatches", "alike", "ialike": return true
        case "is" where call.arguments.count > 1:
            switch call.arguments[1] {
            case .string, .boolean, .integer, .array: return true
            case .cast(.string, _), .cast(.array, _): return true
            default: return false
            }
        default: return false
        }
    }

    /// Assertions over the rows of queries; the order that a server gives rows is not modelled.
    private static let comparesRows: Set<String> = [
        "results_eq", "set_eq", "bag_eq", "set_has", "is_empty", "isnt_empty",
    ]

    /// The values of the arguments for each row of FROM.
    static func arguments(_ call: FunctionCall, _ source: SelectCore?, _ evaluator: inout Evaluator)
        -> [[Value]]?
    {
        evaluator.ignoresOrder = comparesRows.contains(call.name.name)
        guard let source, !source.from.isEmpty else {
            return [call.arguments.map { evaluator.evaluate($0) }]
        }
        // `SELECT is(a, b) FROM …`, unless FROM is where the call itself stands.
        var core = source
        core.targets = call.arguments.map { Target(nil, $0) }
        guard source.targets.contains(where: { $0.expression == .call(call) }) else {
            return [call.arguments.map { evaluator.evaluate($0) }]
        }
        guard let relation = evaluator.rows(of: Query(.select(core))),
            relation.rows.allSatisfy(\.isCertain)
        else { return nil }
        return relation.rows.map(\.values)
    }

    private static func holds(_ function: String, _ arguments: [Value]) -> Bool {
        guard let have = arguments.first, have != .unknown else { return false }
        let want = arguments.count > 1 ? arguments[1] : .null
        switch function {
        case "ok": return have.truth == true
        case "is": return want != .unknown && same(have, want)
        case "isnt": return want != .unknown && !same(have, want)
        case "is_empty": return have == .array([])
        case "isnt_empty": return have != .array([]) && have != .null
        case "results_eq", "bag_eq": return compare(have, want) { counts($0) == counts($1) }
        case "set_eq": return compare(have, want) { Set($0) == Set($1) }
        case "set_has": return compare(have, want) { Set($0).isSuperset(of: $1) }
        default: return false
        }
    }

    private static func same(_ a: Value, _ b: Value) -> Bool {
        if a == b { return true }
        if case .boolean = a { return a.truth == b.truth }
        return a.text != nil && a.text == b.text
    }

    /// What is said of the rows of two queries; false where some cannot be told.
    private static func compare(
        _ have: Value, _ want: Value, _ holds: ([RowText], [RowText]) -> Bool
    ) -> Bool {
        guard let left = rows(have), let right = rows(want) else { return false }
        return holds(left, right)
    }

    private static func counts(_ rows: [RowText]) -> [RowText: Int] {
        rows.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    private static func rows(_ value: Value) -> [RowText]? {
        guard case .array(let elements) = Evaluator.arrayValue(value) else { return nil }
        let rows = elements.compactMap(RowText.init)
        return rows.count == elements.count ? rows : nil
    }

    /// A row as the texts of its values, of which NULL is none.
    private struct RowText: Hashable {
        private let values: [String?]

        /// Nil where a value has no text that is known.
        init?(_ value: Value) {
            let values: [Value] =
                if case .record(let fields) = value { fields.map(\.value) } else { [value] }
            let texts = values.map(\.text)
            guard zip(values, texts).allSatisfy({ $0 == .null || $1 != nil }) else { return nil }
            self.values = texts
        }
    }
}

extension Catalog {
    /// The places of the table that an object is of, and of all that is of it; none where it is of
    /// none.
    fileprivate func table(of id: ObjectID) -> Set<Int> {
        guard let relation = id.relation else { return [] }
        let owners = containers(of: id).filter { $0.name == relation && $0.kind != .schema }
        let all = owners + children(ofSchema: id.schema, relation: relation).map(\.id)
        return Set(all.compactMap { index(of: $0) })
    }
}
