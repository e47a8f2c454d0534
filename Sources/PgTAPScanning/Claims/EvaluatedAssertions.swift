import QueryAnalysis
import QueryEvaluation
public import SchemaCatalog
import SQLSyntax
import SQLText

/// Assertions that were evaluated with the catalog, and those of the file that they stand for.
public struct EvaluatedAssertions: Sendable {
    /// One, with what came of it.
    public struct Item: Sendable {
        /// At the place of the statement that runs it.
        public var assertion: Assertion
        /// What running it would give.
        public var prediction: ClaimResolver.Prediction
        /// What it proves.
        public var claims: [ProvenClaim]
        /// The wrapper that it stands in.
        var wrapper: String?
    }

    var all: [Item] = []
    /// Positions among the file's assertions of those that rows were found for.
    var replaced: Set<Int> = []
    /// Wrappers that were followed, and those where something could not be told.
    var followed: Set<String> = []
    var partial: Set<String> = []

    /// Those that stand for others of the file, or for none.
    public var items: [Item] {
        all.filter { $0.wrapper.map { !partial.contains($0) } ?? true }
    }

    /// Whether ``items`` stand for an assertion of the file.
    public func stands(for assertion: Assertion, at position: Int) -> Bool {
        replaced.contains(position)
            || assertion.enclosingFunction.map { followed.contains($0) && !partial.contains($0) }
                ?? false
    }
}

/// Assertions whose arguments the catalog can tell: one for each row that a query over the server's
/// catalogs gives (`SELECT has_pk(tablename) FROM pg_tables …`), and those within wrappers, with
/// the arguments of each call.
extension ClaimResolver {
    mutating func resolveEvaluated(_ entry: TestSuite.Entry) {
        for exercise in entry.file.exercises where exercise.state == .active {
            for call in exercise.catalogAssertions where exercise.source != nil {
                if assert(call, exercise.source, WrapperFrame(), exercise, entry) {
                    noteReplaced(call.name.name, exercise, entry)
                }
            }
            let known = evaluated.all.count
            runWrappers(exercise.ownCalls, exercise.source, WrapperFrame(), exercise, entry)
            let isChecked = exercise.uses.calls.contains { $0.name.name == "check_test" }
            if isChecked, evaluated.all.count > known {
                noteReplaced("check_test", exercise, entry)
            }
        }
    }

    /// Finds the assertion of the file that a call was: the next one of the function behind the
    /// statement's start.
    private mutating func noteReplaced(
        _ function: String, _ exercise: Exercise, _ entry: TestSuite.Entry
    ) {
        let assertions = entry.file.assertions
        let found = assertions.indices.first { index in
            let assertion = assertions[index]
            let isActive = function == "check_test" || !Self.isOfSchema(function)
            return assertion.state == (isActive ? .active : .dynamic)
                && assertion.function == function
                && (assertion.line, assertion.column) >= (exercise.line, exercise.column)
                && !evaluated.replaced.contains(index)
        }
        if let found { evaluated.replaced.insert(found) }
    }

    func evaluator(
        _ frame: WrapperFrame, _ exercise: Exercise, over other: SystemCatalog? = nil
    ) -> Evaluator {
        var environment = (other ?? system).along(exercise.searchPath).environment
            .with(exercise.helpers)
        environment.variable = { frame.variables[$0] }
        environment.parameters = frame.parameters
        return Evaluator(environment)
    }

    // MARK: - Assertions

    /// Runs an assertion, once for each row.
    ///
    /// - Returns: Whether it is one about the schema, and all its rows could be told.
    mutating func assert(
        _ call: FunctionCall, _ source: SelectCore?, _ frame: WrapperFrame,
        _ exercise: Exercise, _ entry: TestSuite.Entry
    ) -> Bool {
        let wrapper = frame.wrapper
        let name = call.name.name
        let isOfSchema = Self.isOfSchema(name)
        // Where no wrapper stands between, a query's own assertion is proven as what it exercises.
        guard isOfSchema || wrapper != nil else { return assertRows(call, source, exercise, entry) }
        guard isOfSchema else {
            let before = proven.count
            let location = SourceLocation(
                file: entry.path, line: exercise.line, column: exercise.column)
            let system = knownSystem.along(exercise.searchPath)
            let evaluator = self.evaluator(frame, exercise, over: knownSystem)
            for fact in CatalogAssertion.facts(call, source, system, evaluator) {
                proveFact(fact, location, name)
            }
            // What shapes a test prints no line.
            if !FunctionNames.shared.isStructural(name) {
                add(made(name, [], [], exercise), .unknown, proven[before...], wrapper)
            }
            return false
        }
        var evaluator = evaluator(frame, exercise)
        guard let rows = CatalogAssertion.arguments(call, source, &evaluator) else {
            if let wrapper { evaluated.partial.insert(wrapper.name) }
            return false
        }
        let types = call.arguments.map { type(of: $0, source, wrapper) }
        let isKnown = rows.allSatisfy { !$0.contains(.unknown) }
        if !isKnown, let wrapper { evaluated.partial.insert(wrapper.name) }
        for row in rows where !row.contains(.unknown) {
            let assertion = made(name, row, types, exercise)
            let before = proven.count
            let prediction = resolve(assertion, entry)
            add(assertion, prediction, proven[before...], wrapper)
        }
        return isKnown
    }

    private static func isOfSchema(_ function: String) -> Bool {
        SignatureTable.shared[function].contains(where: \.isSchemaAssertion)
    }

    /// Notes a query's own assertion once for each row.
    ///
    /// - Returns: Whether all its rows could be told.
    private mutating func assertRows(
        _ call: FunctionCall, _ source: SelectCore?, _ exercise: Exercise,
        _ entry: TestSuite.Entry
    ) -> Bool {
        guard let source, !source.from.isEmpty,
            source.targets.contains(where: { $0.expression == .call(call) })
        else { return false }
        var evaluator = evaluator(WrapperFrame(), exercise)
        evaluator.recordsReads = false
        guard let rows = CatalogAssertion.arguments(call, source, &evaluator),
            // What the test itself makes may be what it asks for.
            !rows.isEmpty || entry.file.changedNames.isEmpty
        else { return false }
        let types = call.arguments.map { type(of: $0, source, nil) }
        for row in rows {
            add(made(call.name.name, row, types, exercise), .unknown, [], nil)
        }
        return true
    }

    private mutating func add(
        _ assertion: Assertion, _ prediction: Prediction, _ claims: ArraySlice<ProvenClaim>,
        _ wrapper: Wrapper?
    ) {
        evaluated.all.append(
            EvaluatedAssertions.Item(
                assertion: assertion, prediction: prediction, claims: Array(claims),
                wrapper: wrapper?.name))
    }

    private func made(
        _ function: String, _ row: [Value], _ types: [SQLType?], _ exercise: Exercise
    ) -> Assertion {
        var memo = ResolutionMemo()
        return Assertion(
            line: exercise.line, column: exercise.column, function: function,
            arguments: zip(row, types).map { Argument(Self.argument($0), $1) },
            resolution: memo.resolve(function, types.map { $0 ?? .unknown }), state: .active,
            searchPath: exercise.searchPath, enclosingFunction: exercise.enclosingFunction)
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
