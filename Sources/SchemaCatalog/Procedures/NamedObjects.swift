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
    /// Whether a relation matters only by its own name, and not by that of a column or of what else
    /// it has: each query says which table it is about (`table_name = 'orders' AND column_name =
    /// 'status'`).
    var isByRelation: Bool { !asksForParts }
    private var asksForParts = false
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
    }

    init(
        _ query: Query, _ procedure: Procedure, _ keptObjects: KeptObjects,
        runsQuery: @escaping (FunctionCall) -> Bool
    ) {
        (self.procedure, self.keptObjects, self.runsQuery) = (procedure, keptObjects, runsQuery)
        visit(query)
    }

    /// The value of a variable may be the name.
    private mutating func addVariable(_ name: String) {
        if let value = procedure.value(name) { add(value) }
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
        if readsSystem {
            if !conditions.contains(where: { names($0, Self.nameColumns) }) { needsAll = true }
            if !conditions.contains(where: { names($0, Self.tableColumns) }) { asksForParts = true }
        }
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
            guard let condition = join.condition else { return }
            if join.kind == .inner { conditions.append(condition) } else { visit(condition) }
        case .other: break
        }
    }

    private mutating func visit(_ expression: Expression) {
        switch expression {
        case .string(let text): add(text)
        // A record's field is within its value.
        case .column(let parts): if let name = parts.first { addVariable(name) }
        case .parameter(let number):
            if procedure.parameters.indices.contains(number - 1) {
                add(procedure.parameters[number - 1])
            }
        case .subquery(let subquery): visit(subquery.query)
        case .call(let call):
            if runsQuery(call) { needsAll = true }
            // An index is a regclass, too.
            if call.name.name.hasPrefix("to_reg") { asksForParts = true }
        case .cast(_, let type):
            if type.name.name.hasPrefix("reg") { asksForParts = true }
        default: break
        }
        for child in expression.children { visit(child) }
    }

    // MARK: - Conditions that name

    /// Whether a condition holds only for objects of a name that can be told without the catalog.
    ///
    /// - Parameter columns: Those that hold such names.
    private mutating func names(_ condition: Expression, _ columns: Set<String>) -> Bool {
        switch condition {
        case .and(let items): items.contains { names($0, columns) }
        case .operator(let name, let left?, let right) where name.symbol == "=":
            Self.isName(left, columns) && isValue(right)
                || Self.isName(right, columns) && isValue(left)
        case .inList(let test, let items, false):
            Self.isName(test, columns) && items.allSatisfy { isValue($0) }
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

    private static func isName(_ expression: Expression, _ columns: Set<String>) -> Bool {
        switch expression {
        case .column(let parts): columns.contains(parts.last ?? "")
        case .cast(let inner, _): isName(inner, columns)
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

    /// Those that hold the name of a table or view.
    private static let tableColumns: Set<String> = [
        "table_name", "tablename", "viewname", "matviewname", "event_object_table",
    ]

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
