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
                assert(call, exercise.source, WrapperFrame(), exercise, entry)
            }
            runWrappers(exercise.ownCalls, exercise.source, WrapperFrame(), exercise, entry)
        }
    }

    func evaluator(_ frame: WrapperFrame, _ exercise: Exercise) -> Evaluator {
        let system = SystemCatalog(catalog, searchPath: exercise.searchPath)
        var environment = system.environment
        environment.variable = { frame.variables[$0] }
        environment.parameters = frame.parameters
        return Evaluator(environment)
    }

    // MARK: - Assertions

    mutating func assert(
        _ call: FunctionCall, _ source: SelectCore?, _ frame: WrapperFrame,
        _ exercise: Exercise, _ entry: TestSuite.Entry
    ) {
        let wrapper = frame.wrapper
        let name = call.name.name
        let isOfSchema = SignatureTable.shared[name].contains(where: \.isSchemaAssertion)
        // Where no wrapper stands between, a query's own assertion is proven as what it exercises.
        guard isOfSchema || wrapper != nil else { return }
        var evaluator = evaluator(frame, exercise)
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
                return Self.type(of: parameter)
            }
            var core = source ?? SelectCore()
            core.targets = [Target(nil, expression)]
            return QueryAnalyzer(Scope()).analyze(Query(.select(core))).columns?.first?.type
        case .parameter(let number):
            guard let wrapper, wrapper.parameters.indices.contains(number - 1) else {
                return SQLType(.text)
            }
            return Self.type(of: wrapper.parameters[number - 1])
        case .cast(_, let type):
            return SQLType.named(type.name.name).map { type.isArray ? $0.array : $0 }
        case .array: return SQLType(.text).array
        default: return SQLType(.text)
        }
    }

    private static func type(of parameter: Wrapper.Parameter) -> SQLType? {
        SQLType.named(parameter.type.name.name).map { parameter.type.isArray ? $0.array : $0 }
    }
}
