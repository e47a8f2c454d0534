extension Expression {
    /// The expressions directly below, in order of appearance; a subquery's own are not among them.
    public var children: [Expression] {
        switch self {
        case .null, .boolean, .integer, .number, .string, .bitString, .column, .star, .parameter,
            .sqlValue,
            .setToDefault, .other:
            []
        case .cast(let argument, _), .not(let argument), .isNull(let argument, _),
            .truth(let argument, _),
            .field(let argument, _), .allFields(let argument), .collate(let argument, _):
            [argument]
        case .call(let call):
            call.arguments + call.orderBy.map(\.expression) + [call.filter].compactMap { $0 }
                + (call.over.map { $0.partitionBy + $0.orderBy.map(\.expression) } ?? [])
        case .operator(_, let left, let right): [left].compactMap { $0 } + [right]
        case .comparison(_, let left, let right): [left, right]
        case .inList(let test, let items, _): [test] + items
        case .between(let test, let low, let high, _, _): [test, low, high]
        case .and(let items), .or(let items), .coalesce(let items), .extremum(let items, _),
            .array(let items),
            .row(let items, _), .grouping(let items), .xml(_, let items):
            items
        case .caseWhen(let operand, let branches, let otherwise):
            [operand].compactMap { $0 } + branches.flatMap { [$0.condition, $0.result] }
                + [otherwise].compactMap { $0 }
        case .subquery(let subquery): [subquery.test].compactMap { $0 }
        case .subscripted(let base, let subscripts):
            [base] + subscripts.flatMap { [$0.lower, $0.upper].compactMap { $0 } }
        }
    }
}
