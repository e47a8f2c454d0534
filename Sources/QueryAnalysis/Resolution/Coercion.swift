/// Whether and how a value of one type can stand where another is expected
/// (`src/backend/parser/parse_coerce.c`).
struct Coercion {
    let scope: Scope

    /// `pg_cast.castcontext`, from the least to the most willing.
    enum Context: Int, Comparable {
        case implicit
        case assignment
        case explicit

        static func < (a: Context, b: Context) -> Bool { a.rawValue < b.rawValue }
    }

    /// `can_coerce_type` for one argument.
    func canCoerce(_ source: SQLType, to target: SQLType, _ context: Context = .implicit) -> Bool {
        if source.withoutModifier == target.withoutModifier { return true }
        if let pseudo = target.builtin, pseudo.isPseudo { return accepts(source, pseudo) }
        if source.is(.unknown) { return true }
        let (from, to) = (baseType(source), baseType(target))
        if case .user(let handle) = target.base, !target.isArray,
            scope.describeType(handle).kind == .domain
        {
            // A domain is reached only through its own base type by the rules of the base.
            return canCoerce(source, to: to, context)
        }
        if from == to { return true }
        if from.isArray, to.isArray { return canCoerce(from.element, to: to.element, context) }
        if let cast = castContext(from, to) { return cast <= context }
        if case .user(let handle) = from.base, !from.isArray, let builtin = to.builtin,
            scope.describeType(handle).implicitTargets.contains(builtin)
        {
            return true
        }
        return throughText(from, to, context)
    }

    /// `getBaseType`: what a domain stands for, all the way down.
    func baseType(_ type: SQLType) -> SQLType {
        var current = type
        for _ in 0..<64 {
            guard !current.isArray, case .user(let handle) = current.base else { break }
            let described = scope.describeType(handle)
            guard described.kind == .domain, let underlying = described.underlying else { break }
            current = underlying
        }
        return current.withoutModifier
    }

    /// `TypeCategory()`.
    func category(_ type: SQLType) -> TypeCategory {
        if type.isArray { return .array }
        switch type.base {
        case .builtin(let builtin): return builtin.category
        case .user(let handle):
            let described = scope.describeType(handle)
            switch described.kind {
            case .base, .shell: return described.category
            case .composite: return .composite
            case .domain: return described.underlying.map(category) ?? .userDefined
            case .enum: return .enum
            case .range, .multirange: return .range
            }
        }
    }

    /// `IsPreferredType()`.
    func isPreferred(_ type: SQLType, in category: TypeCategory) -> Bool {
        guard let builtin = type.builtin else { return false }
        return builtin.isPreferred && builtin.category == category
    }

    /// Whether a value of the type may stand for a pseudo-type.
    private func accepts(_ source: SQLType, _ pseudo: BuiltinType) -> Bool {
        if source.is(.unknown) { return true }
        let base = baseType(source)
        switch pseudo {
        case .any, .anyelement, .anycompatible: return true
        case .anynonarray, .anycompatiblenonarray: return !base.isArray
        case .anyarray, .anycompatiblearray: return base.isArray
        case .anyenum: return category(base) == .enum
        case .anyrange, .anycompatiblerange: return rangeSubtype(base) != nil
        case .anymultirange, .anycompatiblemultirange: return multirangeSubtype(base) != nil
        case .record: return category(base) == .composite || base.is(.record)
        default: return false
        }
    }

    /// What a range type ranges over.
    func rangeSubtype(_ type: SQLType) -> SQLType? { subtype(type, \.isRange, .range) }

    /// What a multirange type ranges over.
    func multirangeSubtype(_ type: SQLType) -> SQLType? {
        subtype(type, \.isMultirange, .multirange)
    }

    private func subtype(_ type: SQLType, _ test: (BuiltinType) -> Bool, _ kind: UserType.Kind)
        -> SQLType?
    {
        guard !type.isArray else { return nil }
        switch type.base {
        case .builtin(let builtin): return test(builtin) ? builtin.subtype.map { SQLType($0) } : nil
        case .user(let handle):
            let described = scope.describeType(handle)
            return described.kind == kind ? described.underlying : nil
        }
    }

    private func castContext(_ from: SQLType, _ to: SQLType) -> Context? {
        guard let source = from.builtin, let target = to.builtin else {
            // Enumerations and composites have no casts of their own beyond input and output.
            return from.isArray || to.isArray || !isRecord(from, to) ? nil : .implicit
        }
        return Self.casts[Pair(source: source, target: target)]
    }

    /// A named composite type is a record.
    private func isRecord(_ from: SQLType, _ to: SQLType) -> Bool {
        to.is(.record) && category(from) == .composite
    }

    /// Input and output functions cast anything to a string type on assignment, and any string type
    /// to anything when asked explicitly (`find_coercion_pathway`).
    private func throughText(_ from: SQLType, _ to: SQLType, _ context: Context) -> Bool {
        if category(to) == .string { return context >= .assignment }
        if category(from) == .string { return context == .explicit }
        return false
    }

    private struct Pair: Hashable {
        var source: BuiltinType
        var target: BuiltinType
    }

    private static let casts: [Pair: Context] = {
        var result: [Pair: Context] = [:]
        for fields in DataTable(builtinCastsData).rows {
            guard let source = BuiltinType(String(fields[0])),
                let target = BuiltinType(String(fields[1]))
            else { continue }
            result[Pair(source: source, target: target)] =
                fields[2] == "i" ? .implicit : fields[2] == "a" ? .assignment : .explicit
        }
        return result
    }()
}
