import SchemaCatalog
import SQLSyntax

/// Assertions about indexes.
enum IndexRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        guard let name = context.text(.index) else { return anyIndex(context) }
        guard context.has(.table) else {
            // Forms that name the index alone look in every table.
            let found = context.schemas().compactMap {
                context.catalog.index(inSchema: $0, named: name)
            }
            if found.count > 1, context.signature.lookup == .anySchema { return .unknown }
            return found.first.map { facet($0, context) }
                ?? ClaimRules.missing(.index, name, context)
        }
        guard let table = context.text(.table) else { return .unknown }
        var relations = context.relations(ObjectKind.relations, table)
        guard !relations.isEmpty else { return ClaimRules.missing(.table, table, context) }
        // In every schema, the table that has it.
        if relations.count > 1 {
            relations = relations.filter { context.child([.index], of: $0, name) != nil }
        }
        guard relations.count == 1 else { return .unknown }
        guard let index = context.child([.index], of: relations[0], name) else {
            return .missing(
                "index \"\(name)\" on \"\(table)\" does not exist", name: name,
                nearest: NearMissRules.nearest(name, [.index], relations, context))
        }
        return facet(index, context)
    }

    private static func facet(_ index: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        switch context.signature.aspect {
        case .existence: return existence(index, context)
        case .columns: return columns(index, context)
        // Decided at run time.
        case .existenceOrColumns:
            return context.has(.column) ? columns(index, context) : existence(index, context)
        case .unique: return ClaimRules.compare(index, .uniqueness, .text("unique"), context)
        case .accessMethod:
            return ClaimRules.compare(index, .method, .text(context.text(.type) ?? ""), context)
        case .partial:
            return index.facets[.predicate] == .null
                ? .fails("index \"\(index.id.name)\" is not partial", name: index.id.name)
                : .proves([Claim(index.id, .predicate)])
        case .primary: return primary(index, context)
        // Clustering is no facet.
        default: return .undecided([Claim(index.id, .existence)])
        }
    }

    /// A description with a parenthesis is read as a column.
    private static func existence(_ index: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        let isReread = !context.has(.schema) && context.text(.description)?.contains("(") ?? false
        return isReread
            ? .undecided([Claim(index.id, .existence)]) : .proves([Claim(index.id, .existence)])
    }

    private static func primary(_ index: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        let key = ObjectID(
            .primaryKey, schema: index.id.schema, relation: index.id.relation, name: index.id.name)
        guard context.catalog[key] != nil else {
            return .fails("index \"\(index.id.name)\" is no primary key's", name: index.id.name)
        }
        return .proves([Claim(index.id, .existence), Claim(key, .existence)])
    }

    /// The server compares with the columns as it prints them, in quotes where they need them.
    private static func columns(_ index: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        guard let wanted = context.names(.columns, .column) else { return .unknown }
        guard let actual = seen(index) else {
            return .undecided([Claim(index.id, .existence)])
        }
        if printed(actual) == wanted { return .proves([Claim(index.id, .columns)]) }
        if isSame(actual, wanted) { return .undecided([Claim(index.id, .columns)]) }
        // An expression may be written in other words than the server's.
        if wanted.count == actual.count, actual.contains(where: { $0.contains("(") }) {
            return .undecided([Claim(index.id, .existence)])
        }
        return .fails(
            "index \"\(index.id.name)\" is on (\(actual.joined(separator: ", "))), not (\(wanted.joined(separator: ", ")))",
            name: index.id.name,
            about: [Claim(index.id, .columns)])
    }

    /// As `pg_get_indexdef()` prints them.
    private static func printed(_ names: [String]) -> [String] {
        names.map(QuotedIdentifier.indexColumn)
    }

    /// The columns as pgTAP sees them: those that INCLUDE adds stand behind the others.
    private static func seen(_ index: CatalogObject) -> [String]? {
        guard case .list(let columns)? = index.facets[.columns] else { return nil }
        return columns + index.definition.included
    }

    private static func isSame(_ actual: [String], _ wanted: [String]) -> Bool {
        actual.map { $0.lowercased() } == wanted.map { $0.lowercased() }
    }

    /// `is_indexed`: some index has exactly these columns. Where there is but one, it is that.
    private static func anyIndex(_ context: ClaimContext) -> ClaimOutcome {
        guard let table = context.text(.table), let wanted = context.names(.columns, .column)
        else { return .unknown }
        let relations = context.relations(ObjectKind.relations, table)
        guard let relation = relations.first else {
            return ClaimRules.missing(.table, table, context)
        }
        guard relations.count == 1 else { return .unknown }
        let indexes = context.children([.index], of: relation)
        let fitting = indexes.filter { index in
            seen(index).map { isSame($0, wanted) } ?? false
        }
        let isExact = fitting.contains { seen($0).map(printed) == wanted }
        if fitting.isEmpty {
            let isTold = indexes.allSatisfy {
                seen($0).map { !$0.contains { $0.contains("(") } } ?? false
            }
            return isTold
                ? .fails(
                    "table \"\(table)\" has no index on (\(wanted.joined(separator: ", ")))",
                    name: table) : .unknown
        }
        let claims =
            fitting.count == 1 ? [Claim(fitting[0].id, .columns)] : [Claim(relation.id, .existence)]
        return isExact ? .proves(claims) : .undecided(claims)
    }
}
