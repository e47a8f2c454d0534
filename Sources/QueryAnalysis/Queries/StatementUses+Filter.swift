public import SQLSyntax

extension StatementUses.Filter {
    /// The conditions of a WHERE over a relation and, it may be, others.
    init(_ relation: QualifiedName, alias: String, isAlone: Bool, _ condition: Expression?) {
        self.relation = relation
        equals = []
        isWhole = isAlone
        if let condition { add(condition, alias) }
    }

    private mutating func add(_ condition: Expression, _ alias: String) {
        switch condition {
        case .and(let parts): for part in parts { add(part, alias) }
        case .operator(let name, let left?, let right) where name.symbol == "=":
            let (left, right) = (left.withoutIdleQuery, right.withoutIdleQuery)
            if let column = Self.column(left, alias), right.isFreeOfRows {
                equals.append(StatementUses.Equality(column: column, value: right))
            } else if let column = Self.column(right, alias), left.isFreeOfRows {
                equals.append(StatementUses.Equality(column: column, value: left))
            } else {
                for (side, other) in [(left, right), (right, left)] where other.isScalarQuery {
                    if let column = Self.column(side, alias) { looksUp.append(column) }
                }
                isWhole = false
            }
        default: isWhole = false
        }
    }

    private static func column(_ expression: Expression, _ alias: String) -> String? {
        switch expression {
        case .cast(let inner, _): column(inner, alias)
        case .column(let parts) where parts.count == 1 || parts[parts.count - 2] == alias:
            parts.last
        default: nil
        }
    }
}

extension Expression {
    /// Whether it is the value that a query gives.
    public var isScalarQuery: Bool {
        switch self {
        case .cast(let inner, _): inner.isScalarQuery
        case .subquery(let subquery): subquery.kind == .scalar
        default: false
        }
    }

    /// `(SELECT f())` as `f()`.
    public var withoutIdleQuery: Expression {
        switch self {
        case .cast(let inner, let type): return .cast(inner.withoutIdleQuery, type)
        case .subquery(let subquery):
            guard subquery.kind == .scalar, subquery.query.with.isEmpty,
                subquery.query.limit == nil, subquery.query.offset == nil,
                case .select(let core) = subquery.query.body, core.from.isEmpty,
                core.filter == nil, core.groupBy.isEmpty, core.having == nil,
                core.targets.count == 1
            else { return self }
            return core.targets[0].expression
        default: return self
        }
    }

    /// Whether it names no column and runs no query.
    fileprivate var isFreeOfRows: Bool {
        switch self {
        case .column, .star, .subquery, .other: false
        default: children.allSatisfy(\.isFreeOfRows)
        }
    }
}
