import SchemaCatalog

/// Assertions about columns.
enum ColumnRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        guard let table = context.text(.table), let name = context.text(.column) else {
            return .unknown
        }
        // Of most assertions the column is all that need be looked up.
        if let column = context.column(name, ofQualified: table) {
            return outcome(column, context)
        }
        guard let relation = context.relation(ObjectKind.anyRelation, table) else {
            return ClaimRules.missing(.table, table, context)
        }
        guard let column = context.child([.column], of: relation, name) else {
            return missing(name, relation, context)
        }
        return outcome(column, context)
    }

    private static func outcome(_ column: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        switch context.signature.aspect {
        case .existence: return .proves([Claim(column.id, .existence)])
        case .type: return type(column, context)
        case .notNull: return nullability("not null", column, context)
        case .nullable: return nullability("nullable", column, context)
        case .defaultExists: return hasDefault(column, context)
        case .defaultValue: return DefaultRules.outcome(column, context)
        default: return .unknown
        }
    }

    private static func missing(_ name: String, _ relation: CatalogObject, _ context: ClaimContext)
        -> ClaimOutcome
    {
        if case .unknown? = relation.facets[.columns] { return .unknown }
        if relation.id.kind == .compositeType || relation.id.kind == .sequence { return .unknown }
        let dropped = context.catalog.drop(
            [.column], inSchema: relation.id.schema, relation: relation.id.name, named: name)
        let renamed = context.catalog.renamed(
            inSchema: relation.id.schema, relation: relation.id.name, from: name)
        let nearest =
            renamed?.id.name
            ?? NameHint.nearest(name, context.children([.column], of: relation).map(\.id.name))
        let hint =
            renamed.map(ClaimRules.renamedHint) ?? dropped.map(ClaimRules.droppedHint)
            ?? nearest.map { "; did you mean \"\($0)\"?" } ?? ""
        return .missing(
            "column \"\(name)\" of \"\(relation.id.name)\" does not exist\(hint)", name: name,
            nearest: nearest)
    }

    private static func type(_ column: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        guard let wanted = context.text(.type), case .text(let actual)? = column.facets[.type]
        else {
            return .undecided([Claim(column.id, .existence)])
        }
        switch TypeText.compare(wanted, with: actual, context) {
        case .equal: return .proves([Claim(column.id, .type)])
        case .spelled: return .undecided([Claim(column.id, .type)])
        case .different:
            return .fails(
                "column \"\(column.id.name)\" is of type \(actual), not \(wanted)",
                name: column.id.relation ?? "", about: [Claim(column.id, .type)])
        }
    }

    private static func nullability(
        _ wanted: String, _ column: CatalogObject, _ context: ClaimContext
    ) -> ClaimOutcome {
        guard column.facets[.nullability] == nil else {
            return ClaimRules.compare(column, .nullability, .text(wanted), context)
        }
        // No column of a view is marked as not null.
        return wanted == "nullable"
            ? .proves([Claim(column.id, .existence)])
            : .fails(
                "column \"\(column.id.name)\" of a view is never marked NOT NULL",
                name: column.id.relation ?? "")
    }

    private static func hasDefault(_ column: CatalogObject, _ context: ClaimContext) -> ClaimOutcome
    {
        // Columns of views have no such facet: they have a default only where one was set on the
        // view.
        let isSet = [.default, .generated].contains { (column.facets[$0] ?? .null) != .null }
        let wanted = context.signature.polarity == .value
        // A set default is known to be set even where its text is not known; unlike its value, that
        // is all this assertion checks.
        guard isSet == wanted else {
            return .fails(
                "column \"\(column.id.name)\" has \(isSet ? "a" : "no") default",
                name: column.id.relation ?? "", about: [Claim(column.id, .default)])
        }
        return .proves([Claim(column.id, .default)])
    }
}
