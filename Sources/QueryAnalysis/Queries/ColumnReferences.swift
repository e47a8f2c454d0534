public import SQLSyntax

/// The columns that an expression over one table uses.
public enum ColumnReferences {
    /// Names in order of appearance, repeats included.
    public static func of(_ expression: Expression) -> [String] {
        var names: [String] = []
        walk(expression) { part in
            if case .column(let parts) = part, let name = parts.last { names.append(name) }
        }
        return names
    }

    /// Visits an expression and all below it but subqueries, in order of appearance.
    static func walk(_ expression: Expression, _ visit: (Expression) -> Void) {
        visit(expression)
        for child in expression.children { walk(child, visit) }
    }
}
