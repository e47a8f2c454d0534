import SQLSyntax

extension ExpressionBinder {
    // MARK: - Functions

    func call(_ call: FunctionCall) throws(Unbindable) -> BoundExpression {
        guard !call.isStar, !call.isVariadic, call.over == nil, call.filter == nil,
            call.orderBy.isEmpty,
            call.argumentNames.allSatisfy({ $0 == nil })
        else { throw Unbindable() }
        var arguments: [BoundExpression] = []
        for argument in call.arguments { arguments.append(try value(argument)) }
        let isServer = call.name.schema == nil || call.name.schema == "pg_catalog"
        let candidates =
            (isServer ? ServerFunctions.functions(named: call.name.name) : [])
            + (call.name.schema == "pg_catalog"
                ? [] : scope.functions(call.name.schema, call.name.name))
        // A type's name as a function is a cast; which one needs more than the name.
        guard
            let resolved = FunctionResolution(coercion: coercion).resolve(
                candidates, arguments: arguments.map(\.type)),
            let result = resolved.result
        else { throw Unbindable() }
        let values = try coerce(arguments, to: resolved.parameters)
        return .call(
            BoundCall(
                call.name.name, handle: resolved.function.handle, values, result: result,
                isSpecialSyntax: call.isSpecialSyntax))
    }

    /// Arguments as the parameters want them, with polymorphic ones resolved.
    private func coerce(_ arguments: [BoundExpression], to parameters: [SQLType]) throws(Unbindable)
        -> [BoundExpression]
    {
        let types = arguments.map(\.type)
        let polymorphism = Polymorphism(coercion: coercion)
        var result: [BoundExpression] = []
        for (argument, parameter) in zip(arguments, parameters) {
            guard let pseudo = parameter.builtin, pseudo.isPseudo, !parameter.is(.any),
                !parameter.is(.record)
            else {
                result.append(try coerce(argument, to: parameter, .implicit))
                continue
            }
            // A domain stands as itself for an element, and as its base for an array.
            guard
                let actual = polymorphism.result(
                    parameter, parameters: parameters, arguments: types)
            else { throw Unbindable() }
            if argument.type.is(.unknown) || parameter.is(.anycompatible)
                || parameter.is(.anycompatiblearray)
            {
                result.append(try coerce(argument, to: actual, .implicit))
            } else {
                result.append(argument)
            }
        }
        return result
    }

    // MARK: - Operators

    func operation(_ name: OperatorName, _ left: Expression?, _ right: Expression)
        throws(Unbindable) -> BoundExpression
    {
        guard name.schema == nil || name.schema == "pg_catalog" else { throw Unbindable() }
        let rightValue = try value(right)
        guard let left else {
            // The grammar folds the sign into a constant (`doNegate`).
            if name.symbol == "-", case .constant(.text(let digits), let type) = rightValue,
                type.is(.int4) || type.is(.int8) || type.is(.numeric)
            {
                return .constant(.text("-" + digits), type)
            }
            return try operation(name.symbol, nil, rightValue)
        }
        return try operation(name.symbol, try value(left), rightValue)
    }

    /// Operands as the operator wants them (`oper()`, `make_op`,
    /// `src/backend/parser/parse_oper.c`).
    func operation(_ symbol: String, _ left: BoundExpression?, _ right: BoundExpression)
        throws(Unbindable) -> BoundExpression
    {
        guard scope.operators(nil, symbol).isEmpty else { throw Unbindable() }
        let operands = [left, right].compactMap { $0 }
        let (parameters, declared) = try operatorShape(symbol, operands.map(\.type))
        let values = try coerce(operands, to: parameters)
        guard
            let result = Polymorphism(coercion: coercion).result(
                declared, parameters: parameters, arguments: values.map(\.type))
        else { throw Unbindable() }
        return .operation(
            symbol, left: left == nil ? nil : values[0], right: values[values.count - 1], result)
    }

    private func operatorShape(_ symbol: String, _ types: [SQLType]) throws(Unbindable) -> (
        parameters: [SQLType], result: SQLType
    ) {
        // The operators of extensions' types are not known here.
        guard !types.contains(where: isBaseTypeOfSchema) else { throw Unbindable() }
        let known = ServerFunctions.operatorShapes(named: symbol, operands: types.count)
        let shapes = known.operands
        let bare = types.map(\.withoutModifier)
        if let exact = exactOperator(shapes, bare) {
            return (shapes[exact], known.results[exact])
        }
        guard
            case .chosen(let index) = CandidateSelection(coercion: coercion).choose(
                shapes, for: bare)
        else { throw Unbindable() }
        return (shapes[index], known.results[index])
    }

    private func isBaseTypeOfSchema(_ type: SQLType) -> Bool {
        if case .user(let handle) = coercion.baseType(type).base {
            scope.describeType(handle).kind == .base
        } else {
            false
        }
    }

    /// A literal beside a known type is tried as that type, then as what a domain stands for
    /// (`binary_oper_exact`).
    private func exactOperator(_ shapes: [[SQLType]], _ types: [SQLType]) -> Int? {
        var wanted = types
        if types.count == 2, types.contains(where: { $0.is(.unknown) }) {
            let known = types[0].is(.unknown) ? types[1] : types[0]
            wanted = [known, known]
            if let found = shapes.firstIndex(of: wanted) { return found }
            wanted = [coercion.baseType(known), coercion.baseType(known)]
        }
        return shapes.firstIndex(of: wanted)
    }

    // MARK: - Comparisons

    func comparison(_ comparison: Comparison, _ left: Expression, _ right: Expression)
        throws(Unbindable) -> BoundExpression
    {
        switch comparison {
        case .anyOf(let name):
            return try quantified(name.symbol, try value(left), try value(right), isAll: false)
        case .allOf(let name):
            return try quantified(name.symbol, try value(left), try value(right), isAll: true)
        case .distinct, .notDistinct:
            if right == .null { return .isNull(try value(left), negated: comparison == .distinct) }
            guard
                case .operation(_, let left?, let right, _) = try operation(
                    OperatorName(nil, "="), left, right)
            else { throw Unbindable() }
            // Against NULL it is a test for NULL (`transformAExprDistinct`).
            let isDistinct = BoundExpression.distinct(left, right)
            return comparison == .distinct ? isDistinct : .not(isDistinct)
        case .nullIf:
            let first = try value(left)
            guard
                case .operation(_, let left?, let right, _) = try operation(
                    "=", first, try value(right))
            else { throw Unbindable() }
            return .nullIf(left, right, left.type)
        case .like(let negated):
            return try operation(OperatorName(nil, negated ? "!~~" : "~~"), left, right)
        case .ilike(let negated):
            return try operation(OperatorName(nil, negated ? "!~~*" : "~~*"), left, right)
        // The grammar makes the pattern a call of similar_to_escape.
        case .similar(let negated):
            return try operation(OperatorName(nil, negated ? "!~" : "~"), left, right)
        }
    }

    /// `x op ANY (array)` (`make_scalar_array_op`).
    private func quantified(
        _ symbol: String, _ left: BoundExpression, _ right: BoundExpression, isAll: Bool
    ) throws(Unbindable) -> BoundExpression {
        var array = right
        if array.type.is(.unknown) {
            array = try coerce(array, to: left.type.withoutModifier.array, .implicit)
        }
        let elements = coercion.baseTypeKeepingDomain(array.type)
        guard elements.isArray else { throw Unbindable() }
        let (parameters, _) = try operatorShape(symbol, [left.type, elements.element])
        // Enumerations and other polymorphic operands stay as they are.
        if parameters.contains(where: { $0.builtin?.isPseudo ?? false }) {
            let operand =
                left.type.is(.unknown) ? try coerce(left, to: elements.element, .implicit) : left
            return .quantified(symbol, left: operand, array: array, isAll: isAll)
        }
        return .quantified(
            symbol, left: try coerce(left, to: parameters[0], .implicit),
            array: try coerce(array, to: parameters[1].array, .implicit), isAll: isAll)
    }

    /// `x IN (…)`: an array of what holds no column, where there are several; the rest one by one
    /// (`transformAExprIn`).
    func inList(_ test: Expression, _ items: [Expression], _ negated: Bool) throws(Unbindable)
        -> BoundExpression
    {
        let left = try value(test)
        var constants: [BoundExpression] = []
        var others: [BoundExpression] = []
        for item in items {
            let bound = try value(item)
            var hasColumn = false
            bound.walk {
                if case .column = $0 {
                    hasColumn = true
                } else if case .domainValue = $0 {
                    hasColumn = true
                }
            }
            if hasColumn { others.append(bound) } else { constants.append(bound) }
        }
        var tests: [BoundExpression] = []
        let symbol = negated ? "<>" : "="
        if constants.count > 1,
            let type = CommonType(coercion: coercion).select([left.type] + constants.map(\.type))
        {
            var elements: [BoundExpression] = []
            for constant in constants { elements.append(try coerce(constant, to: type, .implicit)) }
            tests.append(
                try quantified(
                    symbol, left, .array(elements, type.withoutModifier.array), isAll: negated))
        } else if constants.count == 1, others.isEmpty {
            tests.append(try operation(symbol, left, constants[0]))
        } else {
            // In the order in which they are written.
            others = []
            for item in items { others.append(try value(item)) }
        }
        for other in others { tests.append(try operation(symbol, left, other)) }
        if tests.count == 1 { return tests[0] }
        return negated ? .and(tests) : .or(tests)
    }
}
