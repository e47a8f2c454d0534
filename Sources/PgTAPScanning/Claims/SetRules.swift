import SchemaCatalog

/// `*_are` and `can`: lists of names, each of which exists where the assertion passes.
///
/// The catalog of migrations may lack what extensions bring, so a list that does not match it exactly
/// still proves its members that exist.
enum SetRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        switch context.signature.subject {
        case "column": return children([.column], "columns", context)
        case "index": return children([.index], "indexes", context)
        case "trigger": return children([.trigger], "triggers", context)
        case "policy": return children([.policy], "policies", context)
        case "rule": return children([.rule], "rules", context)
        case "table": return members([.table], "tables", context)
        case "view": return members([.view], "views", context)
        case "materialized_view": return members([.materializedView], "materialized_views", context)
        case "foreign_table": return members([.foreignTable], "foreign_tables", context)
        case "sequence": return members([.sequence], "sequences", context)
        case "enum": return members([.enum], "enums", context)
        case "domain": return members([.domain], "domains", context)
        case "type": return members(ObjectKind.types, "types", context)
        case "function": return functions(context)
        case "extension": return globals(.extension, "extensions", context)
        case "schema": return globals(.schema, "schemas", context)
        case "role": return globals(.role, context.has("users") ? "users" : context.has("groups") ? "groups" : "roles", context)
        case "partition": return partitions(context)
        case "cast": return casts(context)
        case "operator": return operators(context)
        case "language": return globals(.language, "languages", context)
        default: return .unknown
        }
    }

    private static func listed(_ role: String, _ context: ClaimContext) -> [String]? {
        context.list(role) ?? context.signature.roles.lazy.compactMap { $0 == "description" ? nil : context.list($0) }.first
    }

    private static func children(_ kinds: Set<ObjectKind>, _ role: String, _ context: ClaimContext) -> ClaimOutcome {
        guard let table = context.text("table"), let names = listed(role, context) else { return .unknown }
        guard let relation = context.find(ObjectKind.relations, table) else { return ClaimRules.missing("table", table, context) }
        let found = names.compactMap { context.child(kinds, of: relation, $0) }
        // Without a schema pgTAP finds triggers and policies of any table.
        let isOfAnyTable = !context.has("schema") && (kinds.contains(.trigger) || kinds.contains(.policy))
        var claims = found.filter { !isOfAnyTable || context.catalog.isUniqueName($0.id) }.map { Claim($0.id, .existence) }
        if kinds.contains(.column), case .list(let columns)? = relation.facets[.columns], Set(columns) == Set(names) {
            claims.append(Claim(relation.id, .columns))
        }
        if kinds.contains(.column), relation.facets[.columns] == .unknown { return .unknown }
        if found.count < names.count, let missing = names.first(where: { context.child(kinds, of: relation, $0) == nil }) {
            return .fails("\"\(missing)\" is no \(role) of \"\(relation.id.name)\"", name: missing)
        }
        return .proves(claims)
    }

    private static func members(_ kinds: Set<ObjectKind>, _ role: String, _ context: ClaimContext) -> ClaimOutcome {
        guard let names = listed(role, context) else { return .unknown }
        return .proves(names.compactMap { context.find(kinds, $0) }.map { Claim($0.id, .existence) })
    }

    /// Names only: each overload of a listed name could be the one that exists.
    static func functions(_ context: ClaimContext) -> ClaimOutcome {
        guard let names = listed("functions", context) else { return .unknown }
        let found = names.compactMap { name -> CatalogObject? in
            let all = context.schemas().flatMap { schema in
                context.catalog.objects(ObjectKind.routines, inSchema: schema, named: name)
            }
            return all.count == 1 ? all[0] : nil
        }
        return .proves(found.map { Claim($0.id, .existence) })
    }

    private static func globals(_ kind: ObjectKind, _ role: String, _ context: ClaimContext) -> ClaimOutcome {
        guard let names = listed(role, context) else { return .unknown }
        return .proves(names.compactMap { context.catalog[ObjectID(kind, name: $0)] }.map { Claim($0.id, .existence) })
    }
    /// Names as `regclass` prints them: with their schema where the search path does not find them.
    private static func partitions(_ context: ClaimContext) -> ClaimOutcome {
        guard let table = context.text("table"), let names = listed("partitions", context) else { return .unknown }
        guard let parent = context.find([.table], table) else { return ClaimRules.missing("table", table, context) }
        let own = "\(parent.id.schema ?? "").\(parent.id.name)"
        let found = names.compactMap { name -> CatalogObject? in
            let parts = RegisteredName(name)
            let schemas = parts.schema.map { [$0] } ?? context.assertion.searchPath ?? context.catalog.searchPath
            return schemas.lazy.compactMap { context.catalog.object([.table, .foreignTable], inSchema: $0, named: parts.name) }.first
        }
        let partitions = found.filter { Facet.inheritance.parts(of: $0.facets[.inheritance])?.contains(own) ?? false }
        guard partitions.count == names.count else { return .fails("table \"\(table)\" has other partitions than these", name: table) }
        // A partition has no other parent.
        return .proves([Claim(parent.id, .partitioning)] + partitions.map { Claim($0.id, .inheritance) })
    }

    /// `source AS target`, of the whole database.
    private static func casts(_ context: ClaimContext) -> ClaimOutcome {
        guard let names = listed("casts", context) else { return .unknown }
        return .proves(names.compactMap { context.catalog[ObjectID(.cast, name: $0)] }.map { Claim($0.id, .existence) })
    }

    /// `name(left,right) RETURNS type`.
    private static func operators(_ context: ClaimContext) -> ClaimOutcome {
        guard let names = listed("operators", context) else { return .unknown }
        let found = names.compactMap { text -> CatalogObject? in
            guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else { return nil }
            let operands = text[text.index(after: open)..<close].split(separator: ",").map(String.init).filter { $0 != "NONE" }
            return context.schemas().lazy.compactMap { context.catalog[ObjectID(.operator, schema: $0, name: String(text[..<open]), arguments: operands)] }.first
        }
        return .proves(found.map { Claim($0.id, .existence) })
    }
}
