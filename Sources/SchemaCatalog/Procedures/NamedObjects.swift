import QueryAnalysis
import QueryEvaluation
import SQLSyntax

/// Which objects an expression over the system catalogs can be about, where it names them: a
/// condition such as `EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood')` needs no more of the
/// catalog than what is called mood, and migrations ask thousands of these.
struct NamedObjects {
    /// Constants of the expression, any of which may be a name.
    private(set) var names: Set<String> = []
    /// Whether some query reads a system relation without saying which object it wants.
    private(set) var needsAll = false
    private let procedure: Procedure
    private let keptObjects: KeptObjects
    /// Whether a call runs a query of the schema's own, which may ask for anything.
    private let runsQuery: (FunctionCall) -> Bool

    init(
        _ expression: Expression, _ procedure: Procedure, _ keptObjects: KeptObjects,
        runsQuery: @escaping (FunctionCall) -> Bool
    ) {
        (self.procedure, self.keptObjects, self.runsQuery) = (procedure, keptObjects, runsQuery)
        visit(expression)
        addVariables()
    }

    init(
        _ query: Query, _ procedure: Procedure, _ keptObjects: KeptObjects,
        runsQuery: @escaping (FunctionCall) -> Bool
    ) {
        (self.procedure, self.keptObjects, self.runsQuery) = (procedure, keptObjects, runsQuery)
        visit(query)
        addVariables()
    }

    /// Values of variables may be the names.
    private mutating func addVariables() {
        for value in procedure.scopes.flatMap(\.values) + procedure.parameters { add(value) }
    }

    private mutating func add(_ value: Value) {
        switch value {
        case .text(let text): add(text)
        case .array(let items): for item in items { add(item) }
        case .record(let fields): for field in fields { add(field.value) }
        case .object(let number): if let id = keptObjects.id(number) { names.insert(id.name) }
        default: break
        }
    }

    /// A name, perhaps with a schema, as a `reg…` constant has it.
    private mutating func add(_ text: String) {
        names.insert(text)
        names.insert(RegisteredName(text).name)
    }

    // MARK: - Queries

    private mutating func visit(_ query: Query) {
        for table in query.with { if case .query(let inner) = table.statement { visit(inner) } }
        visit(query.body)
        for expression in query.orderBy.map(\.expression)
            + [query.limit, query.offset].compactMap({ $0 })
        { visit(expression) }
    }

    private mutating func visit(_ body: QueryBody) {
        switch body {
        case .select(let core): visit(core)
        case .values(let rows): for row in rows { for value in row { visit(value) } }
        case .setOperation(_, _, let left, let right):
            visit(left)
            visit(right)
        }
    }

    private mutating func visit(_ core: SelectCore) {
        var conditions = core.filter.map { [$0] } ?? []
        var readsSystem = false
        for item in core.from { visit(item, &conditions, &readsSystem) }
        if readsSystem, !conditions.contains(where: { names($0) }) { needsAll = true }
        for expression in core.targets.map(\.expression) + conditions + core.groupBy
            + [core.having].compactMap({ $0 })
        { visit(expression) }
    }

    private mutating func visit(
        _ item: FromItem, _ conditions: inout [Expression], _ readsSystem: inout Bool
    ) {
        switch item {
        case .relation(let name, _, _):
            if let definition = SystemRelation.definition(schema: name.schema, name: name.name),
                !definition.isGlobal
            {
                readsSystem = true
            }
        case .subquery(let query, _, _): visit(query)
        case .function(let function): for call in function.calls { visit(call) }
        case .xmlTable(let table): for expression in table.expressions { visit(expression) }
        case .join(let join):
            visit(join.left, &conditions, &readsSystem)
            visit(join.right, &conditions, &readsSystem)
            if join.kind == .inner, let condition = join.condition { conditions.append(condition) }
        case .other: break
        }
    }

    private mutating func visit(_ expression: Expression) {
        if case .string(let text) = expression { add(text) }
        if case .subquery(let subquery) = expression { visit(subquery.query) }
        if case .call(let call) = expression, runsQuery(call) { needsAll = true }
        for child in expression.children { visit(child) }
    }

    // MARK: - Conditions that name

    /// Whether a condition holds only for objects of a name that can be told without the catalog.
    private mutating func names(_ condition: Expression) -> Bool {
        switch condition {
        case .and(let items): items.contains { names($0) }
        case .operator(let name, let left?, let right) where name.symbol == "=":
            Self.isName(left) && isValue(right) || Self.isName(right) && isValue(left)
        case .inList(let test, let items, false):
            Self.isName(test) && items.allSatisfy { isValue($0) }
        default: false
        }
    }

    /// A constant, a variable whose value is among the names, or what comes of such
    /// (`split_part(name, '.', 2)`).
    private mutating func isValue(_ expression: Expression) -> Bool {
        if Self.isValue(expression) { return true }
        var environment = Environment()
        environment.parameters = procedure.parameters
        let procedure = procedure
        environment.variable = { procedure.value($0) }
        var evaluator = Evaluator(environment)
        evaluator.recordsReads = false
        switch evaluator.evaluate(expression) {
        case .text(let name): add(name)
        case .object(let number):
            guard let id = keptObjects.id(number) else { return false }
            names.insert(id.name)
        default: return false
        }
        return true
    }

    private static func isName(_ expression: Expression) -> Bool {
        switch expression {
        case .column(let parts): nameColumns.contains(parts.last ?? "")
        case .cast(let inner, _): isName(inner)
        default: false
        }
    }

    /// A constant, or a variable whose value is among the names.
    private static func isValue(_ expression: Expression) -> Bool {
        switch expression {
        case .string: true
        case .cast(let inner, _): isValue(inner)
        case .column(let parts): parts.count == 1 && !nameColumns.contains(parts[0])
        case .call(let call): call.name.name.hasPrefix("to_reg")
        default: false
        }
    }

    private static let nameColumns: Set<String> = [
        "relname", "typname", "conname", "proname", "attname", "tgname", "polname", "policyname",
        "tablename", "viewname", "matviewname", "indexname",
        "sequencename", "rulename", "extname", "rolname", "usename", "pubname", "evtname",
        "lanname", "srvname", "table_name", "column_name",
        "constraint_name", "routine_name", "trigger_name", "event_object_table", "sequence_name",
        "domain_name", "conrelid", "attrelid", "indrelid",
        "tgrelid", "polrelid", "enumtypid",
    ]
}
