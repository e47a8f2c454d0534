/// Which function a call means, and what type its result has
/// (`func_get_detail`, `src/backend/parser/parse_func.c`).
struct FunctionResolution {
    let coercion: Coercion

    /// A call resolved.
    struct Resolved {
        var function: FunctionCandidate
        /// The parameter type at each argument of the call.
        var parameters: [SQLType]
        /// The result, with polymorphic types replaced; nil where they cannot be.
        var result: SQLType?
    }

    /// Resolves a call by position. `candidates` come nearest schema first: of two with the same
    /// parameters the first wins.
    func resolve(_ candidates: [FunctionCandidate], arguments: [SQLType]) -> Resolved? {
        var shapes: [(function: FunctionCandidate, parameters: [SQLType])] = []
        for candidate in candidates {
            guard let parameters = Self.parameters(of: candidate, count: arguments.count) else {
                continue
            }
            if !shapes.contains(where: { $0.parameters == parameters }) {
                shapes.append((candidate, parameters))
            }
        }
        let selection = CandidateSelection(coercion: coercion)
        guard case .chosen(let index) = selection.choose(shapes.map(\.parameters), for: arguments)
        else { return nil }
        let (function, parameters) = shapes[index]
        let result = Polymorphism(coercion: coercion).result(
            function.result, parameters: parameters, arguments: arguments)
        return Resolved(function: function, parameters: parameters, result: result)
    }

    /// The parameter types of a candidate for a call with so many arguments; nil where it takes
    /// another number.
    static func parameters(of candidate: FunctionCandidate, count: Int) -> [SQLType]? {
        let declared = candidate.arguments
        if let element = candidate.variadicElement, count >= declared.count {
            let fixed = declared.dropLast()
            return fixed + Array(repeating: element, count: count - fixed.count)
        }
        guard count <= declared.count, count >= declared.count - candidate.defaults else {
            return nil
        }
        return Array(declared.prefix(count))
    }
}

/// What the polymorphic pseudo-types of a function stand for in one call
/// (`enforce_generic_type_consistency`, `src/backend/parser/parse_coerce.c`).
struct Polymorphism {
    let coercion: Coercion

    /// The result type of a call; nil where the arguments do not determine it.
    func result(_ declared: SQLType, parameters: [SQLType], arguments: [SQLType]) -> SQLType? {
        guard !declared.isArray, let pseudo = declared.builtin, pseudo.isPseudo else {
            return declared
        }
        switch pseudo {
        case .anyelement, .anynonarray, .anyenum: return element(.simple, parameters, arguments)
        case .anyarray:
            return element(.simple, parameters, arguments).map { $0.isArray ? $0 : $0.array }
        case .anycompatible, .anycompatiblenonarray:
            return element(.compatible, parameters, arguments)
        case .anycompatiblearray:
            return element(.compatible, parameters, arguments).map { $0.isArray ? $0 : $0.array }
        case .anyrange, .anycompatiblerange:
            return container(of: [.anyrange, .anycompatiblerange], parameters, arguments)
        case .anymultirange, .anycompatiblemultirange:
            return container(of: [.anymultirange, .anycompatiblemultirange], parameters, arguments)
        default: return declared
        }
    }

    private enum Family { case simple, compatible }

    private func element(_ family: Family, _ parameters: [SQLType], _ arguments: [SQLType])
        -> SQLType?
    {
        var found: [SQLType] = []
        for (parameter, argument) in zip(parameters, arguments) {
            guard let pseudo = parameter.builtin, !argument.is(.unknown) else { continue }
            if let type = elementType(pseudo, coercion.baseTypeKeepingDomain(argument), family) {
                found.append(type)
            }
        }
        guard let first = found.first else { return family == .compatible ? SQLType(.text) : nil }
        if family == .simple { return first }
        return CommonType(coercion: coercion).select(found)
    }

    private func elementType(_ pseudo: BuiltinType, _ argument: SQLType, _ family: Family)
        -> SQLType?
    {
        switch (family, pseudo) {
        case (.simple, .anyelement), (.simple, .anynonarray), (.simple, .anyenum),
            (.compatible, .anycompatible), (.compatible, .anycompatiblenonarray):
            return argument.withoutModifier
        case (.simple, .anyarray), (.compatible, .anycompatiblearray):
            return argument.isArray ? argument.element.withoutModifier : nil
        case (.simple, .anyrange), (.compatible, .anycompatiblerange):
            return coercion.rangeSubtype(argument)
        case (.simple, .anymultirange), (.compatible, .anycompatiblemultirange):
            return coercion.multirangeSubtype(argument)
        default: return nil
        }
    }

    private func container(
        of pseudos: [BuiltinType], _ parameters: [SQLType], _ arguments: [SQLType]
    ) -> SQLType? {
        for (parameter, argument) in zip(parameters, arguments) {
            if let pseudo = parameter.builtin, pseudos.contains(pseudo), !argument.is(.unknown) {
                return argument.withoutModifier
            }
        }
        return nil
    }
}

/// The type that UNION, CASE, COALESCE, VALUES and ARRAY agree on (`select_common_type`).
struct CommonType {
    let coercion: Coercion

    /// Nil where the server would find none. Without any known type it is `text`.
    func select(_ types: [SQLType]) -> SQLType? {
        guard let first = types.first else { return nil }
        // All alike (domains included, and modifiers where they agree): that type itself.
        if !first.is(.unknown), types.allSatisfy({ $0.withoutModifier == first.withoutModifier }) {
            return types.allSatisfy { $0.modifier == first.modifier }
                ? first : first.withoutModifier
        }
        var chosen: SQLType?
        for type in types where !type.is(.unknown) {
            let base = coercion.baseType(type)
            guard let current = chosen else {
                chosen = base
                continue
            }
            guard base != current else { continue }
            let category = coercion.category(current)
            guard coercion.category(base) == category else { return nil }
            if !coercion.isPreferred(current, in: category), coercion.canCoerce(current, to: base),
                !coercion.canCoerce(base, to: current)
            {
                chosen = base
            }
        }
        return chosen ?? SQLType(.text)
    }
}

extension Coercion {
    /// Domains over arrays and ranges count as what they stand for where an array or range is asked
    /// for; elsewhere a domain stays itself.
    func baseTypeKeepingDomain(_ type: SQLType) -> SQLType {
        let base = baseType(type)
        return base.isArray || rangeSubtype(base) != nil || multirangeSubtype(base) != nil
            ? base : type
    }
}
