import QueryAnalysis
import SQLSyntax

/// Calls of pgTAP's assertions within a parsed statement.
enum PgTAPCalls {
    static func of(_ statement: DataStatement) -> [FunctionCall] {
        // What stands within collect_tap() stands there as it does alone.
        collected(statement) {
            FunctionNames.shared.contains($0.name.name) && $0.name.name != "collect_tap"
        }
    }

    /// Calls of functions that neither the server nor pgTAP has, whose results the statement gives.
    static func ofOwnFunctions(in statement: DataStatement) -> [FunctionCall] {
        collected(statement) {
            // Within check_test() and collect_tap() others stand as they do alone.
            !FunctionNames.shared.isStructural($0.name.name)
                && (FunctionNames.shared.contains($0.name.name)
                    || !ServerFunctionResult.exists($0.name.name))
        }.filter { !FunctionNames.shared.contains($0.name.name) }
    }

    /// Calls that may change who is signed in: of `set_config()`, and of functions that neither the
    /// server nor pgTAP has.
    static func ofSettings(in statement: DataStatement) -> [FunctionCall] {
        collected(statement) {
            $0.name.name == "set_config"
                || !FunctionNames.shared.contains($0.name.name)
                    && !ServerFunctionResult.exists($0.name.name)
        }
    }

    /// The query that a statement gives or keeps the rows of: a test may put its lines into a table
    /// first (`INSERT INTO lines SELECT ok(…)`).
    static func query(of statement: DataStatement) -> Query? {
        switch statement {
        case .query(let query): query
        case .insert(let insert): insert.source
        case .update, .delete, .merge: nil
        }
    }

    private static func collected(
        _ statement: DataStatement, _ isWanted: (FunctionCall) -> Bool
    ) -> [FunctionCall] {
        guard let query = query(of: statement) else { return [] }
        var calls: [FunctionCall] = []
        collect(query, &calls, isWanted)
        return calls
    }

    private static func collect(
        _ query: Query, _ calls: inout [FunctionCall],
        _ isWanted: (FunctionCall) -> Bool
    ) {
        for table in query.with {
            if case .query(let inner) = table.statement { collect(inner, &calls, isWanted) }
        }
        collect(query.body, &calls, isWanted)
    }

    private static func collect(
        _ body: QueryBody, _ calls: inout [FunctionCall],
        _ isWanted: (FunctionCall) -> Bool
    ) {
        switch body {
        case .select(let core):
            for target in core.targets { collect(target.expression, &calls, isWanted) }
            for item in core.from { collect(item, &calls, isWanted) }
        case .values(let rows):
            for row in rows { for value in row { collect(value, &calls, isWanted) } }
        case .setOperation(_, _, let left, let right):
            collect(left, &calls, isWanted)
            collect(right, &calls, isWanted)
        }
    }

    private static func collect(
        _ item: FromItem, _ calls: inout [FunctionCall],
        _ isWanted: (FunctionCall) -> Bool
    ) {
        switch item {
        case .function(let function): for call in function.calls { collect(call, &calls, isWanted) }
        case .subquery(let query, _, _): collect(query, &calls, isWanted)
        case .join(let join):
            collect(join.left, &calls, isWanted)
            collect(join.right, &calls, isWanted)
        case .relation, .xmlTable, .other: break
        }
    }

    private static func collect(
        _ expression: Expression, _ calls: inout [FunctionCall],
        _ isWanted: (FunctionCall) -> Bool
    ) {
        if case .call(let call) = expression, isWanted(call) {
            calls.append(call)
            return
        }
        for child in expression.children { collect(child, &calls, isWanted) }
    }

    /// Whether an assertion says that something is not there: a count of zero, or no rows.
    static func expectsNothing(_ call: FunctionCall) -> Bool {
        switch call.name.name {
        case "is_empty": return true
        case "is":
            guard call.arguments.count > 1 else { return false }
            return isZero(call.arguments[1]) && !isColumn(call.arguments[0])
        case "ok":
            return call.arguments.first.map(saysNone) ?? false
        default: return false
        }
    }

    /// `NOT EXISTS (SELECT …)`, `(SELECT count(*) …) = 0`, `(SELECT count(*) = 0 …)`.
    private static func saysNone(_ expression: Expression) -> Bool {
        switch expression {
        case .not(.subquery(let subquery)): return subquery.kind == .exists
        case .operator(let name, let left?, let right) where name.symbol == "=":
            return isZero(right) && counts(left)
        case .subquery(let subquery) where subquery.kind == .scalar:
            guard subquery.query.with.isEmpty, case .select(let core) = subquery.query.body,
                core.targets.count == 1, !core.from.isEmpty,
                case .operator(let name, let left?, let right) = core.targets[0].expression
            else { return false }
            return name.symbol == "=" && isZero(right) && counts(left)
        default: return false
        }
    }

    /// Whether it is enough for an assertion that there is some row: `EXISTS (SELECT …)`, a count of
    /// at least so many.
    static func wantsSomeRow(_ call: FunctionCall) -> Bool {
        switch (call.name.name, call.arguments.count) {
        case ("isnt_empty", _): true
        case ("ok", 1...): saysSome(call.arguments[0])
        case ("is", 2...): call.arguments[1] == .boolean(true) && saysSome(call.arguments[0])
        case ("cmp_ok", 3...):
            [.string(">"), .string(">=")].contains(call.arguments[1]) && counts(call.arguments[0])
        default: false
        }
    }

    private static func saysSome(_ expression: Expression) -> Bool {
        switch expression {
        case .subquery(let subquery) where subquery.kind == .exists: true
        case .subquery(let subquery) where subquery.kind == .scalar:
            // A count asks no row but its own.
            if case .select(let core) = subquery.query.body, core.targets.count == 1,
                case .operator = core.targets[0].expression
            {
                saysSome(core.targets[0].expression)
            } else {
                false
            }
        case .operator(let name, let left?, _): [">", ">="].contains(name.symbol) && counts(left)
        case .cast(let inner, _): saysSome(inner)
        default: false
        }
    }

    /// Whether a value is a column of a row, which must be there for it to be zero.
    private static func isColumn(_ expression: Expression) -> Bool {
        switch expression {
        case .column: return true
        case .cast(let inner, _): return isColumn(inner)
        case .subquery(let subquery) where subquery.kind == .scalar:
            guard case .select(let core) = subquery.query.body, core.targets.count == 1,
                case .relation? = core.from.first
            else { return false }
            return isColumn(core.targets[0].expression)
        default: return false
        }
    }

    /// Whether an expression counts rows.
    private static func counts(_ expression: Expression) -> Bool {
        switch expression {
        case .cast(let inner, _): return counts(inner)
        case .call(let call): return call.name.name == "count"
        case .subquery(let subquery) where subquery.kind == .scalar:
            guard case .select(let core) = subquery.query.body, core.targets.count == 1 else {
                return false
            }
            return counts(core.targets[0].expression)
        default: return false
        }
    }

    /// Whether an assertion wants false, null, zero or no row.
    static func wantsNothing(_ call: FunctionCall) -> Bool {
        if expectsNothing(call) { return true }
        switch call.name.name {
        case "is": return call.arguments.count > 1 && isNothing(call.arguments[1])
        case "isnt":
            guard call.arguments.count > 1 else { return false }
            return call.arguments[1] == .boolean(true)
        case "ok":
            switch call.arguments.first {
            case .not?: return true
            case .isNull(_, let negated)?: return !negated
            case .truth(_, let test)?: return test == .isFalse || test == .isNotTrue
            case .operator(let name, _?, let right)?: return name.symbol == "=" && isNothing(right)
            default: return false
            }
        default: return false
        }
    }

    private static func isNothing(_ expression: Expression) -> Bool {
        switch expression {
        case .null, .boolean(false): true
        case .cast(let inner, _): isNothing(inner)
        default: isZero(expression)
        }
    }

    private static func isZero(_ expression: Expression) -> Bool {
        switch expression {
        case .integer(0), .number("0"), .string("0"): true
        case .cast(let inner, _): isZero(inner)
        default: false
        }
    }
}
