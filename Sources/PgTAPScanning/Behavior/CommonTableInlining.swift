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
