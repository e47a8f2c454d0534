import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// Assertions about types, enums and domains.
enum TypeRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        guard let name = context.subjectName else { return .unknown }
        switch context.signature.subject {
        case .enum: return enumeration(name, context)
        case .domain: return domain(name, context)
        default: return type(name, context)
        }
    }

    /// `has_type` finds row types, and no ranges.
    private static func type(_ name: String, _ context: ClaimContext) -> ClaimOutcome {
        if let found = context.find(ObjectKind.types, name) {
            return .proves([Claim(found.id, .existence)])
        }
        if let relation = context.find(ObjectKind.relations, name) {
            return .proves([Claim(relation.id, .existence)])
        }
        if let element = arrayElement(name, context) {
            return .proves([Claim(element.id, .existence)])
        }
        if !context.has(.schema), isServers(name) { return .proves([]) }
        return ClaimRules.missing(.type, name, context)
    }

    /// What an array type is made with (`makeArrayTypeName`, `src/backend/catalog/pg_type.c`): a
    /// type or a relation whose name stands behind the underscore. pgTAP takes it for a type.
    static func arrayElement(_ name: String, _ context: ClaimContext) -> CatalogObject? {
        elementName(name).flatMap {
            context.find(ObjectKind.allTypes.union(ObjectKind.relations), $0)
        }
    }

    /// Whether the server has a type of this name in `pg_type`, or arrays of one.
    static func isServers(_ name: String) -> Bool {
        BuiltinType(name) != nil || elementName(name).map { BuiltinType($0) != nil } ?? false
    }

    private static func elementName(_ name: String) -> String? {
        name.utf8.first == UInt8(ascii: "_") ? String(name.dropFirst()) : nil
    }

    private static func enumeration(_ name: String, _ context: ClaimContext) -> ClaimOutcome {
        guard let found = context.find([.enum], name) else {
            return ClaimRules.missing(.enum, name, context)
        }
        guard context.signature.aspect == .labels else {
            return .proves([Claim(found.id, .existence)])
        }
        return ClaimRules.compare(found, .labels, .list(context.list(.labels) ?? []), context)
    }

    /// `domain_type_is` folds the domain's name, and compares without a modifier.
    private static func domain(_ name: String, _ context: ClaimContext) -> ClaimOutcome {
        let isAboutType = context.signature.aspect == .baseType
        let lookup = isAboutType ? name.lowercased() : name
        guard let found = context.find([.domain], lookup) else {
            return ClaimRules.missing(.domain, name, context)
        }
        guard isAboutType else { return .proves([Claim(found.id, .existence)]) }
        guard let wanted = context.text(.type), case .text(let actual)? = found.facets[.baseType]
        else {
            return .undecided([Claim(found.id, .existence)])
        }
        let isNegative = context.signature.polarity == .valueNot
        // Over another domain pgTAP sees the modifier of what that one is over, as a number.
        if case .text(let inner)? = context.catalog.type([.domain], printed: actual)?
            .facets[.baseType],
            !TypeText.isServers(inner) || inner.contains("(")
        {
            return .undecided([Claim(found.id, isNegative ? .existence : .baseType)])
        }
        let compared = TypeText.compare(wanted, with: TypeText.ofDomain(actual), context)
        switch compared {
        case .equal where isNegative:
            return .fails("domain \"\(name)\" is over \(actual)", name: name)
        case .equal: return .proves([Claim(found.id, .baseType)])
        case .spelled:
            return isNegative
                ? .undecided([Claim(found.id, .existence)])
                : .undecided([Claim(found.id, .baseType)])
        case .different where isNegative: return .proves([Claim(found.id, .existence)])
        case .different:
            return .fails(
                TypeText.isNamedAnew(actual)
                    ? "domain \"\(name)\" is over \(actual), which pgTAP sees as \(TypeText.ofDomain(actual))"
                    : TypeText.compare(wanted, with: actual, context) == .equal
                        ? "domain \"\(name)\" is over \(actual), of which pgTAP sees no modifier"
                        : "domain \"\(name)\" is over \(actual), not \(wanted)", name: name,
                about: [Claim(found.id, .baseType)])
        }
    }
}
