import SQLSyntax

/// The relations in which the conditions of a policy must find a row to let one through: without
/// what lets the role read them, the policy lets nothing through either.
enum PolicyReads {
    static func needed(by conditions: [Expression]) -> [QualifiedName] {
        conditions.flatMap(needed)
    }

    private static func needed(by condition: Expression) -> [QualifiedName] {
        switch condition {
        case .and(let parts): return parts.flatMap(needed)
        case .cast(let inner, _): return needed(by: inner)
        case .operator(let name, let left?, let right) where name.symbol == "=":
            return scalar(left) + scalar(right)
        case .subquery(let subquery):
            let isWanted = subquery.kind == .exists || subquery.kind == .any
            return isWanted ? needed(by: subquery.query) : []
        default: return []
        }
    }

    /// A value that is compared: none is equal to nothing.
    private static func scalar(_ expression: Expression) -> [QualifiedName] {
        guard case .subquery(let subquery) = expression, subquery.kind == .scalar else { return [] }
        return needed(by: subquery.query)
    }

    private static func needed(by query: Query) -> [QualifiedName] {
        guard query.with.isEmpty, case .select(let core) = query.body else { return [] }
        return core.from.flatMap(needed) + (core.filter.map(needed) ?? [])
    }

    private static func needed(by item: FromItem) -> [QualifiedName] {
        switch item {
        case .relation(let name, _, _): return [name]
        case .join(let join):
            switch join.kind {
            case .inner: return needed(by: join.left) + needed(by: join.right)
            case .left: return needed(by: join.left)
            case .right: return needed(by: join.right)
            default: return []
            }
        default: return []
        }
    }
}
