import SQLSyntax

/// The rows of a relation by one of its columns, for a join over `… = relation.column`: of all
/// pairs of rows only those that may be equal are looked at.
struct JoinIndex {
    /// What the column is compared with.
    let probe: Expression
    private let index: RowIndex

    /// Nil where the condition has no such comparison, or where values of several kinds stand in
    /// the column, which may be equal in more ways than being the same. Columns that say something
    /// of their object do not count: of a row that they keep away they are of interest.
    ///
    /// - Parameter others: What the rows are put beside, one of which the column is compared with.
    init?(
        _ condition: Expression?, _ rows: [Evaluator.Combination],
        beside others: [Evaluator.Combination]
    ) {
        guard let condition, rows.count > 8, let frame = rows.first?.frames.last,
            rows.first?.frames.count == 1, let beside = others.first?.frames
        else { return nil }
        let conjuncts = if case .and(let items) = condition { items } else { [condition] }
        for case .operator(let name, let left?, let right) in conjuncts where name.symbol == "=" {
            for (own, other) in [(left, right), (right, left)] {
                guard case .column(let parts) = own, parts.count == 2, parts[0] == frame.alias,
                    let column = frame.columns.firstIndex(of: parts[1]),
                    !frame.facts.contains(parts[1]),
                    case .column(let others) = other, others.count == 2,
                    let compared = beside.first(where: { $0.alias == others[0] }),
                    !compared.facts.contains(others[1])
                else { continue }
                guard let index = RowIndex(rows.lazy.map { $0.frames[0].row.values[column] })
                else { continue }
                (probe, self.index) = (other, index)
                return
            }
        }
        return nil
    }

    /// The rows, in order, that a value may be equal to, or null or unknown beside; nil for every
    /// row.
    func places(equalTo value: Value) -> [Int]? { index.places(equalTo: [value]) }
}
