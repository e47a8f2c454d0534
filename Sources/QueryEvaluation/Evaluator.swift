public import SQLSyntax

/// Evaluates expressions and queries over constants and the rows that an ``Environment`` has.
///
/// What cannot be told is ``Value/unknown``, and spreads as far as it matters and no further:
/// `false AND unknown` is false. Nothing is guessed.
public struct Evaluator {
    public internal(set) var environment: Environment {
        didSet { registered = [:] }
    }
    /// Rows in scope, innermost last.
    var scopes: [[Frame]] = []
    /// Queries of WITH in scope.
    var commonTables: [[String: Relation]] = []
    /// What the result hangs on: what was read of rows that passed every condition, and the facts
    /// for which alone a row did not.
    public internal(set) var reads: [Read] = []
    /// Whether ``reads`` is asked for: to tell which facts of a rejected row decided costs an
    /// evaluation of the condition for each of them.
    public var recordsReads = true
    /// Whether what was read of rows of which a condition cannot be told is noted, too.
    public var recordsUncertain = false
    /// Objects that are taken not to be there: whether a result is another without them.
    public var absent: Set<Int> = []
    /// A value that is taken not to be known: whether a result hangs on it.
    public var blurred: Read?
    /// A column of an object of several rows (the labels of an enum) that is taken to have one
    /// more: whether a result hangs on there being no other.
    public var extended: Read?
    /// Whether a fact of some row was read since this was last said not to be so.
    var hasReadFact = false
    /// Whether arrays made of rows may be in any order: they are compared as sets.
    public var ignoresOrder = false
    /// Rows looked at; beyond the limit everything is unknown, so that no query takes long.
    public internal(set) var work = 0
    static let maximumWork = 2_000_000
    /// Functions that call one another, so far.
    var depth = 0
    /// What `'name'::regclass` and its kin mean, once asked: a condition asks for each row.
    private var registered: [RegisteredObject: Value] = [:]

    private struct RegisteredObject: Hashable {
        var type: String
        var name: String
    }

    /// Makes an evaluator.
    public init(_ environment: Environment = Environment()) { self.environment = environment }

    /// A column of an object's row in one of the environment's relations.
    public struct Read: Sendable, Hashable {
        /// The relation that has it.
        public var relation: String
        /// The object that the row describes, as ``Relation/Row/object`` has it.
        public var object: Int
        /// The field's name.
        public var column: String
        /// Whether the row did not pass because of this: it matters to a count, not to EXISTS that
        /// holds.
        public var isOfRejectedRow = false
    }

    /// A row in scope under a name.
    struct Frame {
        /// One for all rows of an item of FROM: a join copies each of them many times.
        let entry: RangeTableEntry
        var row: Relation.Row

        var alias: String { entry.alias }
        var relation: String { entry.relation }
        var columns: [String] { entry.columns }
        var facts: Set<String> { entry.facts }
    }

    /// What an item of FROM goes by, whichever of its rows is looked at.
    final class RangeTableEntry: Sendable {
        /// The name that qualifies its columns.
        let alias: String
        /// What the environment calls it; empty for the result of a query.
        let relation: String
        let columns: [String]
        let facts: Set<String>

        init(alias: String, relation: String, columns: [String], facts: Set<String> = []) {
            (self.alias, self.relation, self.columns, self.facts) = (
                alias, relation, columns, facts
            )
        }
    }

    /// The value of an expression.
    public mutating func evaluate(_ expression: Expression) -> Value {
        switch expression {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(Int(value))
        case .number(let text): Int(text).map(Value.integer) ?? .number(text)
        case .string(let text): .text(text)
        case .column(let parts): column(parts)
        case .parameter(let number):
            number > 0 && number <= environment.parameters.count
                ? environment.current(environment.parameters[number - 1]) : .unknown
        case .cast(let inner, let type): cast(evaluate(inner), to: type)
        case .call(let call): self.call(call)
        case .operator(let name, let left?, let right) where name.symbol == "||":
            concatenated(left, right)
        case .operator(let name, let left, let right): operated(name.symbol, left, right)
        case .comparison(let comparison, let left, let right): compared(comparison, left, right)
        case .inList(let test, let items, let negated): inList(test, items, negated)
        case .between(let test, let low, let high, let negated, let symmetric):
            Logic.not(between(test, low, high, symmetric), if: negated)
        case .and(let items): Logic.and(values(items, until: false))
        case .or(let items): Logic.or(values(items, until: true))
        case .not(let inner): Logic.not(evaluate(inner), if: true)
        case .isNull(let inner, let negated): Self.isNull(evaluate(inner), negated)
        case .truth(let inner, let test): Self.truth(evaluate(inner), test)
        case .caseWhen(let operand, let branches, let otherwise):
            caseWhen(operand, branches, otherwise)
        case .coalesce(let items): coalesce(items)
        case .extremum(let items, let greatest): extremum(items, greatest: greatest)
        case .array(let items): .array(items.map { evaluate($0) })
        case .row(let items, _): .record(items.map { Value.Field("", evaluate($0)) })
        case .subquery(let subquery): self.subquery(subquery)
        case .subscripted(let inner, let subscripts): subscripted(inner, subscripts)
        case .field(let inner, let name): Self.field(evaluate(inner), name)
        case .collate(let inner, _): evaluate(inner)
        case .sqlValue(let value, _): sqlValue(value)
        default: .unknown
        }
    }

    // MARK: - Logic

    /// The values of items, up to the first that decides alone: what reads the others do is of
    /// interest only where reads are asked for.
    private mutating func values(_ items: [Expression], until decisive: Bool) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(items.count)
        for item in items {
            values.append(evaluate(item))
            if !recordsReads, values.last?.truth == decisive { break }
        }
        return values
    }

    // MARK: - Names

    private mutating func column(_ parts: [String]) -> Value {
        guard let name = parts.last else { return .unknown }
        let qualifier = parts.count > 1 ? parts[parts.count - 2] : nil
        // Rows are looked at in place: each column of each row is.
        for scope in scopes.indices.reversed() {
            for frame in scopes[scope].indices
            where qualifier == nil || scopes[scope][frame].alias == qualifier {
                if let index = scopes[scope][frame].columns.firstIndex(of: name) {
                    return read(scope, frame, index)
                }
                // A set-returning function's only column also goes by its alias.
                if qualifier == nil, scopes[scope][frame].alias == name,
                    scopes[scope][frame].columns.count == 1
                {
                    return read(scope, frame, 0)
                }
            }
            // A column that the relation has and this model of it does not.
            let mayHave = scopes[scope].indices.contains { frame in
                qualifier.map { scopes[scope][frame].alias == $0 }
                    ?? !scopes[scope][frame].relation.isEmpty
            }
            if mayHave, environment.variable(qualifier ?? name) == nil { return .unknown }
        }
        if let qualifier {
            // Only the field: a catalog's row has more of them than are asked for.
            return environment.variable(qualifier).map { environment.current(Self.field($0, name)) }
                ?? .unknown
        }
        return environment.variable(name).map(environment.current) ?? .unknown
    }

    private mutating func read(_ scope: Int, _ frame: Int, _ index: Int) -> Value {
        if recordsReads, let object = scopes[scope][frame].row.object,
            !scopes[scope][frame].relation.isEmpty
        {
            let column = scopes[scope][frame].columns[index]
            reads.append(
                Read(relation: scopes[scope][frame].relation, object: object, column: column))
            if !hasReadFact { hasReadFact = scopes[scope][frame].facts.contains(column) }
        }
        return scopes[scope][frame].row.values[index]
    }

    private mutating func registeredObject(_ asked: RegisteredObject) -> Value {
        if let known = registered[asked] { return known }
        let found = environment.object(asked.type, asked.name)
        registered[asked] = found
        return found
    }

    /// What a `reg…` type's text means; noted, as nothing without the object could be told of it.
    mutating func object(_ type: String, _ name: String) -> Value {
        let found = registeredObject(RegisteredObject(type: type, name: name))
        guard case .object(let object) = found else { return found }
        if absent.contains(object) { return .null }
        if recordsReads {
            reads.append(Read(relation: Self.namedByText, object: object, column: type))
        }
        return found
    }

    /// The relation that ``reads`` gives for an object that is named by a `reg…` type's text.
    public static let namedByText = "reg"

    private static func field(_ value: Value, _ name: String) -> Value {
        guard case .record(let fields) = value else { return .unknown }
        return fields.first { $0.name == name }?.value ?? .unknown
    }

    private func sqlValue(_ value: SQLValue) -> Value {
        switch value {
        case .currentSchema: environment.searchPath.first.map(Value.text) ?? .null
        case .currentRole, .currentUser, .user, .sessionUser:
            environment.currentUser.map(Value.text) ?? .unknown
        default: time(value)
        }
    }

    // MARK: - Operators

    // Operands come first, each by itself: where an argument changes what a method is called on,
    // all of it is copied.

    private mutating func operated(_ symbol: String, _ left: Expression?, _ right: Expression)
        -> Value
    {
        let left = left.map { evaluate($0) }
        let right = evaluate(right)
        return binary(symbol, left, right)
    }

    private mutating func compared(
        _ comparison: Comparison, _ left: Expression, _ right: Expression
    ) -> Value {
        let left = evaluate(left)
        let right = evaluate(right)
        return compare(comparison, left, right)
    }

    private mutating func concatenated(_ left: Expression, _ right: Expression) -> Value {
        // Each once: a side may be a long chain of its own.
        let first = evaluate(left)
        let second = evaluate(right)
        return concatenate(
            operand(left, first, beside: right, second), operand(right, second, beside: left, first)
        )
    }

    private mutating func between(
        _ test: Expression, _ low: Expression, _ high: Expression, _ symmetric: Bool
    ) -> Value {
        let test = evaluate(test)
        let low = evaluate(low)
        let high = evaluate(high)
        let inside = Logic.and([binary(">=", test, low), binary("<=", test, high)])
        guard symmetric else { return inside }
        return Logic.or([
            inside, Logic.and([binary(">=", test, high), binary("<=", test, low)]),
        ])
    }

    /// A side of `||`: a text without a type beside an array is an array, and so is a NULL.
    private func operand(
        _ expression: Expression, _ value: Value, beside other: Expression, _ otherValue: Value
    ) -> Value {
        switch expression {
        case .string:
            guard case .array = otherValue else { return value }
            let array = Self.arrayValue(value)
            if case .array = array { return array }
            return .unknown
        case .null: return otherValue == .null && mayBeArray(other) ? .unknown : value
        default:
            // A NULL with a type is an element, or an array: the value does not tell.
            guard value == .null else { return value }
            if mayBeArray(expression) || mayBeArray(other) { return .unknown }
            if case .array = otherValue { return .unknown }
            return value
        }
    }

    /// Whether an expression that is NULL may be an array that is.
    private func mayBeArray(_ expression: Expression) -> Bool {
        switch expression {
        case .cast(_, let type): type.isArray
        case .call(let call): call.name.name.contains("array")
        case .array: true
        case .subquery(let subquery): subquery.kind == .array
        case .coalesce(let items): items.contains(where: mayBeArray)
        case .caseWhen(_, let branches, let otherwise):
            branches.contains { mayBeArray($0.result) } || otherwise.map(mayBeArray) ?? false
        case .operator(let name, let left?, let right) where name.symbol == "||":
            mayBeArray(left) || mayBeArray(right)
        default: false
        }
    }

    // MARK: - Composites

    private mutating func subscripted(_ inner: Expression, _ subscripts: [Subscript]) -> Value {
        guard subscripts.count == 1, !subscripts[0].isSlice,
            case .array(let elements) = evaluate(inner),
            let upper = subscripts[0].upper, case .integer(let index) = evaluate(upper)
        else { return .unknown }
        return index >= 1 && index <= elements.count ? elements[index - 1] : .null
    }

    private mutating func caseWhen(
        _ operand: Expression?, _ branches: [CaseBranch], _ otherwise: Expression?
    ) -> Value {
        let subject = operand.map { evaluate($0) }
        for branch in branches {
            let condition = evaluate(branch.condition)
            let holds = subject.map { binary("=", $0, condition) } ?? condition
            if holds == .unknown { return .unknown }
            if holds.truth == true { return evaluate(branch.result) }
        }
        return otherwise.map { evaluate($0) } ?? .null
    }

    private mutating func coalesce(_ items: [Expression]) -> Value {
        for item in items {
            let value = evaluate(item)
            if value != .null { return value }
        }
        return .null
    }

    private mutating func inList(_ test: Expression, _ items: [Expression], _ negated: Bool)
        -> Value
    {
        let value = evaluate(test)
        var outcomes: [Value] = []
        outcomes.reserveCapacity(items.count)
        for item in items {
            let item = evaluate(item)
            let outcome = binary("=", value, item)
            if !recordsReads, outcome.truth == true { return .boolean(!negated) }
            outcomes.append(outcome)
        }
        return Logic.not(Logic.or(outcomes), if: negated)
    }

    private static func isNull(_ value: Value, _ negated: Bool) -> Value {
        switch value {
        case .unknown: return .unknown
        case .record(let fields):
            // A row is null where all of it is, and not null where none of it is.
            if fields.contains(where: { $0.value == .unknown }) { return .unknown }
            return .boolean(fields.allSatisfy { ($0.value == .null) != negated })
        default: return .boolean((value == .null) != negated)
        }
    }

    private static func truth(_ value: Value, _ test: TruthTest) -> Value {
        if value == .unknown { return .unknown }
        return switch test {
        case .isTrue: .boolean(value.truth == true)
        case .isNotTrue: .boolean(value.truth != true)
        case .isFalse: .boolean(value.truth == false)
        case .isNotFalse: .boolean(value.truth != false)
        case .isUnknown: .boolean(value == .null)
        case .isNotUnknown: .boolean(value != .null)
        }
    }
}

/// SQL's logic with a fourth value: what cannot be told.
enum Logic {
    static func and(_ values: [Value]) -> Value {
        if values.contains(where: { $0.truth == false }) { return .boolean(false) }
        if values.contains(where: { $0 != .null && $0.truth == nil }) { return .unknown }
        return values.contains(.null) ? .null : .boolean(true)
    }

    static func or(_ values: [Value]) -> Value {
        if values.contains(where: { $0.truth == true }) { return .boolean(true) }
        if values.contains(where: { $0 != .null && $0.truth == nil }) { return .unknown }
        return values.contains(.null) ? .null : .boolean(false)
    }

    static func not(_ value: Value, if negated: Bool) -> Value {
        guard negated else { return value }
        if value == .null { return .null }
        return value.truth.map { .boolean(!$0) } ?? .unknown
    }
}
