extension Expression {
    /// The expression with a column of its one table under another name. Subqueries, which a
    /// table's own expressions cannot hold, are left alone.
    public func renamingColumn(_ old: String, to new: String) -> Expression {
        func next(_ expression: Expression) -> Expression {
            expression.renamingColumn(old, to: new)
        }
        switch self {
        case .column(let parts) where parts.last == old: return .column(parts.dropLast() + [new])
        case .cast(let argument, let type): return .cast(next(argument), type)
        case .call(var call):
            call.arguments = call.arguments.map(next)
            return .call(call)
        case .operator(let name, let left, let right):
            return .operator(name, left: left.map(next), right: next(right))
        case .comparison(let kind, let left, let right):
            return .comparison(kind, left: next(left), right: next(right))
        case .inList(let test, let items, let negated):
            return .inList(next(test), items.map(next), negated: negated)
        case .between(let test, let low, let high, let negated, let symmetric):
            return .between(
                next(test), low: next(low), high: next(high), negated: negated, symmetric: symmetric
            )
        case .and(let items): return .and(items.map(next))
        case .or(let items): return .or(items.map(next))
        case .not(let argument): return .not(next(argument))
        case .isNull(let argument, let negated): return .isNull(next(argument), negated: negated)
        case .truth(let argument, let test): return .truth(next(argument), test)
        case .caseWhen(let operand, let branches, let otherwise):
            return .caseWhen(
                operand: operand.map(next),
                branches: branches.map { CaseBranch(next($0.condition), next($0.result)) },
                otherwise: otherwise.map(next))
        case .coalesce(let items): return .coalesce(items.map(next))
        case .extremum(let items, let greatest):
            return .extremum(items.map(next), greatest: greatest)
        case .array(let items): return .array(items.map(next))
        case .row(let items, let explicit): return .row(items.map(next), explicit: explicit)
        case .subscripted(let base, let subscripts): return .subscripted(next(base), subscripts)
        case .field(let base, let name): return .field(next(base), name)
        case .collate(let argument, let collation): return .collate(next(argument), collation)
        default: return self
        }
    }
}
