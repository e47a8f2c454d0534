import SQLSyntax

/// The relations that a query's FROM names, common tables of its own left out; those of sub-selects
/// in expressions are not among them.
struct SourceNames {
    private(set) var names: [QualifiedName] = []
    private var common: Set<String> = []

    init(_ query: Query) { visit(query) }

    private mutating func visit(_ query: Query) {
        let outer = common
        // A recursive one may name itself; another can name those before it.
        for table in query.with {
            if query.isRecursive { common.insert(table.name) }
            if case .query(let inner) = table.statement { visit(inner) }
            common.insert(table.name)
        }
        visit(query.body)
        common = outer
    }

    private mutating func visit(_ body: QueryBody) {
        switch body {
        case .select(let core): for item in core.from { visit(item) }
        case .values: break
        case .setOperation(_, all: _, let left, let right):
            visit(left)
            visit(right)
        }
    }

    private mutating func visit(_ item: FromItem) {
        switch item {
        case .relation(let name, _, _):
            if name.schema != nil || !common.contains(name.name) { names.append(name) }
        case .subquery(let query, _, _): visit(query)
        case .join(let join):
            visit(join.left)
            visit(join.right)
        case .function, .xmlTable, .other: break
        }
    }
}
