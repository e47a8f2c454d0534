import QueryAnalysis
import SQLText
import SchemaCatalog

/// What each kind of schema assertion proves, and whether it passes.
///
/// Each rule follows the query that pgTAP runs. Where versions of pgTAP differ, or what the query
/// sees is not in the catalog, the outcome is undecided.
enum ClaimRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        let outcome = known(context)
        switch outcome {
        // Of a platform's own schema only what migrations add is known.
        case .fails, .missing, .passesWithout: return context.asksForeignSchema ? .unknown : outcome
        case .proves, .provesPart, .undecided: return outcome
        }
    }

    private static func known(_ context: ClaimContext) -> ClaimOutcome {
        switch context.signature.family {
        case .absence: AbsenceRules.outcome(context)
        case .owner: OwnerRules.outcome(context)
        case .privileges: PrivilegeRules.outcome(context)
        case .set: SetRules.outcome(context)
        case .inheritance: InheritanceRules.outcome(context)
        case .whole(let kinds, let role): whole(kinds, role, context)
        case .type: TypeRules.outcome(context)
        case .global(let kind): global(kind, context)
        case .column: ColumnRules.outcome(context)
        case .constraint: ConstraintRules.outcome(context)
        case .index: IndexRules.outcome(context)
        case .function: FunctionRules.outcome(context)
        case .tableObject: TableObjectRules.outcome(context)
        case .operator: OperatorRules.outcome(context)
        case .none: .unknown
        }
    }

    // MARK: - Whole objects

    private static func name(_ role: ArgumentRole, _ context: ClaimContext) -> String? {
        context.text(role) ?? context.text(.name) ?? context.text(.table) ?? context.text(.type)
    }

    private static func whole(_ kinds: ObjectKinds, _ role: ArgumentRole, _ context: ClaimContext)
        -> ClaimOutcome
    {
        guard context.signature.aspect == .existence, let name = name(role, context) else {
            return .unknown
        }
        guard let found = context.relation(kinds, name) else { return missing(role, name, context) }
        return .proves([Claim(found.id, .existence)])
    }

    private static func global(_ kind: ObjectKind, _ context: ClaimContext) -> ClaimOutcome {
        guard let name = context.subjectName else { return .unknown }
        guard let found = context.catalog[ObjectID(kind, name: name)] else {
            // Roles and extensions may come from outside the migrations, and extensions bring
            // schemas.
            let isKnown =
                kind == .schema && !context.catalog.hasExtensions && !name.hasPrefix("pg_")
                && name != "information_schema"
            return isKnown ? .missing("schema \"\(name)\" does not exist", name: name) : .unknown
        }
        // Membership, LOGIN, SUPERUSER and an extension's schema are facts of no facet; they need
        // the object.
        let members =
            context.signature.polarity == .valueNot
            ? [] : context.names(.members, .member) ?? []
        let claims = ([found] + members.compactMap { context.catalog[ObjectID(kind, name: $0)] })
            .map { Claim($0.id, .existence) }
        let isWhole =
            context.signature.aspect == .existence
            && !(kind == .extension && context.has(.schema))
        return isWhole ? .proves(claims) : .undecided(claims)
    }

    // MARK: - Shared

    static func missing(_ role: ArgumentRole, _ name: String, _ context: ClaimContext)
        -> ClaimOutcome
    {
        let where_ = context.text(.schema).map { " in schema \"\($0)\"" } ?? ""
        if let schema = context.text(.schema),
            context.catalog.object([.schema], inSchema: nil, named: schema) == nil
        {
            // A schema of the server's, or one that the migrations do not make.
            return .unknown
        }
        if context.text(.schema) == nil, isServers(name, role) { return .unknown }
        // An extension may have brought it; what extensions hold is not known here.
        let mayBeExtensions =
            switch role {
            case .function, .type, .domain, .enum, .relation: true
            default: false
            }
        if mayBeExtensions, context.catalog.hasExtensions { return .unknown }
        let schemas = Set(context.schemas().compactMap { $0 })
        let kinds =
            role == .table
            ? ObjectKind.anyRelation
            : ObjectKind(rawValue: role.rawValue).map { [$0] } ?? ObjectKind.allTypes
        let dropped = schemas.sorted().lazy.compactMap {
            context.catalog.drop(kinds, inSchema: $0, named: name)
        }.first
        let renamed = schemas.sorted().lazy.compactMap {
            context.catalog.renamed(inSchema: $0, from: name)
        }.first
        let nearest = renamed?.id.name ?? context.catalog.nearestName(to: name, inSchemas: schemas)
        let hint =
            renamed.map(renamedHint) ?? dropped.map(droppedHint) ?? nearest.map {
                "; did you mean \"\($0)\"?"
            } ?? ""
        return .missing(
            "\(role.rawValue.spaced) \"\(name)\" does not exist\(where_)\(hint)",
            name: name, nearest: nearest)
    }

    /// Whether the server has one of its own, which every search path finds.
    private static func isServers(_ name: String, _ role: ArgumentRole) -> Bool {
        switch role {
        case .function: ServerFunctionResult.exists(name)
        case .type, .domain, .enum: TypeRules.isServers(name)
        default: ServerRelation.exists(name)
        }
    }

    static func renamedHint(_ renamed: (id: ObjectID, by: Provenance)) -> String {
        "; renamed to \"\(renamed.id.name)\" at \(renamed.by.location.file):\(renamed.by.location.line)"
    }

    static func droppedHint(_ drop: Provenance) -> String {
        "; dropped at \(drop.location.file):\(drop.location.line)"
    }

    /// Compares a facet with the value that an assertion names.
    static func compare(
        _ object: CatalogObject, _ facet: Facet, _ expected: FacetValue, _ context: ClaimContext
    ) -> ClaimOutcome {
        guard let actual = object.facets[facet], actual != .unknown else {
            return .undecided([Claim(object.id, .existence)])
        }
        guard actual == expected else {
            return .fails(
                "\(object.id.name): \(facet.rawValue) is \(actual.text), not \(expected.text)",
                name: object.id.name, about: [Claim(object.id, facet)])
        }
        return .proves([Claim(object.id, facet)])
    }
}

extension FacetValue {
    /// For messages.
    var text: String {
        switch self {
        case .text(let text): text
        case .list(let items): "(" + items.joined(separator: ", ") + ")"
        case .null: "not set"
        case .unknown: "unknown"
        }
    }
}
