public import SQLSyntax

extension ExpressionBinder {
    /// Why the server refuses a constant as the default of a column (`cookDefault`,
    /// `src/backend/catalog/heap.c`); nil where it takes it, or where that cannot be told.
    public func defaultFault(_ expression: Expression, of column: String, _ target: SQLType)
        -> String?
    {
        guard !target.isArray, case .constant(let constant, let type)? = bind(expression) else {
            return nil
        }
        let base = coercion.baseType(target)
        if case .string(let text) = expression { return literalFault(text, base) }
        guard constant != .null, type.builtin != nil, base.builtin != nil,
            !coercion.canCoerce(type, to: base, .assignment)
        else { return nil }
        return
            "column \"\(column)\" is of type \(name(base)) but default expression is of type \(name(type))"
    }

    /// Whether values of a type are stored as another without being asked to; true also where that
    /// cannot be told.
    public func castsByAssignment(_ source: SQLType, to target: SQLType) -> Bool {
        let isKnown = [coercion.baseType(source), coercion.baseType(target)].allSatisfy { type in
            guard case .user(let handle) = type.base else { return true }
            return scope.describeType(handle).kind == .enum
        }
        return !isKnown || coercion.canCoerce(source, to: target, .assignment)
    }

    /// Why a type's input function refuses a literal, where that is certain for every version of
    /// the server: newer ones read more forms of numbers.
    private func literalFault(_ text: String, _ type: SQLType) -> String? {
        switch type.base {
        case .builtin(let builtin):
            let isFault =
                switch builtin {
                case .bool: ConstantText.canonical(text, as: builtin) == nil
                case .int2, .int4, .int8: !text.utf8.contains { (0x30...0x39).contains($0) }
                default: false
                }
            return isFault
                ? "invalid input syntax for type \(name(type)): \"\(text)\"" : nil
        case .user(let handle):
            let described = scope.describeType(handle)
            guard described.kind == .enum, !described.labels.contains(text) else { return nil }
            return "invalid input value for an enum: \"\(text)\""
        }
    }

    private func name(_ type: SQLType) -> String {
        type.formatted(modifierGiven: false) { _ in "" }
    }
}
