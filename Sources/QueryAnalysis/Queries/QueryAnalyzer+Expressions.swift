import SQLSyntax

/// The types of expressions within a query.
extension QueryAnalyzer {
    /// Visits an expression only for what it reads.
    func visit(_ expression: Expression, _ environment: Environment, _ reads: inout QueryReads) {
        _ = type(of: expression, environment, &reads)
    }

    func common(_ types: [SQLType?]) -> SQLType? {
        var known: [SQLType] = []
        for type in types {
            guard let type else { return nil }
            known.append(type)
        }
        return CommonType(coercion: coercion).select(known)
    }

    /// The type of an expression; nil where it cannot be told. A literal without one is `unknown`.
    func type(of expression: Expression, _ environment: Environment, _ reads: inout QueryReads)
        -> SQLType?
    {
        switch expression {
        case .null, .string: return .unknown
        case .boolean, .and, .or, .not, .isNull, .truth, .inList, .between:
            for child in expression.children { visit(child, environment, &reads) }
            return SQLType(.bool)
        case .comparison(let comparison, let left, let right):
            let type = type(of: left, environment, &reads)
            visit(right, environment, &reads)
            return comparison == .nullIf ? type.map(nullIfType) : SQLType(.bool)
        case .integer: return SQLType(.int4)
        case .number(let text): return number(text)
        case .bitString: return SQLType(.bit)
        case .column(let parts): return column(parts, environment, &reads)
        case .cast(let argument, let type):
            visit(argument, environment, &reads)
            let resolved = TypeResolution.resolve(type) { scope.type($0.schema, $0.name) }
            if case .user(let handle)? = resolved?.base { reads.types.insert(handle) }
            return resolved
        case .call(let call):
            if let resolved = resolve(call, environment, &reads) { return resolved.result }
            guard scope.functions(call.name.schema, call.name.name).isEmpty else { return nil }
            return SQLJSONCalls.result(of: call)
        case .operator(let name, let left, let right):
            return operation(name, left, right, environment, &reads)
        case .caseWhen(let operand, let branches, let otherwise):
            if let operand { visit(operand, environment, &reads) }
            // ELSE comes first (`transformCaseExpr`).
            let types = ([otherwise ?? .null] + branches.map(\.result)).map {
                type(of: $0, environment, &reads)
            }
            for branch in branches { visit(branch.condition, environment, &reads) }
            return common(types)
        case .coalesce(let items), .extremum(let items, _):
            return common(items.map { type(of: $0, environment, &reads) })
        case .array(let items):
            return common(items.map { type(of: $0, environment, &reads) }).map(\.array)
        case .row(let items, _):
            for item in items { visit(item, environment, &reads) }
            return SQLType(.record)
        case .subquery(let subquery): return self.subquery(subquery, environment, &reads)
        case .collate(let argument, _): return type(of: argument, environment, &reads)
        case .sqlValue(let value, let precision): return Self.sqlValue(value, precision)
        case .field(let base, let name): return field(name, of: type(of: base, environment, &reads))
        case .subscripted(let base, let subscripts):
            for bound in subscripts.flatMap({ [$0.lower, $0.upper] }).compactMap({ $0 }) {
                visit(bound, environment, &reads)
            }
            guard let array = type(of: base, environment, &reads) else { return nil }
            if array.is(.jsonb) { return array }
            guard array.isArray else { return nil }
            return subscripts.contains(where: \.isSlice) ? array : array.element
        case .grouping: return SQLType(.int4)
        case .xml: return SQLType(.xml)
        case .star, .parameter, .setToDefault, .allFields, .other: return nil
        }
    }

    /// NULLIF gives its first argument as the operator `=` takes it: `character varying` has none
    /// of its own.
    private func nullIfType(_ type: SQLType) -> SQLType {
        let base = coercion.baseType(type)
        if base.is(.varchar) || base.is(.unknown) { return SQLType(.text) }
        return base == type.withoutModifier ? type : base
    }

    private func number(_ text: String) -> SQLType {
        if text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), Int64(text) != nil {
            return SQLType(.int8)
        }
        return SQLType(.numeric)
    }

    func column(_ parts: [String], _ environment: Environment, _ reads: inout QueryReads)
        -> SQLType?
    {
        guard let name = parts.last else { return nil }
        if parts.count > 1 {
            let qualifier = parts[parts.count - 2]
            // Sides of a USING join are found through the merged source.
            let candidates =
                environment.sources.filter { $0.name == qualifier }
                + environment.sources.filter { $0.name.isEmpty }
            let found = candidates.lazy.compactMap { source in
                source.columns?.first { $0.name == name }
            }.first
            if let origin = found?.origin { reads.columns.insert(origin) }
            // What is no column may be a function of the row.
            let isKnownOtherwise =
                found != nil || !candidates.contains { $0.name == qualifier }
                || candidates.contains { $0.columns == nil } || Self.systemColumns.contains(name)
                || scope.functions(nil, name).contains(where: Self.mayTakeRow)
            if !isKnownOtherwise { reads.missing.insert(name) }
            return found?.type
        }
        for source in environment.sources where !source.isHidden {
            if let found = source.columns?.first(where: { $0.name == name }) {
                if let origin = found.origin { reads.columns.insert(origin) }
                return found.type
            }
            // An unknown source could be where the name comes from.
            if source.columns == nil { return nil }
        }
        let isKnownOtherwise =
            environment.sources.isEmpty || environment.sources.contains { $0.name == name }
            || Self.systemColumns.contains(name)
        if !isKnownOtherwise { reads.missing.insert(name) }
        return nil
    }

    /// Whether a function may be called with one row of some table.
    private static func mayTakeRow(_ function: FunctionCandidate) -> Bool {
        guard let first = function.arguments.first,
            function.arguments.count - function.defaults <= 1
        else { return false }
        guard let builtin = first.builtin else { return true }
        return builtin.name == "record" || builtin.name.hasPrefix("any")
    }

    private static let systemColumns: Set<String> = [
        "ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "oid",
    ]

    private func field(_ name: String, of type: SQLType?) -> SQLType? {
        guard let type, !type.isArray, case .user(let handle) = type.base else { return nil }
        return scope.describeType(handle).attributes.first { $0.name == name }?.type
    }

    func subquery(_ subquery: Subquery, _ environment: Environment, _ reads: inout QueryReads)
        -> SQLType?
    {
        if let test = subquery.test { visit(test, environment, &reads) }
        let columns = columns(of: subquery.query, environment, &reads)
        switch subquery.kind {
        case .exists, .any, .all: return SQLType(.bool)
        case .scalar: return columns?.first?.type
        case .array: return columns?.first?.type.map(\.array)
        }
    }

    private func operation(
        _ name: OperatorName, _ left: Expression?, _ right: Expression, _ environment: Environment,
        _ reads: inout QueryReads
    ) -> SQLType? {
        let leftType = left.map { type(of: $0, environment, &reads) }
        let rightType = type(of: right, environment, &reads)
        if let left = leftType, left == nil {
            return Self.isComparison(name.symbol) ? SQLType(.bool) : nil
        }
        guard let rightType else { return Self.isComparison(name.symbol) ? SQLType(.bool) : nil }
        var arguments = leftType.map { [$0 ?? .unknown, rightType] } ?? [rightType]
        // A literal beside a known type is tried as that type first (`oper()`).
        if arguments.count == 2 {
            if arguments[0].is(.unknown), !arguments[1].is(.unknown) {
                arguments[0] = coercion.baseType(arguments[1])
            }
            if arguments[1].is(.unknown), !arguments[0].is(.unknown),
                exists(name, [arguments[0], coercion.baseType(arguments[0])])
            {
                arguments[1] = coercion.baseType(arguments[0])
            }
        }
        let candidates =
            (scope.operators(name.schema, name.symbol)
            + ServerFunctions.operators(named: name.symbol))
            .filter { ($0.left == nil) == (arguments.count == 1) }
        let shapes = candidates.map { [$0.left, $0.right].compactMap { $0 } }
        guard
            case .chosen(let index) = CandidateSelection(coercion: coercion).choose(
                shapes, for: arguments)
        else {
            return Self.isComparison(name.symbol) ? SQLType(.bool) : nil
        }
        return Polymorphism(coercion: coercion).result(
            candidates[index].result, parameters: shapes[index], arguments: arguments)
    }

    private func exists(_ name: OperatorName, _ arguments: [SQLType]) -> Bool {
        ServerFunctions.operators(named: name.symbol).contains { candidate in
            candidate.left.map { $0 == arguments[0].withoutModifier } ?? false
                && candidate.right == arguments[1]
        }
    }

    private static func isComparison(_ symbol: String) -> Bool {
        ["=", "<>", "!=", "<", ">", "<=", ">="].contains(symbol)
    }

    func resolve(_ call: FunctionCall, _ environment: Environment, _ reads: inout QueryReads)
        -> FunctionResolution.Resolved?
    {
        var types: [SQLType] = []
        var isKnown = true
        for argument in call.arguments {
            if let type = type(of: argument, environment, &reads) {
                types.append(type)
            } else {
                isKnown = false
            }
        }
        for child in [call.filter].compactMap({ $0 }) + call.orderBy.map(\.expression) {
            visit(child, environment, &reads)
        }
        if let window = call.over { visit(window, environment, &reads) }
        let own = scope.functions(call.name.schema, call.name.name)
        let server =
            call.name.schema == nil || call.name.schema == "pg_catalog"
            ? ServerFunctions.functions(named: call.name.name) : []
        let candidates = server + own
        guard !call.isVariadic, call.argumentNames.isEmpty else {
            // Arguments by name are not matched: a name that one function has means that one.
            if candidates.count == 1, let handle = candidates[0].handle {
                reads.functions.insert(handle)
            }
            return nil
        }
        let resolved =
            isKnown
            ? FunctionResolution(coercion: coercion).resolve(candidates, arguments: types)
            : onlyResult(candidates, call.arguments.count)
        if let handle = resolved?.function.handle { reads.functions.insert(handle) }
        return resolved
    }

    /// Without the arguments' types: the result on which all candidates for that many agree.
    private func onlyResult(_ candidates: [FunctionCandidate], _ count: Int) -> FunctionResolution
        .Resolved?
    {
        let fitting = candidates.filter { candidate in
            count <= candidate.arguments.count
                && count >= candidate.arguments.count - candidate.defaults
                || candidate.variadicElement != nil
        }
        guard let first = fitting.first,
            fitting.allSatisfy({ $0.result == first.result && $0.outputs == first.outputs }),
            !(first.result.builtin?.isPseudo ?? false)
        else { return nil }
        return FunctionResolution.Resolved(
            function: first, parameters: first.arguments, result: first.result)
    }

    static func sqlValue(_ value: SQLValue, _ precision: Int32?) -> SQLType {
        switch value {
        case .currentDate: SQLType(.date)
        case .currentTime: SQLType(.timetz, modifier: precision ?? -1)
        case .currentTimestamp: SQLType(.timestamptz, modifier: precision ?? -1)
        case .localTime: SQLType(.time, modifier: precision ?? -1)
        case .localTimestamp: SQLType(.timestamp, modifier: precision ?? -1)
        default: SQLType(.name)
        }
    }
}
