import SQLSyntax

/// Aggregates that are evaluated, or at least recognised.
enum Aggregate {
    static let names: Set<String> = [
        "count", "array_agg", "string_agg", "bool_and", "bool_or", "every", "min", "max", "sum",
        "avg", "json_agg", "jsonb_agg", "json_arrayagg", "json_objectagg",
    ]

    /// What an aggregate folds.
    struct Input {
        /// In the order in which the server folds them, where that is told.
        var values: [Value]
        var isOrdered: Bool

        /// - Parameter isOrdered: Whether the items stand in the order of the server's rows.
        init(_ items: [(item: Value, keys: [Value])], _ call: FunctionCall, isOrdered: Bool) {
            values = items.map(\.item)
            self.isOrdered = isOrdered
            if call.isDistinct {
                values = Array(Set(values))
                let item = call.orderBy.first ?? SortItem(.null)
                sort(values.map { ($0, [$0]) }, [item])
            } else if !call.orderBy.isEmpty {
                sort(items, call.orderBy)
            }
            if Set(values).count < 2 { self.isOrdered = true }
        }

        private mutating func sort(_ items: [(item: Value, keys: [Value])], _ order: [SortItem]) {
            let sorted = ValueOrder.sorted(items, by: order) { [$0] }
            if let sorted { values = sorted }
            isOrdered = sorted != nil
        }
    }

    /// The value of an aggregate (`src/backend/utils/adt`): of no rows it is null, but a count.
    static func fold(_ call: FunctionCall, _ input: Input, separator: Value) -> Value {
        let present = input.values.filter { $0 != .null }
        switch call.name.name {
        case "count": return .integer(present.count)
        case "array_agg":
            if input.values.isEmpty { return .null }
            return input.isOrdered ? .array(input.values) : .unknown
        case "json_agg", "jsonb_agg":
            if input.values.isEmpty { return .null }
            return input.isOrdered ? JSONValue.array(of: input.values) : .unknown
        case "string_agg":
            guard call.arguments.count == 2, separator != .unknown, input.isOrdered else {
                return present.isEmpty ? .null : .unknown
            }
            let texts = present.compactMap(\.text)
            return texts.isEmpty ? .null : .text(texts.joined(separator: separator.text ?? ""))
        case "bool_and", "every":
            return present.isEmpty ? .null : .boolean(present.allSatisfy { $0.truth == true })
        case "bool_or":
            return present.isEmpty ? .null : .boolean(present.contains { $0.truth == true })
        case "min": return extreme(present) { $0 < 0 }
        case "max": return extreme(present) { $0 > 0 }
        default: return .unknown
        }
    }

    /// What some of the values come to whatever the others are; nil where it hangs on those.
    static func decided(_ call: FunctionCall, _ known: some Sequence<Value>) -> Value? {
        switch call.name.name {
        case "bool_and", "every":
            known.contains { $0.truth == false } ? .boolean(false) : nil
        case "bool_or": known.contains { $0.truth == true } ? .boolean(true) : nil
        default: nil
        }
    }

    private static func extreme(_ values: [Value], _ isBetter: (Int) -> Bool) -> Value {
        guard var best = values.first else { return .null }
        for value in values.dropFirst() {
            guard let comparison = ValueOrder.compare(value, best) else { return .unknown }
            if isBetter(comparison) { best = value }
        }
        return best
    }

    static func contains(_ expression: Expression) -> Bool {
        switch expression {
        case .call(let call):
            names.contains(call.name.name) && call.over == nil
                || call.arguments.contains(where: contains)
        case .operator(_, let left, let right): left.map(contains) ?? false || contains(right)
        case .comparison(_, let left, let right): contains(left) || contains(right)
        case .cast(let inner, _), .not(let inner), .isNull(let inner, _), .collate(let inner, _),
            .truth(let inner, _):
            contains(inner)
        case .and(let items), .or(let items), .coalesce(let items), .array(let items):
            items.contains(where: contains)
        case .inList(let test, _, _): contains(test)
        case .caseWhen(_, let branches, let otherwise):
            branches.contains { contains($0.condition) || contains($0.result) }
                || otherwise.map(contains) ?? false
        default: false
        }
    }
}
