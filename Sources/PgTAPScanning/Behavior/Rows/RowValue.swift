import QueryAnalysis
import QueryEvaluation
import SQLSyntax

/// What is known of a column's value: an expression that gives the same whenever it is evaluated in
/// a test, so that two that are written alike are equal.
struct RowValue: Hashable {
    private let expression: Expression

    /// Nil for what may give another value each time.
    init?(_ expression: Expression) {
        guard let stable = Self.stable(expression) else { return nil }
        self.expression = stable
    }

    /// Whether it is NULL, which equals nothing.
    var isNull: Bool { expression == .null }

    /// Its value, where it is a constant.
    var constant: Value? {
        switch expression {
        case .null: .null
        case .string(let text): .text(text)
        default: nil
        }
    }

    /// A value that equals that of whatever is written alike.
    var token: Value { constant ?? .text("\u{1}\(expression)") }

    /// Whether two are known to be others: constants, and what one function of the test's own gives
    /// for other constants (`tests.user_id('anna')`, `tests.user_id('bert')`).
    func differs(from other: RowValue) -> Bool {
        if case .call(let own) = expression, case .call(let call) = other.expression,
            own.name == call.name, own.arguments.count == call.arguments.count,
            own.name.name == "current_setting" || !ServerFunctionResult.exists(own.name.name)
        {
            return own.arguments != call.arguments
        }
        guard case .string = expression, case .string = other.expression else {
            return isNull != other.isNull
        }
        return self != other
    }

    /// Without casts, and numbers as text: `'1'::bigint` is `1`.
    private static func stable(_ expression: Expression) -> Expression? {
        switch expression {
        case .cast(let inner, _): return stable(inner)
        case .integer(let number): return .string(String(number))
        case .number(let text): return .string(text)
        case .boolean(let value): return .string(value ? "true" : "false")
        case .string, .null: return expression
        case .array(let items):
            let stable = items.compactMap(stable)
            return stable.count == items.count ? .array(stable) : nil
        // `current_setting('test.user')`, `tests.user_id('anna')`: named by constants.
        case .call(let call):
            let arguments = call.arguments.compactMap(stable)
            guard !arguments.isEmpty, arguments.count == call.arguments.count,
                !changing.contains(call.name.name)
            else { return nil }
            return .call(FunctionCall(call.name, arguments))
        default: return nil
        }
    }

    /// Functions of the server with arguments that give another value each time.
    private static let changing: Set<String> = [
        "nextval", "setval", "random", "setseed", "gen_salt", "gen_random_bytes", "crypt",
        "uuid_generate_v5",
    ]
}
