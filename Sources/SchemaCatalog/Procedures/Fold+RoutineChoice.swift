import QueryAnalysis
import QueryEvaluation
import SQLSyntax

/// Which routine a call means, by the number, the names and the values of its arguments.
extension CatalogFold {
    /// The routines that a call can mean by the number and names of its arguments, nearest schema first.
    func routines(of call: FunctionCall) -> [RoutineState] {
        let schemas = call.name.schema.map { [$0] } ?? session.searchPath
        return schemas.flatMap { schema in
            (state.routinesByName[CatalogName(schema: schema, name: call.name.name)] ?? []).compactMap { state.routines[$0] }.filter { $0.takes(call) }
        }
    }

    static func mayChangeSchema(_ routine: RoutineState) -> Bool { routine.body.map(ChangingBody.mayChangeSchema) ?? false }

    /// The one of them that takes these values; nil where several do, or none.
    func routine(of call: FunctionCall, _ arguments: [Value]) -> RoutineState? {
        let candidates = routines(of: call)
        guard candidates.count > 1 else { return candidates.first }
        let fitting = candidates.filter { $0.fits(call, arguments) }
        // Of two with the same arguments the nearer one hides the other.
        return fitting.count == 1 || Set(fitting.map(\.arguments)).count == 1 ? fitting.first : nil
    }
}

extension RoutineState {
    /// The argument of a call that stands at a parameter; nil where its default does.
    fileprivate func position(of parameter: Int, in call: FunctionCall) -> Int? {
        if let named = call.argumentNames.firstIndex(of: argumentNames[parameter]), !argumentNames[parameter].isEmpty { return named }
        let isPositional = parameter < call.arguments.count && (call.argumentNames.isEmpty || call.argumentNames[parameter] == nil)
        guard isPositional else { return nil }
        // The elements of VARIADIC are no array yet.
        return variadic == nil || parameter < arguments.count - 1 ? parameter : call.arguments.count
    }

    fileprivate func defaultValue(at parameter: Int) -> Expression? {
        let index = parameter - (arguments.count - defaultExpressions.count)
        return defaultExpressions.indices.contains(index) ? defaultExpressions[index] : nil
    }

    /// Whether a call with so many arguments, of these names, can mean it.
    fileprivate func takes(_ call: FunctionCall) -> Bool {
        let names = call.argumentNames.compactMap { $0 }
        guard names.allSatisfy(argumentNames.contains) else { return false }
        if variadic != nil { return call.arguments.count >= arguments.count - 1 }
        return call.arguments.count <= arguments.count
            && arguments.indices.allSatisfy { position(of: $0, in: call) != nil || $0 >= arguments.count - defaults }
    }

    /// Whether values can be of the parameters' types, as far as a value tells: a literal can be of any.
    fileprivate func fits(_ call: FunctionCall, _ values: [Value]) -> Bool {
        arguments.indices.allSatisfy { index in
            guard let given = position(of: index, in: call), given < values.count, let type = arguments[index] else { return true }
            switch values[given] {
            case .array: return type.isArray || type.isPolymorphic
            case .boolean: return type.is(.bool) || type.isPolymorphic
            case .integer, .number: return !type.isArray && !type.is(.bool) && !type.is(.text)
            case .text(let text): return !type.isArray || text.hasPrefix("{")
            case .null, .record, .object, .unknown: return true
            }
        }
    }
}

extension SQLType {
    fileprivate var isPolymorphic: Bool { builtin?.isPseudo ?? false }
}
