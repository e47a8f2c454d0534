import QueryAnalysis
import QueryEvaluation
import SchemaCatalog
import SQLSyntax
import SQLText

/// Assertions whose arguments the catalog can tell: one for each row that a query over the server's
/// catalogs gives (`SELECT has_pk(tablename) FROM pg_tables …`), and those within wrappers, with
/// the arguments of each call.
extension ClaimResolver {
    mutating func resolveEvaluated(_ entry: TestSuite.Entry) {
        for exercise in entry.file.exercises where exercise.state == .active {
            for call in exercise.catalogAssertions where exercise.source != nil {
                assert(call, exercise.source, [:], exercise, entry)
            }
            for call in exercise.uses.calls {
                for wrapper in wrappers[call.name.name] ?? []
                where wrapper.parameters.count == call.arguments.count {
                    run(wrapper, call, exercise, entry)
                }
            }
        }
    }

    // MARK: - Wrappers

    private mutating func run(
        _ wrapper: Wrapper, _ call: StatementUses.Call, _ exercise: Exercise,
        _ entry: TestSuite.Entry
    ) {
        var variables: [String: Value] = [:]
        for (parameter, text) in zip(wrapper.parameters, call.texts) {
            variables[parameter.name] = text.map(Value.text) ?? .unknown
        }
        // `wrapper.parameter` names a parameter, too.
        variables[wrapper.name] = .record(
            variables.sorted { $0.key < $1.key }.map { Value.Field($0.key, $0.value) })
        run(wrapper.body.steps, variables, wrapper, exercise, entry)
    }

    private mutating func run(
        _ steps: [ProceduralStep], _ variables: [String: Value], _ wrapper: Wrapper,
        _ exercise: Exercise, _ entry: TestSuite.Entry
    ) {
        for step in steps {
            switch step.kind {
            case .perform(let query), .statement(.data(.query(let query)), _):
                guard case .select(let core) = query.body else { continue }
                for call in PgTAPCalls.of(.query(query)) {
                    assert(call, core, variables, exercise, entry, wrapper)
                }
            case .block(let block): run(block.steps, variables, wrapper, exercise, entry)
            case .loop(.array(let targets, let array), _, let body):
                var evaluator = evaluator(variables, exercise)
                guard let target = targets.first,
                    case .array(let elements) = Evaluator.arrayValue(evaluator.evaluate(array))
                else { continue }
                for element in elements {
                    run(body, variables.merging([target: element]) { $1 }, wrapper, exercise, entry)
                }
            case .loop(.query(let targets, let query), _, let body):
                var evaluator = evaluator(variables, exercise)
                guard let target = targets.first, let rows = evaluator.rows(of: query),
                    rows.rows.allSatisfy(\.isCertain)
                else { continue }
                for row in rows.rows {
                    let record = Value.record(
                        zip(rows.columns, row.values).map { Value.Field($0, $1) })
                    let value = rows.columns.count == 1 ? row.values[0] : record
                    run(body, variables.merging([target: value]) { $1 }, wrapper, exercise, entry)
                }
            // Which branch runs hangs on the data.
            default: continue
            }
        }
    }

    private func evaluator(_ variables: [String: Value], _ exercise: Exercise) -> Evaluator {
        let system = SystemCatalog(catalog, searchPath: exercise.searchPath)
        var environment = system.environment
        environment.variable = { variables[$0] }
        return Evaluator(environment)
    }

    // MARK: - Assertions

    private mutating func assert(
        _ call: FunctionCall, _ source: SelectCore?, _ variables: [String: Value],
        _ exercise: Exercise, _ entry: TestSuite.Entry,
        _ wrapper: Wrapper? = nil
    ) {
        let name = call.name.name
        let isOfSchema = SignatureTable.shared[name].contains(where: \.isSchemaAssertion)
        // Where no wrapper stands between, a query's own assertion is proven as what it exercises.
        guard isOfSchema || wrapper != nil else { return }
        var evaluator = evaluator(variables, exercise)
        guard isOfSchema else {
            let location = SourceLocation(
                file: entry.path, line: exercise.line, column: exercise.column)
            let system = SystemCatalog(catalog, searchPath: exercise.searchPath)
            for claim in CatalogAssertion.claims(call, source, system, evaluator) {
                proveFact(claim, location, name)
            }
            return
        }
        guard let rows = CatalogAssertion.arguments(call, source, &evaluator) else { return }
        let types = call.arguments.map { type(of: $0, source, wrapper) }
        for row in rows where !row.contains(.unknown) {
            var memo = ResolutionMemo()
            let assertion = Assertion(
                line: exercise.line, column: exercise.column, function: name,
                arguments: zip(row, types).map { Argument(Self.argument($0), $1) },
                resolution: memo.resolve(name, types.map { $0 ?? .unknown }), state: .active,
                searchPath: exercise.searchPath,
                enclosingFunction: exercise.enclosingFunction)
            _ = resolve(assertion, entry)
        }
    }

    private static func argument(_ value: Value) -> ArgumentValue {
        switch value {
        case .null: .null
        case .array(let items): .list(items.map(\.text))
        default: value.text.map(ArgumentValue.text) ?? .dynamic
        }
    }

    /// The type of an argument, as far as overload resolution needs it.
    private func type(of expression: Expression, _ source: SelectCore?, _ wrapper: Wrapper?)
        -> SQLType?
    {
        switch expression {
        case .string, .null: return .unknown
        case .column(let parts):
            if let parameter = wrapper?.parameters.first(where: { $0.name == parts.last }) {
                return SQLType.named(parameter.type.name.name)
            }
            var core = source ?? SelectCore()
            core.targets = [Target(nil, expression)]
            return QueryAnalyzer(Scope()).analyze(Query(.select(core))).columns?.first?.type
        case .cast(_, let type):
            return SQLType.named(type.name.name).map { type.isArray ? $0.array : $0 }
        case .array: return SQLType(.text).array
        default: return SQLType(.text)
        }
    }
}
