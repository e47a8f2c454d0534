public import SQLSyntax

/// A function that is a query: its result is that of the query over its arguments.
public struct QueryRoutine: Sendable {
    /// Its last statement, over its arguments by name or number.
    public var query: Query
    /// Empty for an argument without one.
    public var argumentNames: [String]
    /// What its last arguments are where a call does not give them.
    public var defaults: [Expression] = []
    /// Whether it gives rows, and not the first one alone.
    public var returnsSet: Bool
    /// Of a function that returns rows; empty for one that returns values.
    public var columns: [String]

    /// Makes a function.
    public init(
        _ query: Query, argumentNames: [String] = [], returnsSet: Bool = false,
        columns: [String] = []
    ) {
        self.query = query
        self.argumentNames = argumentNames
        self.returnsSet = returnsSet
        self.columns = columns
    }

    /// Whether so many arguments may be given.
    public func accepts(_ count: Int) -> Bool {
        count <= argumentNames.count && count >= argumentNames.count - defaults.count
    }
}

extension Evaluator {
    private static let maximumDepth = 16

    /// The function of the schema that a call runs.
    func routine(_ call: FunctionCall) -> QueryRoutine? {
        guard !call.isVariadic, call.argumentNames.allSatisfy({ $0 == nil }), call.over == nil,
            call.filter == nil, !call.isStar, !call.isDistinct
        else { return nil }
        return environment.routine(call.name, call.arguments.count)
    }

    /// The rows of a function that is a query; nil where they cannot be told.
    mutating func rows(of routine: QueryRoutine, _ call: FunctionCall) -> Relation? {
        guard depth < Self.maximumDepth else { return nil }
        var arguments = call.arguments.map { evaluate($0) }
        let missing = routine.argumentNames.count - arguments.count
        if missing > 0, missing <= routine.defaults.count {
            arguments += routine.defaults.suffix(missing).map { evaluate($0) }
        }
        var inner = environment.entering(call.name, environment)
        inner.parameters = arguments
        let named = zip(routine.argumentNames, arguments).map { Value.Field($0, $1) }
        inner.variable = { name in
            // `function.parameter` names a parameter, too.
            named.first { $0.name == name }?.value
                ?? (name == call.name.name ? .record(named) : nil)
        }
        // Nothing of where the call stands is in scope within.
        var evaluator = self
        // Its own, which it gives back: shared, they would be copied.
        reads = []
        evaluator.environment = inner
        (evaluator.scopes, evaluator.commonTables, evaluator.depth) = ([], [], depth + 1)
        defer {
            (reads, work) = (evaluator.reads, evaluator.work)
            hasReadFact = hasReadFact || evaluator.hasReadFact
        }
        guard var rows = evaluator.rows(of: routine.query) else { return nil }
        let columns = routine.columns.isEmpty ? [call.name.name] : routine.columns
        guard columns.count == rows.columns.count else { return nil }
        rows.columns = columns
        return rows
    }

    /// The value of a function that is a query: of its first row, null without one.
    mutating func value(of routine: QueryRoutine, _ call: FunctionCall) -> Value {
        guard !routine.returnsSet, routine.columns.isEmpty,
            let rows = rows(of: routine, call), rows.rows.allSatisfy(\.isCertain),
            rows.rows.count <= 1 || rows.isOrdered
        else { return .unknown }
        return rows.rows.first?.values.first ?? .null
    }

    /// Whether a target makes rows of its own.
    func isSetCall(_ expression: Expression) -> Bool {
        if case .cast(let inner, _) = expression { return isSetCall(inner) }
        guard case .call(let call) = expression else { return false }
        if Self.setFunctions.contains(call.name.name) { return true }
        return routine(call)?.returnsSet ?? false
    }

    private static let setFunctions: Set<String> = [
        "unnest", "generate_series", "regexp_split_to_table", "string_to_table",
    ]
}
