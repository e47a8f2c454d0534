import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// What is known of a routine's parameters in one call: which of its branches are taken.
struct RoutineCall {
    private let environment: Environment?
    /// Parameters whose values cannot be told here, but that they are not null.
    private var present: Set<String> = []
    private let truths = Truths()

    /// What was found of conditions: each guards many statements.
    private final class Truths {
        var known: [Int: Bool?] = [:]
    }

    /// A trigger's function.
    ///
    /// - Parameters:
    ///   - variables: NEW, OLD and `TG_OP`.
    ///   - context: Of the statement that fires it: whose token it is asked for.
    init(_ variables: [String: Value], _ context: ExerciseContext? = nil) {
        var environment = Environment()
        environment.variable = { variables[$0] }
        if let context {
            environment.routine = {
                TokenRoutines.routine($0, $1, context.exercise.signedIn, context.ownRole)
            }
        }
        self.environment = environment
    }

    /// A call with its constant arguments.
    ///
    /// - Parameter assigned: Names that the body sets to something else.
    init(_ call: StatementUses.Call, of routine: CatalogObject, assigned: Set<String>) {
        guard let body = routine.definition.body else {
            environment = nil
            return
        }
        var (parameters, variables) = ([Value](), [String: Value]())
        let firstDefault = body.parameters.count - body.defaults.count
        for (index, name) in body.parameters.enumerated() {
            var evaluator = Evaluator()
            let value: Value
            if routine.definition.isVariadic, index == body.parameters.count - 1 {
                // The array of all that are left.
                value = .unknown
            } else if let position = Self.position(of: index, name, in: call) {
                if let constant = call.constants[position], !constant.isNullConstant,
                    !assigned.contains(name)
                {
                    present.insert(name)
                }
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

    /// Whether the condition of a guard holds; nil where that cannot be told.
    func truth(of guarded: RoutineUses.Guard) -> Bool? {
        if let known = truths.known[guarded.number] { return known }
        let found = truth(of: guarded.condition)
        truths.known[guarded.number] = .some(found)
        return found
    }

    /// Whether a condition of the body holds; nil where that cannot be told.
    func truth(of condition: Expression) -> Bool? {
        guard let environment else { return nil }
        var evaluator = Evaluator(environment)
        let value = evaluator.evaluate(answered(condition))
        return value == .null ? false : value.truth
    }

    /// A condition with what it asks of parameters that are not null answered.
    private func answered(_ condition: Expression) -> Expression {
        guard !present.isEmpty else { return condition }
        switch condition {
        case .isNull(.column(let parts), let negated)
        where parts.count == 1 && present.contains(parts[0]):
            return .boolean(negated)
        case .and(let parts): return .and(parts.map(answered))
        case .or(let parts): return .or(parts.map(answered))
        case .not(let inner): return .not(answered(inner))
        default: return condition
        }
    }
}

extension Expression {
    /// Whether a constant is NULL of some type.
    fileprivate var isNullConstant: Bool {
        switch self {
        case .null: true
        case .cast(let inner, _): inner.isNullConstant
        default: false
        }
    }
}
