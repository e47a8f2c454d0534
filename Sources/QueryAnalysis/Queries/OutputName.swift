public import SQLSyntax

/// The name of an output column without AS (`FigureColname`, `src/backend/parser/parse_target.c`).
public enum OutputName {
    /// `?column?` where the expression suggests none.
    public static func of(_ expression: Expression) -> String {
        var name: String?
        _ = figure(expression, &name)
        return name ?? "?column?"
    }

    /// Sets `name`, and returns how good it is: 2 for a real name, 1 for a type's.
    private static func figure(_ expression: Expression, _ name: inout String?) -> Int {
        switch expression {
        case .column(let parts):
            name = parts.last
            return 2
        case .field(_, let field):
            name = field
            return 2
        case .subscripted(let base, _), .collate(let base, _): return figure(base, &name)
        case .call(let call): return set(&name, call.name.name)
        case .comparison(.nullIf, _, _): return set(&name, "nullif")
        case .cast(let argument, let type):
            let strength = figure(argument, &name)
            if strength <= 1 {
                name = type.name.name
                return 1
            }
            return strength
        case .caseWhen(_, _, let otherwise):
            let strength = otherwise.map { figure($0, &name) } ?? 0
            if strength <= 1 {
                name = "case"
                return 1
            }
            return strength
        case .array: return set(&name, "array")
        case .row: return set(&name, "row")
        case .coalesce: return set(&name, "coalesce")
        case .extremum(_, let greatest): return set(&name, greatest ? "greatest" : "least")
        case .grouping: return set(&name, "grouping")
        case .sqlValue(let value, _): return set(&name, value.rawValue.lowercased())
        case .xml(let kind, _): return set(&name, kind.isEmpty ? "xmlconcat" : kind)
        case .subquery(let subquery): return figure(subquery, &name)
        default: return 0
        }
    }

    private static func figure(_ subquery: Subquery, _ name: inout String?) -> Int {
        switch subquery.kind {
        case .exists: return set(&name, "exists")
        case .array: return set(&name, "array")
        case .scalar:
            guard case .select(let core) = subquery.query.body, let target = core.targets.first
            else { return 0 }
            if let alias = target.name { return set(&name, alias) }
            return figure(target.expression, &name)
        default: return 0
        }
    }

    private static func set(_ name: inout String?, _ value: String) -> Int {
        name = value
        return 2
    }
}
