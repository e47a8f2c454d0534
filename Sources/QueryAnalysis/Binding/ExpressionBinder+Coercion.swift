import SQLSyntax

extension ExpressionBinder {
    /// A value as another type (`coerce_type`, `src/backend/parser/parse_coerce.c`).
    func coerce(_ bound: BoundExpression, to target: SQLType, _ context: Coercion.Context)
        throws(Unbindable) -> BoundExpression
    {
        if target.is(.any) { return bound }
        if bound.type.is(.unknown) { return try literal(bound, as: target) }
        if bound.type.withoutModifier == target.withoutModifier { return bound }
        guard coercion.canCoerce(bound.type, to: target, context) else { throw Unbindable() }
        return .cast(bound, target, isImplicit: context != .explicit)
    }

    /// A literal takes its type by way of the type's input function; a domain's is that of its
    /// base.
    private func literal(_ bound: BoundExpression, as target: SQLType) throws(Unbindable)
        -> BoundExpression
    {
        guard case .constant(let constant, _) = bound else { throw Unbindable() }
        let base = coercion.baseType(target)
        let isDomain = base != target.withoutModifier
        let value = BoundExpression.constant(try constantValue(constant, base), base)
        return isDomain ? .cast(value, target.withoutModifier, isImplicit: true) : value
    }

    private func constantValue(_ constant: BoundExpression.Constant, _ type: SQLType)
        throws(Unbindable) -> BoundExpression.Constant
    {
        guard case .text(let text) = constant else { return constant }
        if type.is(.regclass) { return .relation(try relation(text)) }
        guard let value = canonical(text, type) else { throw Unbindable() }
        return .text(value)
    }

    /// A literal as its type prints it.
    private func canonical(_ text: String, _ type: SQLType) -> String? {
        switch type.base {
        case .builtin(let builtin):
            return type.isArray
                ? ConstantText.canonicalArray(text, of: builtin)
                : ConstantText.canonical(text, as: builtin)
        case .user(let handle):
            let described = scope.describeType(handle)
            guard described.kind == .enum || described.keepsText else { return nil }
            return type.isArray ? ConstantText.canonicalArray(text, of: .text) : text
        }
    }

    /// The relation that a `regclass` literal names.
    private func relation(_ text: String) throws(Unbindable) -> Int {
        var parts: [String] = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ".", !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1] += isQuoted ? String(character) : character.lowercased()
            }
        }
        guard parts.count <= 2, let name = parts.last,
            let found = scope.relation(parts.count == 2 ? parts[0] : nil, name)?.handle
        else { throw Unbindable() }
        return found
    }

    /// `x::type`.
    func cast(_ argument: Expression, _ name: TypeName) throws(Unbindable) -> BoundExpression {
        guard let type = TypeResolution.resolve(name, userType: { scope.type($0.schema, $0.name) })
        else { throw Unbindable() }
        // The elements of ARRAY[…] take the type that it is cast to (`transformArrayExpr`).
        if case .array(let items) = argument, type.isArray { return try array(items, type) }
        let inner = try coerce(try value(argument), to: type.withoutModifier, .explicit)
        guard type.modifier >= 0 else { return inner }
        // A length is applied by a second function; of the two casts only that one shows.
        if case .cast(let source, _, isImplicit: false) = inner {
            return .cast(source, type, isImplicit: false)
        }
        return inner.type == type ? inner : .cast(inner, type, isImplicit: false)
    }

    private func array(_ items: [Expression], _ type: SQLType) throws(Unbindable) -> BoundExpression
    {
        guard type.modifier < 0 else { throw Unbindable() }
        var values: [BoundExpression] = []
        for item in items {
            values.append(try coerce(try value(item), to: type.element, .explicit))
        }
        return .array(values, type)
    }
}
