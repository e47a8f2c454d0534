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

/// The columns whose values an assertion compares as they are.
enum ComparedColumns {
    /// Of `is((SELECT state FROM …), 'open')` and `is(state, 'open')`.
    static func of(_ call: FunctionCall) -> [String] {
        switch call.arguments.first {
        case .subquery(let subquery)?: of(subquery.query)
        case .column(let parts)?: [parts.last ?? ""]
        default: []
        }
    }

    /// Of what a statement gives.
    static func of(_ statement: DataStatement) -> [String] {
        switch statement {
        case .query(let query): of(query)
        case .insert(let insert): names(insert.returning)
        case .update, .delete, .merge: []
        }
    }

    private static func of(_ query: Query) -> [String] {
        guard query.with.isEmpty, case .select(let core) = query.body, core.groupBy.isEmpty
        else { return [] }
        return names(core.targets)
    }

    private static func names(_ targets: [Target]) -> [String] {
        var names: [String] = []
        for target in targets {
            switch target.expression {
            case .column(let parts): names.append(parts.last ?? "")
            // As many columns as there are.
            case .star: return []
            default: names.append("")
            }
        }
        return names
    }
}
