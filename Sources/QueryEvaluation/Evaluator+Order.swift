import SQLSyntax

/// ORDER BY, LIMIT and OFFSET.
extension Evaluator {
    /// Sorted by what the rows themselves hold.
    func sorted(_ relation: Relation, _ sort: [SortItem]) -> Relation {
        guard !sort.isEmpty else { return relation }
        let positions = sort.map { outputPosition($0.expression, relation.columns) }
        return sorted(relation, sort) { row, index in
            positions[index].map { row.values[$0] } ?? .unknown
        }
    }

    func sorted(
        _ relation: Relation, _ sort: [SortItem], _ key: (Relation.Row, Int) -> Value
    ) -> Relation {
        var result = relation
        let keyed = relation.rows.map { row in
            (item: row, keys: sort.indices.map { key(row, $0) })
        }
        let rows = ValueOrder.sorted(keyed, by: sort, content: \.values)
        if let rows { result.rows = rows }
        result.isOrdered = rows != nil || relation.rows.count < 2
        return result
    }

    /// The output column that an item of ORDER BY names, by position or by name.
    func outputPosition(_ expression: Expression, _ columns: [String]) -> Int? {
        switch expression {
        case .integer(let number): columns.indices.contains(Int(number) - 1) ? Int(number) - 1 : nil
        case .column(let parts) where parts.count == 1: columns.firstIndex(of: parts[0])
        default: nil
        }
    }

    /// LIMIT and OFFSET. Of rows in no known order, which ones stay is not told, but how many.
    mutating func limited(_ relation: Relation, _ query: Query) -> Relation? {
        guard query.limit != nil || query.offset != nil else { return relation }
        guard let offset = count(query.offset, otherwise: 0),
            let limit = count(query.limit, otherwise: Int.max),
            relation.rows.allSatisfy(\.isCertain)
        else { return nil }
        var result = relation
        result.rows = Array(relation.rows.dropFirst(offset).prefix(limit))
        guard !relation.isOrdered, result.rows.count < relation.rows.count else { return result }
        for column in relation.columns.indices
        where Set(relation.rows.map { $0.values[column] }).count > 1 {
            for row in result.rows.indices { result.rows[row].values[column] = .unknown }
        }
        for row in result.rows.indices { result.rows[row].object = nil }
        return result
    }

    /// A count of rows; nil for what is none.
    mutating func count(_ expression: Expression?, otherwise: Int) -> Int? {
        guard let expression else { return otherwise }
        switch evaluate(expression) {
        case .integer(let count): return count >= 0 ? count : nil
        case .null: return otherwise
        default: return nil
        }
    }

    /// Sorted by output columns, or else by what was evaluated for each row in the query's scope.
    func sorted(_ relation: Relation, _ sort: [SortItem], inner: [[Value]]) -> Relation {
        let positions = sort.map { outputPosition($0.expression, relation.columns) }
        var keyed = relation
        for row in keyed.rows.indices { keyed.rows[row].values += inner[row] }
        let width = relation.columns.count
        var result = sorted(keyed, sort) { row, index in
            row.values[positions[index] ?? width + index]
        }
        for row in result.rows.indices {
            result.rows[row].values.removeLast(sort.count)
        }
        return result
    }
}
