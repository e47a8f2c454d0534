import SQLSyntax

/// Aggregates over all rows.
extension Evaluator {
    mutating func aggregated(_ kept: [Combination], _ core: SelectCore) -> Relation? {
        var values: [Value] = []
        for target in core.targets {
            guard let value = aggregate(target.expression, kept) else { return nil }
            values.append(value)
        }
        return Relation(
            columns: core.targets.map { $0.name ?? Self.outputName($0.expression) },
            rows: [Relation.Row(values)])
    }

    /// An aggregate, or an expression over one (`count(*) = 0`).
    mutating func aggregate(_ expression: Expression, _ rows: [Combination]) -> Value? {
        switch expression {
        case .call(let call) where Aggregate.names.contains(call.name.name): return fold(call, rows)
        case .operator(let name, let left?, let right):
            guard let a = aggregate(left, rows), let b = aggregate(right, rows) else { return nil }
            return binary(name.symbol, a, b)
        case .cast(let inner, let type):
            return aggregate(inner, rows).map { cast($0, to: type) }
        case .coalesce(let items):
            for item in items {
                guard let value = aggregate(item, rows) else { return nil }
                if value != .null { return value }
            }
            return .null
        default: return Aggregate.contains(expression) ? nil : evaluate(expression)
        }
    }

    mutating func fold(_ call: FunctionCall, _ rows: [Combination]) -> Value {
        guard rows.allSatisfy(\.isCertain), call.over == nil, !call.isVariadic,
            let rows = filtered(rows, by: call)
        else { return .unknown }
        if call.isStar { return .integer(rows.count) }
        guard let argument = call.arguments.first else { return .unknown }
        var items: [(item: Value, keys: [Value])] = []
        for row in rows {
            scopes.append(row.frames)
            items.append((evaluate(argument), call.orderBy.map { valueOnly($0.expression) }))
            scopes.removeLast()
        }
        guard !items.contains(where: { $0.item == .unknown }) else {
            return Aggregate.decided(call, items.lazy.map(\.item)) ?? .unknown
        }
        let isOrdered = rows.count < 2 || rows.allSatisfy(\.isOrdered)
        return Aggregate.fold(
            call, Aggregate.Input(items, call, isOrdered: isOrdered),
            separator: call.arguments.count > 1 ? evaluate(call.arguments[1]) : .null)
    }

    /// The rows that FILTER keeps; nil where it cannot be told.
    mutating func filtered(_ rows: [Combination], by call: FunctionCall) -> [Combination]? {
        guard let filter = call.filter else { return rows }
        var kept: [Combination] = []
        for row in rows {
            scopes.append(row.frames)
            let holds = evaluate(filter)
            scopes.removeLast()
            if holds == .unknown { return nil }
            if holds.truth == true { kept.append(row) }
        }
        return kept
    }
}
