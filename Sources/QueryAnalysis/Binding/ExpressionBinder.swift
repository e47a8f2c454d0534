public import SQLSyntax

/// An expression that cannot be bound: something in it is not known here.
struct Unbindable: Error {}

/// Resolves the names and types of an expression over one table's columns, as `transformExpr`
/// (`src/backend/parser/parse_expr.c`) does.
public struct ExpressionBinder {
    let scope: Scope
    let coercion: Coercion
    private let columns: [Column?]
    private let domainType: SQLType?

    /// Makes a binder.
    ///
    /// - Parameters:
    ///   - columns: The table's columns by position; nil where one is dropped.
    ///   - domainType: What `VALUE` is, in a domain's check.
    public init(_ scope: Scope, columns: [Column?] = [], domainType: SQLType? = nil) {
        self.scope = scope
        self.columns = columns
        self.domainType = domainType
        coercion = Coercion(scope: scope)
    }

    /// An expression that stands for a value of `target` (a default, a generated column); nil where
    /// it cannot be told.
    public func bind(_ expression: Expression, as target: SQLType) -> BoundExpression? {
        guard let bound = try? value(expression),
            let converted = try? coerce(bound, to: target.withoutModifier, .assignment)
        else { return nil }
        // The function that applies a length hides that the constant is NULL, and the default is
        // kept.
        if case .constant(.null, _) = converted, target.modifier >= 0, !target.isArray {
            return .cast(converted, target, isImplicit: true)
        }
        return converted
    }

    /// A condition: a check, a predicate.
    public func bindCondition(_ expression: Expression) -> BoundExpression? {
        guard let bound = try? value(expression) else { return nil }
        return try? coerce(bound, to: SQLType(.bool), .implicit)
    }

    /// An expression of whatever type it has; a literal is `text`.
    public func bind(_ expression: Expression) -> BoundExpression? {
        guard let bound = try? value(expression) else { return nil }
        return bound.type.is(.unknown) ? try? coerce(bound, to: SQLType(.text), .implicit) : bound
    }

    // MARK: - By form

    func value(_ expression: Expression) throws(Unbindable) -> BoundExpression {
        switch expression {
        case .null: return .constant(.null, .unknown)
        case .boolean(let value): return .constant(.text(value ? "true" : "false"), SQLType(.bool))
        case .integer(let value): return .constant(.text(String(value)), SQLType(.int4))
        case .number(let text): return try number(text)
        case .string(let text): return .constant(.text(text), .unknown)
        case .bitString(let text):
            guard text.first == "b" else { throw Unbindable() }
            return .constant(.text(String(text.dropFirst())), SQLType(.bit))
        case .column(let parts): return try column(parts)
        case .cast(let argument, let type): return try cast(argument, type)
        case .call(let call): return try self.call(call)
        case .operator(let name, let left, let right): return try operation(name, left, right)
        case .sqlValue(let value, let precision):
            return .sqlValue(value, precision: precision, QueryAnalyzer.sqlValue(value, precision))
        default: return try condition(expression)
        }
    }

    private func condition(_ expression: Expression) throws(Unbindable) -> BoundExpression {
        switch expression {
        case .and(let items): return .and(try booleans(items))
        case .or(let items): return .or(try booleans(items))
        case .not(let argument): return .not(try boolean(argument))
        case .isNull(let argument, let negated):
            return .isNull(try text(try value(argument)), negated: negated)
        case .truth(let argument, let test): return .truth(try boolean(argument), test)
        case .comparison(let comparison, let left, let right):
            return try self.comparison(comparison, left, right)
        case .inList(let test, let items, let negated): return try inList(test, items, negated)
        case .between(let test, let low, let high, let negated, symmetric: false):
            let lower = try operation(OperatorName(nil, negated ? "<" : ">="), test, low)
            let upper = try operation(OperatorName(nil, negated ? ">" : "<="), test, high)
            return negated ? .or([lower, upper]) : .and([lower, upper])
        default: return try conditional(expression)
        }
    }

    private func conditional(_ expression: Expression) throws(Unbindable) -> BoundExpression {
        switch expression {
        case .caseWhen(let operand, let branches, let otherwise):
            return try caseWhen(operand, branches, otherwise)
        case .coalesce(let items):
            let (values, type) = try common(items)
            return .coalesce(values, type)
        case .extremum(let items, let greatest):
            let (values, type) = try common(items)
            return .extremum(values, greatest: greatest, type)
        case .array(let items):
            guard !items.isEmpty else { throw Unbindable() }
            let (values, type) = try common(items)
            guard !type.isArray else { throw Unbindable() }
            return .array(values, type.withoutModifier.array)
        case .subscripted(let base, let subscripts): return try subscripted(base, subscripts)
        case .collate(let argument, let collation):
            guard collation.schema == nil || collation.schema == "pg_catalog" else {
                throw Unbindable()
            }
            return .collate(try text(try value(argument)), collation.name)
        default: throw Unbindable()
        }
    }

    /// A number that the grammar does not take for an integer: too large for four bytes, or with a
    /// sign before what is (`make_const`).
    private func number(_ text: String) throws(Unbindable) -> BoundExpression {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        if digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let value = Int64(text) {
            return .constant(.text(text), SQLType(Int32(exactly: value) == nil ? .int8 : .int4))
        }
        guard let value = ConstantText.canonical(text, as: .numeric) else { throw Unbindable() }
        return .constant(.text(value), SQLType(.numeric))
    }

    private func column(_ parts: [String]) throws(Unbindable) -> BoundExpression {
        if let domainType, parts == ["value"] { return .domainValue(domainType) }
        guard let name = parts.last, let position = columns.firstIndex(where: { $0?.name == name }),
            let type = columns[position]?.type
        else { throw Unbindable() }
        return .column(position, type)
    }

    private func booleans(_ items: [Expression]) throws(Unbindable) -> [BoundExpression] {
        var result: [BoundExpression] = []
        for item in items { result.append(try boolean(item)) }
        return result
    }

    private func boolean(_ expression: Expression) throws(Unbindable) -> BoundExpression {
        try coerce(try value(expression), to: SQLType(.bool), .implicit)
    }

    /// A literal that nothing gives a type is `text`.
    private func text(_ bound: BoundExpression) throws(Unbindable) -> BoundExpression {
        bound.type.is(.unknown) ? try coerce(bound, to: SQLType(.text), .implicit) : bound
    }

    private func caseWhen(
        _ operand: Expression?, _ branches: [CaseBranch], _ otherwise: Expression?
    ) throws(Unbindable) -> BoundExpression {
        var conditions: [BoundExpression] = []
        var test: BoundExpression?
        if let operand { test = try text(try value(operand)) }
        for branch in branches {
            guard let test else {
                conditions.append(try boolean(branch.condition))
                continue
            }
            guard
                case .operation(_, _, let right, _) = try operation(
                    "=", test, try value(branch.condition))
            else { throw Unbindable() }
            conditions.append(right)
        }
        // ELSE comes first when the common type is chosen (`transformCaseExpr`).
        let (values, type) = try common([otherwise ?? .null] + branches.map(\.result))
        return .caseWhen(
            operand: test,
            branches: zip(conditions, values.dropFirst()).map { BoundBranch($0, $1) },
            otherwise: values[0], type)
    }

    /// Values of one type (`select_common_type`).
    func common(_ items: [Expression]) throws(Unbindable) -> ([BoundExpression], SQLType) {
        var values: [BoundExpression] = []
        for item in items { values.append(try value(item)) }
        guard let type = CommonType(coercion: coercion).select(values.map(\.type)) else {
            throw Unbindable()
        }
        var result: [BoundExpression] = []
        for value in values { result.append(try coerce(value, to: type, .implicit)) }
        return (result, type)
    }

    private func subscripted(_ base: Expression, _ subscripts: [Subscript]) throws(Unbindable)
        -> BoundExpression
    {
        let array = try value(base)
        guard array.type.isArray else { throw Unbindable() }
        var indexes: [BoundExpression] = []
        for item in subscripts {
            guard !item.isSlice, let index = item.upper else { throw Unbindable() }
            indexes.append(try coerce(try value(index), to: SQLType(.int4), .assignment))
        }
        return .subscripted(array, indexes, array.type.element)
    }
}
