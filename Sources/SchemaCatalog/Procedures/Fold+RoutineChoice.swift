import QueryAnalysis
import SQLSyntax

/// Which of the schema's routines a call in a migration means.
extension CatalogFold {
    /// Whether a call may mean a routine whose body changes the schema.
    func mayChangeSchema(_ call: FunctionCall) -> Bool {
        routines(of: call).contains(where: Self.mayChangeSchema)
    }

    /// The routine that a call runs, where its body may change the schema. An overload that cannot be told
    /// is reported.
    mutating func chosenRoutine(_ call: FunctionCall) -> RoutineState? {
        let candidates = routines(of: call)
        guard candidates.contains(where: Self.mayChangeSchema) else { return nil }
        guard let chosen = choose(candidates, call) else {
            reportOpaque("which overload of \(call.name.name)() this calls hangs on its arguments' types")
            return nil
        }
        return Self.mayChangeSchema(chosen) ? chosen : nil
    }

    private static func mayChangeSchema(_ routine: RoutineState) -> Bool {
        routine.body.map(ChangingBody.mayChangeSchema) ?? false
    }

    /// The routines of a call's name that take so many arguments, of the names given, nearest schema
    /// first.
    private func routines(of call: FunctionCall) -> [RoutineState] {
        let schemas = call.name.schema.map { [$0] } ?? session.searchPath
        return schemas.flatMap { schema in
            (state.routinesByName[CatalogName(schema: schema, name: call.name.name)] ?? [])
                .compactMap { state.routines[$0] }.filter { Self.takes($0, call) }
        }
    }

    private static func takes(_ routine: RoutineState, _ call: FunctionCall) -> Bool {
        let (count, inputs) = (call.arguments.count, routine.arguments.count)
        guard call.argumentNames.allSatisfy({ $0.map(routine.argumentNames.contains) ?? true }) else {
            return false
        }
        return count <= inputs && count >= inputs - routine.defaults
            || routine.variadic != nil && count >= inputs - 1
    }

    private func choose(_ candidates: [RoutineState], _ call: FunctionCall) -> RoutineState? {
        if candidates.count == 1 { return candidates[0] }
        var core = SelectCore()
        core.targets = call.arguments.map { Target(nil, $0) }
        let types = QueryAnalyzer(scope).analyze(Query(.select(core))).columns?.map(\.type) ?? []
        // By name or by an unknown type the server's rules for positions do not apply as they stand.
        let isPositional = call.argumentNames.allSatisfy { $0 == nil }
        guard isPositional, types.count == call.arguments.count, !types.contains(nil) else {
            let fitting = candidates.filter { fits($0, types) }
            return fitting.count == 1 ? fitting[0] : nil
        }
        let known = candidates.filter { !$0.arguments.contains(nil) }
        let shapes = known.enumerated().map { position, routine in
            FunctionCandidate(
                handle: position, arguments: routine.arguments.compactMap { $0 },
                variadicElement: routine.variadic, defaults: routine.defaults, result: SQLType(.void))
        }
        let outcome = OverloadResolver(scope).resolve(shapes, arguments: types.compactMap { $0 })
        if case .resolved(let position) = outcome, known.count == candidates.count { return known[position] }
        return nil
    }

    /// Whether the types that are known are arrays where the routine takes arrays, and not elsewhere.
    private func fits(_ routine: RoutineState, _ types: [SQLType?]) -> Bool {
        zip(routine.arguments, types).allSatisfy { parameter, type in
            guard let parameter, let type, !type.is(.unknown) else { return true }
            return parameter.isArray == type.isArray
        }
    }
}
