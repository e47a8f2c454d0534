import SQLSyntax

/// Texts of the constants that an assertion compares values with.
enum ComparedConstants {
    /// Of `is(have, want)`; none where it says something else.
    static func of(_ call: FunctionCall) -> [String] {
        guard call.name.name == "is", call.arguments.count > 1 else { return [] }
        return text(call.arguments[1]).map { [$0] } ?? []
    }

    /// Of a query that gives constants; none where some value is none.
    static func of(_ query: Query) -> [String] {
        guard query.with.isEmpty else { return [] }
        let values: [Expression] =
            switch query.body {
            case .values(let rows): rows.flatMap { $0 }
            case .select(let core) where core.from.isEmpty: core.targets.map(\.expression)
            case .select, .setOperation: []
            }
        let texts = values.compactMap(text)
        return texts.count == values.count ? texts : []
    }

    private static func text(_ expression: Expression) -> String? {
        switch expression {
        case .cast(let inner, _): text(inner)
        case .string(let text), .number(let text): text
        case .integer(let number): String(number)
        case .boolean(let value): value ? "true" : "false"
        default: nil
        }
    }
}
