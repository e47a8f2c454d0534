import Packing
import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// What is known of a column's value: an expression that gives the same whenever it is evaluated in
/// a test, so that two that are written alike are equal.
struct RowValue: Hashable {
    private let expression: Expression

    /// Nil for what may give another value each time.
    init?(_ expression: Expression) {
        guard let stable = Self.stable(expression) else { return nil }
        self.expression = stable
    }

    /// Nil for what cannot be told, and what has no text.
    init?(_ value: Value) {
        switch value {
        case .null: expression = .null
        case .boolean(let truth): expression = .string(truth ? "true" : "false")
        default:
            guard let text = value.text, !text.hasPrefix("\u{1}") else { return nil }
            expression = .string(text)
        }
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

    /// Its value in a column of a type; nil where that cannot be told.
    func value(as type: FacetValue?) -> Value? {
        let typed = expression.asColumn(of: type)
        switch typed {
        case .null: return .null
        case .string(let text): return .text(text)
        default:
            var evaluator = Evaluator()
            let value = evaluator.evaluate(typed)
            return value == .unknown ? nil : value
        }
    }

    /// A value that equals that of whatever is written alike.
    var token: Value { constant ?? .text("\u{1}" + form) }

    /// The binary form of the expression as text, byte by byte: equal for equal ones alone.
    private var form: String {
        var writer = PackWriter()
        expression.pack(into: &writer)
        var text: [UInt8] = []
        for byte in writer.finish() {
            // As UTF-8 has the characters of Latin-1.
            if byte < 0x80 {
                text.append(byte)
            } else {
                text += [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

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
        case .cast(_, let type) where type.name.name == "interval" && !type.isArray:
            return expression
        case .cast(let inner, _): return stable(inner)
        // The time of the transaction, and what is so much before or behind it.
        case .sqlValue(.currentTimestamp, _), .sqlValue(.currentDate, _): return expression
        case .call(let call) where call.arguments.isEmpty && call.name.name == "now":
            return expression
        case .operator(let name, let left?, let right) where ["+", "-"].contains(name.symbol):
            guard isTime(left), let left = stable(left), let right = stable(right) else {
                return nil
            }
            return .operator(name, left: left, right: right)
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

    /// Whether something is counted from the time of the transaction.
    private static func isTime(_ expression: Expression) -> Bool {
        switch expression {
        case .sqlValue(.currentTimestamp, _), .sqlValue(.currentDate, _): true
        case .call(let call): call.arguments.isEmpty && call.name.name == "now"
        case .cast(let inner, _): isTime(inner)
        case .operator(_, let left?, _): isTime(left)
        default: false
        }
    }

    /// Functions of the server with arguments that give another value each time.
    private static let changing: Set<String> = [
        "nextval", "setval", "random", "setseed", "gen_salt", "gen_random_bytes", "crypt",
        "uuid_generate_v5",
    ]
}

extension Expression {
    /// What a constant is in a column: a literal is of the column's type.
    func asColumn(of type: FacetValue?) -> Expression {
        guard case .string = self, case .text(let name)? = type else { return self }
        let end = name.utf8.firstIndex { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }
        let bare = end.map { String(name[..<$0]) } ?? name
        guard !name.hasSuffix("]"), let type = SQLType.named(bare)?.builtin else { return self }
        return .cast(self, TypeName(QualifiedName(type.name)))
    }
}
