import SchemaCatalog

/// Assertions about indexes.
enum IndexRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        // Forms that name the index alone look in every table.
        guard let table = context.text("table") else { return .unknown }
        guard let relation = context.find(ObjectKind.relations, table) else { return ClaimRules.missing("table", table, context) }
        guard let name = context.text("index") else { return .unknown }
        guard let index = context.child([.index], of: relation, name) else {
            return .missing("index \"\(name)\" on \"\(relation.id.name)\" does not exist", name: name)
        }
        switch context.signature.aspect {
        case "existence", "existence|columns": return .proves([Claim(index.id, .existence)])
        case "columns": return columns(index, context)
        case "unique": return ClaimRules.compare(index, .uniqueness, .text("unique"), context)
        case "access_method": return ClaimRules.compare(index, .method, .text(context.text("type") ?? ""), context)
        case "partial": return index.facets[.predicate] == .null ? .fails("index \"\(name)\" is not partial", name: name) : .proves([Claim(index.id, .predicate)])
        default: return .proves([Claim(index.id, .existence)])
        }
    }

    /// Column lists fold case and expressions are compared as the server prints them.
    private static func columns(_ index: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        guard let wanted = context.names("columns", "column") else { return .unknown }
        guard case .list(let actual)? = index.facets[.columns] else { return .unknown }
        if actual.map({ $0.lowercased() }) == wanted.map({ $0.lowercased() }) { return .proves([Claim(index.id, .columns)]) }
        if actual.contains(where: { $0.contains("(") }) { return .unknown }
        return .fails("index \"\(index.id.name)\" is on (\(actual.joined(separator: ", "))), not (\(wanted.joined(separator: ", ")))", name: index.id.name)
    }
}
