import SQLSyntax

extension SelectCore {
    /// With common tables that FROM reads as subqueries there; nil where one is no query.
    func inlining(_ query: Query) -> SelectCore? {
        guard !query.with.isEmpty else { return self }
        guard !query.isRecursive else { return nil }
        var (tables, before) = ([String: CommonTable](), [CommonTable]())
        for var table in query.with {
            guard case .query(var inner) = table.statement else { return nil }
            inner.with = before + inner.with
            before.append(table)
            table.statement = .query(inner)
            tables[table.name] = table
        }
        var core = self
        core.from = from.map { $0.inlining(tables) }
        return core
    }
}

extension FunctionCall {
    /// With the common tables of the statement in the subqueries of its arguments.
    func seeing(_ query: Query) -> FunctionCall {
        guard !query.with.isEmpty, !query.isRecursive else { return self }
        var call = self
        call.arguments = arguments.map { $0.seeing(query.with) }
        return call
    }
}

extension Expression {
    /// What stands around the subqueries that assertions compare; in others no table is seen.
    fileprivate func seeing(_ tables: [CommonTable]) -> Expression {
        switch self {
        case .subquery(var subquery):
            subquery.query.with = tables + subquery.query.with
            return .subquery(subquery)
        case .cast(let inner, let type): return .cast(inner.seeing(tables), type)
        case .not(let inner): return .not(inner.seeing(tables))
        case .isNull(let inner, let negated):
            return .isNull(inner.seeing(tables), negated: negated)
        case .truth(let inner, let test): return .truth(inner.seeing(tables), test)
        case .operator(let name, let left, let right):
            return .operator(name, left: left?.seeing(tables), right: right.seeing(tables))
        case .comparison(let kind, let left, let right):
            return .comparison(kind, left: left.seeing(tables), right: right.seeing(tables))
        case .and(let items): return .and(items.map { $0.seeing(tables) })
        case .or(let items): return .or(items.map { $0.seeing(tables) })
        case .coalesce(let items): return .coalesce(items.map { $0.seeing(tables) })
        case .array(let items): return .array(items.map { $0.seeing(tables) })
        default: return self
        }
    }
}

extension FromItem {
    fileprivate func inlining(_ tables: [String: CommonTable]) -> FromItem {
        switch self {
        case .relation(let name, let alias, _) where name.schema == nil:
            guard let table = tables[name.name], case .query(let query) = table.statement else {
                return self
            }
            var alias = alias ?? Alias(table.name)
            alias.columns += table.columns.dropFirst(alias.columns.count)
            return .subquery(query, alias: alias, lateral: false)
        case .join(var join):
            join.left = join.left.inlining(tables)
            join.right = join.right.inlining(tables)
            return .join(join)
        default: return self
        }
    }
}
