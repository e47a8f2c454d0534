import SQLSyntax

/// The rows of a relation by one of its columns, for a join over `… = relation.column`: of all
/// pairs of rows only those that may be equal are looked at.
struct JoinIndex {
    /// What the column is compared with.
    let probe: Expression
    private var places: [Value: [Int]] = [:]
    /// Rows whose value is unknown: they may be equal to anything.
    private var unknown: [Int] = []

    /// Nil where the condition has no such comparison, or where values of several kinds stand in
    /// the column, which may be equal in more ways than being the same.
    init?(_ condition: Expression?, _ rows: [Evaluator.Combination]) {
        guard let condition, rows.count > 8, let frame = rows.first?.frames.last,
            rows.first?.frames.count == 1
        else { return nil }
        let conjuncts = if case .and(let items) = condition { items } else { [condition] }
        for case .operator(let name, let left?, let right) in conjuncts where name.symbol == "=" {
            for (own, other) in [(left, right), (right, left)] {
                guard case .column(let parts) = own, parts.count == 2, parts[0] == frame.alias,
                    let column = frame.columns.firstIndex(of: parts[1]),
                    case .column(let others) = other, others.count == 2, others[0] != frame.alias
                else { continue }
                probe = other
                guard add(rows, column) else { return nil }
                return
            }
        }
        return nil
    }

    private mutating func add(_ rows: [Evaluator.Combination], _ column: Int) -> Bool {
        for (place, row) in rows.enumerated() {
            guard let value = row.frames.last?.row.values[column] else { return false }
            switch value {
            case .object: places[value, default: []].append(place)
            case .unknown: unknown.append(place)
            case .null: continue
            default: return false
            }
        }
        return true
    }

    /// The rows, in order, that a value may be equal to.
    func places(equalTo value: Value, among count: Int) -> [Int] {
        switch value {
        case .object: ((places[value] ?? []) + unknown).sorted()
        case .null: []
        default: Array(0..<count)
        }
    }
}
