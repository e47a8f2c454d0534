import SchemaCatalog
import SQLText

/// `*_are` and `can`: lists of names, each of which exists where the assertion passes.
///
/// What extensions bring is not in the catalog: where they may matter the outcome is undecided, and
/// the members that exist are proven all the same.
enum SetRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        switch context.signature.subject {
        case .column: return columns(context)
        case .index: return indexes(context)
        case .trigger: return children(.trigger, .triggers, context)
        case .policy: return children(.policy, .policies, context)
        case .rule: return rules(context)
        case .table: return relations(.table, .tables, context)
        case .view: return relations(.view, .views, context)
        case .materializedView: return relations(.materializedView, .materializedViews, context)
        case .foreignTable: return relations(.foreignTable, .foreignTables, context)
        case .sequence: return relations(.sequence, .sequences, context)
        case .enum: return members([.enum], .enums, context)
        case .domain: return members([.domain], .domains, context)
        case .type: return members(ObjectKind.types, .types, context)
        case .function: return functions(context)
        case .extension: return globals(.extension, .extensions, context)
        case .schema: return globals(.schema, .schemas, context)
        case .role:
            return globals(
                .role, context.has(.users) ? .users : context.has(.groups) ? .groups : .roles,
                context)
        case .partition: return partitions(context)
        case .cast: return casts(context)
        case .operator: return operators(context)
        case .language: return globals(.language, .languages, context)
        default: return .unknown
        }
    }

    private static func listed(_ role: ArgumentRole, _ context: ClaimContext) -> [String]? {
        context.list(role)
            ?? context.signature.roles.lazy.compactMap {
                $0 == .description ? nil : context.list($0)
            }.first
    }

    /// Compares a list with what there is, as a set.
    private static func compare(
        _ names: [String], _ found: [CatalogObject], _ role: ArgumentRole, of owner: String,
        more claims: [Claim] = []
    )
        -> ClaimOutcome
    {
        let what = role.rawValue.spaced
        let wanted = Set(names)
        let existing = Set(found.map(\.id.name))
        if let missing = names.first(where: { !existing.contains($0) }) {
            return .fails("\"\(missing)\" is not among the \(what) of \(owner)", name: missing)
        }
        if let extra = found.first(where: { !wanted.contains($0.id.name) }) {
            return .fails(
                "\"\(extra.id.name)\" is among the \(what) of \(owner), too", name: extra.id.name)
        }
        return .proves(found.map { Claim($0.id, .existence) } + claims)
    }

    // MARK: - Of a relation

    private static func columns(_ context: ClaimContext) -> ClaimOutcome {
        guard let table = context.text(.table), let names = listed(.columns, context) else {
            return .unknown
        }
        guard let relation = context.relation(ObjectKind.anyRelation, table) else {
            return names.isEmpty
                ? .passesWithout(table) : ClaimRules.missing(.table, table, context)
        }
        guard relation.facets[.columns] != .unknown, relation.id.kind != .sequence,
            relation.id.kind != .compositeType
        else { return .unknown }
        let found = context.children([.column], of: relation)
        return compare(
            names, found, .columns, of: "\"\(relation.id.name)\"",
            more: [Claim(relation.id, .columns)])
    }

    /// Indexes may be lacking behind the expressions that make their names, which is rare.
    private static func indexes(_ context: ClaimContext) -> ClaimOutcome {
        guard let table = context.text(.table), let names = listed(.indexes, context) else {
            return .unknown
        }
        guard let relation = context.relation(ObjectKind.relations, table) else {
            return names.isEmpty
                ? .passesWithout(table) : ClaimRules.missing(.table, table, context)
        }
        return compare(
            names, context.children([.index], of: relation), .indexes,
            of: "\"\(relation.id.name)\"")
    }

    /// Without a schema pgTAP takes as extra what tables of that name have in any schema, and as
    /// missing what no table at all has.
    private static func children(_ kind: ObjectKind, _ role: ArgumentRole, _ context: ClaimContext)
        -> ClaimOutcome
    {
        guard let table = context.text(.table), let names = listed(role, context) else {
            return .unknown
        }
        if let schema = context.text(.schema) {
            let relation = context.catalog.object(
                ObjectKind.relations, inSchema: schema, named: table)
            guard let relation else {
                return names.isEmpty
                    ? .passesWithout(table) : ClaimRules.missing(.table, table, context)
            }
            return compare(names, context.children([kind], of: relation), role, of: "\"\(table)\"")
        }
        let relations = context.catalog.schemaNames.compactMap {
            context.catalog.object(ObjectKind.relations, inSchema: $0, named: table)
        }
        let found = relations.flatMap { context.children([kind], of: $0) }
        let elsewhere = names.filter { name in !found.contains { $0.id.name == name } }
        guard elsewhere.isEmpty else {
            let isNowhere = elsewhere.contains { name in
                !context.catalog.objects.contains { $0.id.kind == kind && $0.id.name == name }
            }
            return isNowhere
                ? compare(names, found, role, of: "\"\(table)\"")
                : .undecided(
                    found.filter { names.contains($0.id.name) }.map { Claim($0.id, .existence) })
        }
        return compare(names, found, role, of: "\"\(table)\"")
    }

    /// A view's own rule counts.
    private static func rules(_ context: ClaimContext) -> ClaimOutcome {
        guard let table = context.text(.table), let names = listed(.rules, context) else {
            return .unknown
        }
        guard let relation = context.relation(ObjectKind.relations, table) else { return .unknown }
        let found = context.children([.rule], of: relation)
        guard relation.id.kind == .table else {
            return .undecided(
                found.filter { names.contains($0.id.name) }.map { Claim($0.id, .existence) })
        }
        return compare(names, found, .rules, of: "\"\(table)\"")
    }

    // MARK: - Of a schema

    private static func found(_ kinds: ObjectKinds, _ context: ClaimContext) -> [CatalogObject] {
        context.schemas().flatMap { $0.map { context.catalog.objects(kinds, inSchema: $0) } ?? [] }
    }

    private static func relations(_ kind: ObjectKind, _ role: ArgumentRole, _ context: ClaimContext)
        -> ClaimOutcome
    {
        guard let names = listed(role, context) else { return .unknown }
        guard context.text(.schema).map(context.knows) ?? true else { return .unknown }
        let visible = found([kind], context).filter { object in
            context.has(.schema)
                || context.visible(ObjectKind.anyRelation, object.id.name)?.id == object.id
        }
        let outcome = compare(names, visible, role, of: place(context))
        guard context.catalog.hasExtensions || !ofPgTAP.isDisjoint(with: names),
            case .fails = outcome
        else { return outcome }
        // An extension's tables would be among them.
        return visible.contains { !names.contains($0.id.name) }
            ? outcome : .undecided(proven(names, visible))
    }

    /// Views that stand where pgTAP is installed.
    private static let ofPgTAP: Set<String> = ["tap_funky", "pg_all_foreign_keys"]

    private static func members(_ kinds: ObjectKinds, _ role: ArgumentRole, _ context: ClaimContext)
        -> ClaimOutcome
    {
        guard let names = listed(role, context) else { return .unknown }
        guard context.text(.schema).map(context.knows) ?? true else { return .unknown }
        let all = found(kinds, context)
        // The types of extensions would be among them.
        if context.catalog.hasExtensions || kinds == ObjectKind.types {
            return .undecided(proven(names, all))
        }
        return compare(names, all, role, of: place(context))
    }

    private static func proven(_ names: [String], _ found: [CatalogObject]) -> [Claim] {
        let wanted = Set(names)
        return found.filter { wanted.contains($0.id.name) }.map { Claim($0.id, .existence) }
    }

    private static func place(_ context: ClaimContext) -> String {
        context.text(.schema).map { "schema \"\($0)\"" } ?? "the search path"
    }

    /// Names only: each overload of a listed name could be the one that exists. The functions of
    /// extensions, pgTAP's own among them, count.
    private static func functions(_ context: ClaimContext) -> ClaimOutcome {
        guard let names = listed(.functions, context) else { return .unknown }
        let all = found(ObjectKind.routines, context)
        let byName = Dictionary(grouping: all, by: \.id.name)
        let claims = Set(names).sorted().compactMap { name in
            byName[name].flatMap { $0.count == 1 ? Claim($0[0].id, .existence) : nil }
        }
        let isEach = names.allSatisfy { byName[$0] != nil }
        if context.signature.polarity == .subset, isEach { return .proves(claims) }
        return .undecided(claims)
    }

    private static func globals(_ kind: ObjectKind, _ role: ArgumentRole, _ context: ClaimContext)
        -> ClaimOutcome
    {
        guard let names = listed(role, context) else { return .unknown }
        // The server has others of its own, or an extension makes them.
        return .undecided(
            names.compactMap { context.catalog[ObjectID(kind, name: $0)] }.map {
                Claim($0.id, .existence)
            })
    }

    // MARK: - Others

    /// Names as `regclass` prints them: with their schema where the search path does not find them.
    private static func partitions(_ context: ClaimContext) -> ClaimOutcome {
        guard let table = context.text(.table), let names = listed(.partitions, context) else {
            return .unknown
        }
        guard let parent = context.relation([.table], table) else {
            return names.isEmpty
                ? .passesWithout(table) : ClaimRules.missing(.table, table, context)
        }
        guard InheritanceRules.isPartitioned(parent) else {
            return names.isEmpty
                ? .passesWithout(table)
                : .fails("table \"\(table)\" is not partitioned", name: table)
        }
        let partitions = InheritanceRules.children(of: parent, context)
        let listed = names.compactMap { name -> ObjectID? in
            let parts = RegisteredName(name)
            let schemas = parts.schema.map { [$0] } ?? context.searchPath
            return schemas.lazy.compactMap {
                context.catalog.object([.table, .foreignTable], inSchema: $0, named: parts.name)?.id
            }.first
        }
        guard Set(listed) == Set(partitions.map(\.id)), listed.count == names.count else {
            return .fails("table \"\(table)\" has other partitions than these", name: table)
        }
        // A partition has no other parent.
        return .proves(
            [Claim(parent.id, .partitioning)] + partitions.map { Claim($0.id, .inheritance) })
    }

    /// `source AS target`, of the whole database.
    private static func casts(_ context: ClaimContext) -> ClaimOutcome {
        guard let names = listed(.casts, context) else { return .unknown }
        let found = names.compactMap { name -> CatalogObject? in
            let sides = name.split(separator: " AS ", maxSplits: 1).map(String.init)
            return sides.count == 2 ? OperatorRules.cast(sides[0], sides[1], context) : nil
        }
        return .undecided(found.map { Claim($0.id, .existence) })
    }

    /// `name(left,right) RETURNS type`.
    private static func operators(_ context: ClaimContext) -> ClaimOutcome {
        guard let names = listed(.operators, context) else { return .unknown }
        let found = names.compactMap { text -> CatalogObject? in
            guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"),
                open < close
            else { return nil }
            let operands = text[text.index(after: open)..<close].split(separator: ",").map(
                String.init
            ).filter { $0 != "NONE" }
            return OperatorRules.operator(String(text[..<open]), operands, context)
        }
        return .undecided(found.map { Claim($0.id, .existence) })
    }
}
