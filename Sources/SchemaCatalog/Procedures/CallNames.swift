import QueryAnalysis
import SQLSyntax

/// The names of the functions that an expression calls, its sub-selects' among them.
struct CallNames {
    private(set) var names: Set<String> = []

    init(_ expression: Expression) { visit(expression) }

    private mutating func visit(_ expression: Expression) {
        switch expression {
        case .call(let call): names.insert(call.name.name)
        case .subquery(let subquery): visit(subquery.query)
        default: break
        }
        for child in expression.children { visit(child) }
    }

    init(_ query: Query) { visit(query) }

    private mutating func visit(_ query: Query) {
        for table in query.with { if case .query(let inner) = table.statement { visit(inner) } }
        visit(query.body)
    }

    private mutating func visit(_ body: QueryBody) {
        switch body {
        case .select(let core):
            for target in core.targets { visit(target.expression) }
            for item in core.from { visit(item) }
            if let filter = core.filter { visit(filter) }
        case .values(let rows): for value in rows.joined() { visit(value) }
        case .setOperation(_, all: _, let left, let right):
            visit(left)
            visit(right)
        }
    }

    private mutating func visit(_ item: FromItem) {
        switch item {
        case .function(let function): for call in function.calls { visit(call) }
        case .subquery(let query, _, _): visit(query)
        case .join(let join):
            visit(join.left)
            visit(join.right)
        case .relation, .xmlTable, .other: break
        }
    }
}
