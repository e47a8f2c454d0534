import SQLSyntax

/// GROUP BY.
extension Evaluator {
    /// One row for each group; nil where it cannot be told which rows are of one.
    mutating func grouped(_ kept: [Combination], _ core: SelectCore, _ sort: [SortItem])
        -> Relation?
    {
        guard kept.allSatisfy(\.isCertain), !core.isDistinct else { return nil }
        let names = core.targets.map { $0.name ?? Self.outputName($0.expression) }
        var groups: [[Combination]] = []
        var positions: [[Value]: Int] = [:]
        for combination in kept {
            scopes.append(combination.frames)
            let key = core.groupBy.map { groupValue($0, core, names) }
            scopes.removeLast()
            guard !key.contains(.unknown) else { return nil }
            if let position = positions[key] {
                groups[position].append(combination)
            } else {
                positions[key] = groups.count
                groups.append([combination])
            }
        }
        var result = Relation(columns: names, rows: [])
        var keys: [[Value]] = []
        for group in groups {
            // What is no aggregate is the same in all rows of a group.
            scopes.append(group[0].frames)
            defer { scopes.removeLast() }
            if let having = core.having {
                guard let holds = aggregate(having, group), holds != .unknown else { return nil }
                guard holds.truth == true else { continue }
            }
            var values: [Value] = []
            for target in core.targets {
                guard let value = aggregate(target.expression, group) else { return nil }
                values.append(value)
            }
            result.rows.append(Relation.Row(values))
            keys.append(sort.map { aggregate($0.expression, group) ?? .unknown })
        }
        // The server may hash or sort.
        result.isOrdered = groups.count < 2
        return sort.isEmpty ? result : sorted(result, sort, inner: keys)
    }

    /// What a row is grouped by: an expression, or the number or name of a target.
    private mutating func groupValue(
        _ item: Expression, _ core: SelectCore, _ names: [String]
    ) -> Value {
        if case .integer(let position) = item, core.targets.indices.contains(Int(position) - 1) {
            return evaluate(core.targets[Int(position) - 1].expression)
        }
        let value = evaluate(item)
        guard value == .unknown, case .column(let parts) = item, parts.count == 1,
            let target = names.firstIndex(of: parts[0])
        else { return value }
        return evaluate(core.targets[target].expression)
    }
}
