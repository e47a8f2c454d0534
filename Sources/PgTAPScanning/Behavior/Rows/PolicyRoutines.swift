import ParseTree
import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// The schema's functions that policies, and bodies that are run, call and that are one query, by
/// name: in SQL, and in PL/pgSQL those that only return a value.
struct PolicyRoutines {
    /// By name.
    var queries: [String: QueryRoutine] = [:]
    /// Those of them that run as their owner, by name.
    var definers: [String: ObjectID] = [:]

    /// Routines whose bodies were looked through.
    private var closed: Set<ObjectID> = []

    /// How deep functions that call functions are followed.
    private static let maximumDepth = 3

    init(_ catalog: Catalog, _ bodies: inout RoutineUses) {
        var names = Set<String>()
        for policy in catalog.objects where policy.id.kind == .policy {
            names.formUnion(catalog.uses(ofPolicy: policy)?.calls.map(\.name.name) ?? [])
        }
        for _ in 0..<Self.maximumDepth where !names.isEmpty {
            var next = Set<String>()
            for object in catalog.objects
            where object.id.kind == .function && names.contains(object.id.name) {
                // Of several of a name it cannot be told which is meant.
                guard queries[object.id.name] == nil, let routine = bodies.query(of: object) else {
                    continue
                }
                add(object, routine)
                next.formUnion(
                    StatementUses(.query(routine.query)).calls.map(\.name.name))
            }
            names = next.subtracting(queries.keys)
        }
    }

    private mutating func add(_ object: CatalogObject, _ routine: QueryRoutine) {
        queries[object.id.name] = routine
        if object.facets[.security] == .text("definer") { definers[object.id.name] = object.id }
    }

    /// Adds the functions that a routine's body calls, and those that they do.
    mutating func close(
        over routine: CatalogObject, _ context: ExerciseContext, _ bodies: inout RoutineUses,
        depth: Int = 0
    ) {
        guard depth < Self.maximumDepth, closed.insert(routine.id).inserted else { return }
        for part in bodies.parts(of: routine) {
            let inner = context.within(routine, part.uses)
            for call in part.uses.calls {
                guard let called = inner.routine(call), called.id.kind == .function else {
                    continue
                }
                if queries[called.id.name] == nil, let query = bodies.query(of: called) {
                    add(called, query)
                }
                close(over: called, inner, &bodies, depth: depth + 1)
            }
        }
    }

    /// With another function.
    func adding(_ object: CatalogObject, _ bodies: inout RoutineUses) -> PolicyRoutines? {
        guard queries[object.id.name] == nil else { return self }
        guard let routine = bodies.query(of: object) else { return nil }
        var result = self
        result.add(object, routine)
        return result
    }
}

extension QueryRoutine {
    /// A function whose body is one query, or returns one value; nil for any other.
    ///
    /// - Parameter block: What its body reads as.
    init?(_ function: CatalogObject, _ block: @autoclosure () -> ProceduralBlock?) {
        guard let body = function.definition.body,
            case .text(let type)? = function.facets[.returns],
            !type.hasPrefix("SETOF"), !type.hasPrefix("TABLE("), let block = block(),
            let query = body.language == "sql"
                ? Self.onlyQuery(block.steps) : Self.onlyResult(block)
        else { return nil }
        self.init(query, argumentNames: body.parameters)
        defaults = body.defaults
    }

    private static func onlyQuery(_ steps: [ProceduralStep]) -> Query? {
        guard steps.count == 1 else { return nil }
        switch steps[0].kind {
        case .statement(.data(.query(let query)), _), .perform(let query): return query
        default: return nil
        }
    }

    /// `BEGIN [SELECT … INTO v …;] [IF … THEN RETURN …; END IF;] RETURN …; END`, as one expression.
    private static func onlyResult(_ block: ProceduralBlock) -> Query? {
        guard startsEmpty(block), let value = value(of: block.steps[...]) else { return nil }
        var core = SelectCore()
        core.targets = [Target(nil, value)]
        return Query(.select(core))
    }

    /// What steps return; nil where that is not all they do.
    private static func value(of steps: ArraySlice<ProceduralStep>) -> Expression? {
        guard let first = steps.first else { return nil }
        switch first.kind {
        case .block(let block):
            guard startsEmpty(block), block.handlers.isEmpty else { return nil }
            if case .perform(let query)? = block.steps.first?.kind, block.steps.count == 2,
                block.steps[1].kind == .return
            {
                return value(of: query)
            }
            return steps.count == 1 ? value(of: block.steps[...]) : nil
        // What is kept of the row is read where it is used.
        case .statement(.data(.query(let query)), let targets):
            guard targets.count == 1, case .select(let core) = query.body, core.targets.count == 1
            else { return nil }
            let kept = [targets[0]: Expression.subquery(Subquery(.scalar, query))]
            return value(of: steps.dropFirst())?.substituting(kept, keepsOthers: true)
        case .branch(let branches, let otherwise):
            var results: [CaseBranch] = []
            for branch in branches {
                guard let result = value(of: branch.steps[...]) else { return nil }
                results.append(CaseBranch(branch.condition, result))
            }
            let rest = otherwise.isEmpty ? steps.dropFirst() : otherwise[...]
            guard let last = value(of: rest) else { return nil }
            return .caseWhen(operand: nil, branches: results, otherwise: last)
        default: return nil
        }
    }

    /// Whether a block's variables have no values of their own.
    private static func startsEmpty(_ block: ProceduralBlock) -> Bool {
        block.variables.allSatisfy { $0.value == nil && $0.aliasOf == nil }
    }

    private static func value(of query: Query) -> Expression {
        if case .select(let core) = query.body, core.from.isEmpty, query.with.isEmpty,
            core.targets.count == 1
        {
            return core.targets[0].expression
        }
        return .subquery(Subquery(.scalar, query))
    }
}
