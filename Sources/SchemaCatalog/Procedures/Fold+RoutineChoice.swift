import QueryAnalysis
import QueryEvaluation
import SQLSyntax

/// Which of the schema's routines a call in a migration means.
extension CatalogFold {
    /// Whether a call may mean a routine whose body changes the schema.
    func mayChangeSchema(_ call: FunctionCall) -> Bool {
        routines(of: call).contains(where: Self.mayChangeSchema)
    }

    /// The routine that a call runs, where its body may change the schema. An overload that cannot
    /// be told is reported.
    mutating func chosenRoutine(_ call: FunctionCall, _ values: [Value]) -> RoutineState? {
        let candidates = routines(of: call)
        guard candidates.contains(where: Self.mayChangeSchema) else { return nil }
        guard let chosen = choose(candidates, call) ?? choose(candidates, call, values) else {
            reportOpaque(
                "which overload of \(call.name.name)() this calls hangs on its arguments' types")
            return nil
        }
        return Self.mayChangeSchema(chosen) ? chosen : nil
    }

    static func mayChangeSchema(_ routine: RoutineState) -> Bool {
        routine.body.map(ChangingBody.mayChangeSchema) ?? false
    }

    /// The routines of a call's name that take so many arguments, of the names given, nearest
    /// schema first.
    private func routines(of call: FunctionCall) -> [RoutineState] {
        state.routineHandles(call.name, along: session.searchPath).compactMap { state.routines[$0] }
            .filter { Self.takes($0, call) }
    }

    private static func takes(_ routine: RoutineState, _ call: FunctionCall) -> Bool {
        let (count, inputs) = (call.arguments.count, routine.arguments.count)
        guard call.argumentNames.allSatisfy({ $0.map(routine.argumentNames.contains) ?? true })
        else {
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
        // By name or by an unknown type the server's rules for positions do not apply as they
        // stand.
        let isPositional = call.argumentNames.allSatisfy { $0 == nil }
        guard isPositional, types.count == call.arguments.count, !types.contains(nil) else {
            let fitting = candidates.filter { fits($0, types) }
            return fitting.count == 1 ? fitting[0] : nil
        }
        let known = candidates.filter { !$0.arguments.contains(nil) }
        let shapes = known.enumerated().map { position, routine in
            FunctionCandidate(
                handle: position, arguments: routine.arguments.compactMap { $0 },
                variadicElement: routine.variadic, defaults: routine.defaults,
                result: SQLType(.void))
        }
        let outcome = OverloadResolver(scope).resolve(shapes, arguments: types.compactMap { $0 })
        if case .resolved(let position) = outcome, known.count == candidates.count {
            return known[position]
        }
        return nil
    }

    /// By what the arguments come to, where their types do not tell: variables of a block have
    /// values only.
    private func choose(_ candidates: [RoutineState], _ call: FunctionCall, _ values: [Value])
        -> RoutineState?
    {
        let fitting = candidates.filter { $0.fits(call, values) }
        // Of two with the same arguments the nearer one hides the other.
        return fitting.count == 1 || Set(fitting.map(\.arguments)).count == 1 ? fitting.first : nil
    }

    /// Whether the types that are known are arrays where the routine takes arrays, and not
    /// elsewhere.
    private func fits(_ routine: RoutineState, _ types: [SQLType?]) -> Bool {
        zip(routine.arguments, types).allSatisfy { parameter, type in
            guard let parameter, let type, !type.is(.unknown) else { return true }
            return parameter.isArray == type.isArray
        }
    }
}

extension RoutineState {
    /// The argument of a call that stands at a parameter; nil where its default does.
    func position(of parameter: Int, in call: FunctionCall) -> Int? {
        if let named = call.argumentNames.firstIndex(of: argumentNames[parameter]),
            !argumentNames[parameter].isEmpty
        {
            return named
        }
        let isPositional =
            parameter < call.arguments.count
            && (call.argumentNames.isEmpty || call.argumentNames[parameter] == nil)
        guard isPositional else { return nil }
        // The elements of VARIADIC are no array yet.
        return variadic == nil || parameter < arguments.count - 1 ? parameter : call.arguments.count
    }

    func defaultValue(at parameter: Int) -> Expression? {
        let index = parameter - (arguments.count - defaultExpressions.count)
        return defaultExpressions.indices.contains(index) ? defaultExpressions[index] : nil
    }

    /// Whether values can be of the parameters' types, as far as a value tells: a literal can be of
    /// any.
    fileprivate func fits(_ call: FunctionCall, _ values: [Value]) -> Bool {
        arguments.indices.allSatisfy { index in
            guard let given = position(of: index, in: call), given < values.count,
                let type = arguments[index]
            else { return true }
            switch values[given] {
            case .array: return type.isArray || type.isPolymorphic
            case .boolean: return type.is(.bool) || type.isPolymorphic
            case .integer, .number: return !type.isArray && !type.is(.bool) && !type.is(.text)
            case .text(let text): return !type.isArray || text.hasPrefix("{")
            case .null, .record, .object, .instant, .span, .unknown: return true
            }
        }
    }
}

extension SQLType {
    fileprivate var isPolymorphic: Bool { builtin?.isPseudo ?? false }
}
