import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// What is known of a routine's parameters in one call: which of its branches are taken.
struct RoutineCall {
    private let environment: Environment?

    /// A trigger's function, run for a command.
    ///
    /// - Parameter row: What is known of the row as it would be written.
    init(of command: StatementUses.Command, row: [String: Value]) {
        var environment = Environment()
        let new = Value.record(row.map { Value.Field($0.key, $0.value) })
        environment.variable = { name in
            switch name {
            case "tg_op": .text(command.name)
            case "new" where command != .delete: new
            default: nil
            }
        }
        self.environment = environment
    }

    /// A call with its constant arguments.
    ///
    /// - Parameter assigned: Names that the body sets to something else.
    init(_ call: StatementUses.Call, of routine: CatalogObject, assigned: Set<String>) {
        guard let body = routine.body else {
            environment = nil
            return
        }
        var (parameters, variables) = ([Value](), [String: Value]())
        let firstDefault = body.parameters.count - body.defaults.count
        for (index, name) in body.parameters.enumerated() {
            var evaluator = Evaluator()
            let value: Value
            if let position = Self.position(of: index, name, in: call) {
                value = call.constants[position].map { evaluator.evaluate($0) } ?? .unknown
            } else if index >= firstDefault {
                value = evaluator.evaluate(body.defaults[index - firstDefault])
            } else {
                value = .unknown
            }
            parameters.append(assigned.contains(name) ? .unknown : value)
            variables[name] = parameters[index]
        }
        var environment = Environment()
        environment.parameters = parameters
        environment.variable = { variables[$0] }
        self.environment = environment
    }

    /// Which argument of a call a parameter takes; nil where its default stands.
    private static func position(of index: Int, _ name: String, in call: StatementUses.Call)
        -> Int?
    {
        if let named = call.names.firstIndex(of: name) { return named }
        let isByName = index < call.names.count && call.names[index] != nil
        return index < call.constants.count && !isByName ? index : nil
    }

    /// Whether a condition of the body holds; nil where that cannot be told.
    func truth(of condition: Expression) -> Bool? {
        guard let environment else { return nil }
        var evaluator = Evaluator(environment)
        let value = evaluator.evaluate(condition)
        return value == .null ? false : value.truth
    }
}
