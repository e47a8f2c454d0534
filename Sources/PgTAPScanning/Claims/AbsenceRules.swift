import QueryAnalysis
import SchemaCatalog
import SQLText

/// `hasnt_*`: passes where nothing is there, and proves that what migrations have dropped is gone.
enum AbsenceRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        guard case .text(let first)? = context.assertion.arguments.first?.value,
            !asksForServers(context)
        else { return .unknown }
        guard let subject = context.signature.subject else { return .unknown }
        if context.has(.table), let kind = childKinds[subject] {
            return child(kind, first, context)
        }
        if let kind = globalKinds[subject] {
            return context.subjectText.map {
                global(ObjectID(kind, name: $0), first, context)
            } ?? .unknown
        }
        if subject == .function { return function(first, context) }
        guard let kinds = relationKinds[subject] else { return .unknown }
        return whole(kinds, first, context)
    }

    /// Whether a relation of the server's own may be meant, which the catalog does not hold.
    private static func asksForServers(_ context: ClaimContext) -> Bool {
        if context.has(.schema) {
            return ["pg_catalog", "information_schema"].contains(context.text(.schema))
        }
        guard let name = context.text(.table) ?? context.subjectText else {
            return false
        }
        return context.signature.subject != .column && ServerRelation.exists(name)
            || context.text(.table).map(ServerRelation.exists) ?? false
    }

    private static let relationKinds: [AssertionSubject: ObjectKinds] = [
        .table: [.table], .view: [.view], .materializedView: [.materializedView],
        .foreignTable: [.foreignTable], .sequence: [.sequence],
        .relation: ObjectKind.anyRelation, .compositeType: [.compositeType],
        .type: ObjectKind.types, .enum: [.enum], .domain: [.domain],
    ]

    private static let childKinds: [AssertionSubject: ObjectKind] = [
        .column: .column, .index: .index, .trigger: .trigger, .rule: .rule,
        .primaryKey: .primaryKey, .foreignKey: .foreignKey,
    ]

    private static let globalKinds: [AssertionSubject: ObjectKind] = [
        .schema: .schema, .extension: .extension, .role: .role, .language: .language,
    ]

    // MARK: - By place

    private static func whole(_ kinds: ObjectKinds, _ first: String, _ context: ClaimContext)
        -> ClaimOutcome
    {
        guard
            let name = context.subjectText ?? context.text(.name) ?? context.text(.table)
                ?? context.text(.type)
        else { return .unknown }
        let isRelation = kinds.isSubset(of: ObjectKind.anyRelation)
        let found = isRelation ? context.relation(kinds, name) : context.find(kinds, name)
        if let found { return exists(found.id) }
        if kinds == ObjectKind.types, let element = TypeRules.arrayElement(name, context) {
            return exists(element.id)
        }
        // The server's own types are there, and so are those of extensions.
        if kinds == ObjectKind.types, TypeRules.isServers(name) || context.catalog.hasExtensions {
            return .unknown
        }
        let ids = context.schemas().flatMap { schema in
            kinds.map { ObjectID($0, schema: schema, name: name) }
        }
        return gone(ids, first, context)
    }

    private static func child(_ kind: ObjectKind, _ first: String, _ context: ClaimContext)
        -> ClaimOutcome
    {
        guard let table = context.text(.table) else { return .unknown }
        guard let relation = context.find(ObjectKind.anyRelation, table) else {
            return .passesWithout(first, missing: table)
        }
        guard let name = context.subjectText else {
            return context.children([kind], of: relation).first.map { exists($0.id) }
                ?? .passesWithout(first)
        }
        if let found = context.child([kind], of: relation, name) { return exists(found.id) }
        return gone(
            [ObjectID(kind, schema: relation.id.schema, relation: relation.id.name, name: name)],
            first, context)
    }

    private static func global(_ id: ObjectID, _ first: String, _ context: ClaimContext)
        -> ClaimOutcome
    {
        // Extensions of another schema, roles that may log in or not: which are asked for is not
        // told.
        if context.catalog[id] != nil {
            return context.signature.aspect == .existence && !context.has(.schema)
                ? exists(id) : .unknown
        }
        // The server has languages and roles of its own, and extensions from elsewhere.
        return id.kind == .schema || context.catalog.isDropped(id)
            ? gone([id], first, context) : .unknown
    }

    private static func function(_ first: String, _ context: ClaimContext) -> ClaimOutcome {
        guard let name = context.text(.function) else { return .unknown }
        let found = context.schemas().flatMap {
            context.catalog.objects(ObjectKind.routines, inSchema: $0, named: name)
        }
        let wanted = context.argumentTypes.map { $0.map { TypeText.canonical($0, context) } }
        if let first = found.first(where: { wanted == nil || $0.id.arguments == wanted }) {
            return exists(first.id)
        }
        // The server has functions of its own, which no schema or its own hides.
        if ServerFunctionResult.exists(name),
            !context.has(.schema) || context.text(.schema) == "pg_catalog"
        {
            return .unknown
        }
        // Without arguments it says that no function has the name.
        let ids = context.catalog.dropped.map(\.id).filter { id in
            ObjectKind.routines.contains(id.kind) && id.name == name
                && context.schemas().contains(id.schema)
                && (wanted == nil || id.arguments == wanted)
        }
        return .passesWithout(first, proving: ids.map { Claim($0, .absence) })
    }

    // MARK: - Outcomes

    private static func exists(_ id: ObjectID) -> ClaimOutcome {
        .fails("\(id.kind.rawValue.spaced) \"\(id.name)\" exists", name: id.name)
    }

    private static func gone(_ ids: [ObjectID], _ first: String, _ context: ClaimContext)
        -> ClaimOutcome
    {
        .passesWithout(
            first, proving: ids.filter(context.catalog.isDropped).map { Claim($0, .absence) })
    }
}
