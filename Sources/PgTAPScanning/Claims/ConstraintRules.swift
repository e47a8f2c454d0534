import SchemaCatalog
import SQLText

/// Assertions about keys and checks.
enum ConstraintRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        let kind = context.signature.subjectKind
        guard let table = context.text(.table) ?? context.text(.fkTable) else { return .unknown }
        let schemaRole = context.has(.fkSchema) ? ArgumentRole.fkSchema : .schema
        let isNegative = context.signature.polarity == .valueNot
        guard let relation = context.relation(ObjectKind.relations, table, schema: schemaRole)
        else {
            return isNegative
                ? .passesWithout(table, missing: table)
                : ClaimRules.missing(.table, table, context)
        }
        guard let kind else { return .unknown }
        let constraints = context.children([kind], of: relation)
        switch context.signature.aspect {
        case .existence: return existence(constraints, relation, kind)
        case .columns:
            guard let columns = context.names(.columns, .column) else { return .unknown }
            return isNegative
                ? withoutColumns(constraints, columns, relation)
                : withColumns(constraints, columns, relation, kind)
        case .columnsAndTarget: return target(constraints, relation, context)
        default: return .unknown
        }
    }

    /// `has_pk`, `has_unique`, …: there is one; it names none, so it proves one only where it is
    /// alone.
    private static func existence(
        _ constraints: [CatalogObject], _ relation: CatalogObject, _ kind: ObjectKind
    ) -> ClaimOutcome {
        guard let first = constraints.first else {
            return .fails(
                "table \"\(relation.id.name)\" has no \(kind.rawValue.spaced)",
                name: relation.id.name)
        }
        return .proves(
            constraints.count == 1
                ? [Claim(first.id, .existence)] : [Claim(relation.id, .existence)])
    }

    private static func withColumns(
        _ constraints: [CatalogObject], _ columns: [String], _ relation: CatalogObject,
        _ kind: ObjectKind
    ) -> ClaimOutcome {
        let matching = constraints.filter { $0.facets[.columns] == .list(columns) }
        guard !matching.isEmpty else {
            if constraints.contains(where: { $0.facets[.columns] == .unknown }) { return .unknown }
            return .fails(
                "table \"\(relation.id.name)\" has no \(kind.rawValue.spaced) on (\(columns.joined(separator: ", ")))",
                name: relation.id.name,
                about: constraints.count == 1 ? [Claim(constraints[0].id, .columns)] : [])
        }
        return .proves(matching.flatMap { [Claim($0.id, .columns)] })
    }

    /// `col_isnt_pk`, `col_isnt_fk`: passes as well where there is no such column.
    private static func withoutColumns(
        _ constraints: [CatalogObject], _ columns: [String], _ relation: CatalogObject
    ) -> ClaimOutcome {
        guard let found = constraints.first(where: { $0.facets[.columns] == .list(columns) }) else {
            return .passesWithout(relation.id.name)
        }
        return .fails(
            "(\(columns.joined(separator: ", "))) is the key \"\(found.id.name)\"",
            name: relation.id.name)
    }

    /// `fk_ok`: the key's columns, and what they refer to.
    private static func target(
        _ keys: [CatalogObject], _ relation: CatalogObject, _ context: ClaimContext
    ) -> ClaimOutcome {
        guard let columns = context.names(.fkColumns, .fkColumn),
            let table = context.text(.pkTable),
            let referenced = context.names(.pkColumns, .pkColumn)
        else { return .unknown }
        let suffix = "\(table)(\(referenced.joined(separator: ", ")))"
        let schemas = context.has(.pkSchema) ? [context.text(.pkSchema)] : context.schemas()
        let wanted = Set(schemas.compactMap { $0 }.map { "\($0).\(suffix)" })
        let onColumns = keys.filter { $0.facets[.columns] == .list(columns) }
        let matching = onColumns.filter { key in
            guard case .text(let reference)? = key.facets[.reference] else { return false }
            return wanted.contains(reference)
        }
        guard !matching.isEmpty else {
            return .fails(
                "table \"\(relation.id.name)\" has no foreign key (\(columns.joined(separator: ", "))) to \(suffix)",
                name: relation.id.name,
                about: keys.filter { $0.facets[.columns] == .list(columns) }.map {
                    Claim($0.id, .reference)
                })
        }
        let claims = matching.flatMap { [Claim($0.id, .reference), Claim($0.id, .columns)] }
        // Of several keys on the same columns pgTAP takes one.
        return onColumns.count == matching.count ? .proves(claims) : .undecided(claims)
    }
}
