import QueryAnalysis
import SQLSyntax

extension CatalogBuilder {
    /// As `pg_get_partkeydef()` prints it (`src/backend/utils/adt/ruleutils.c`).
    func partitionKey(of relation: RelationState) -> FacetValue {
        guard let key = relation.partitionKey else { return .null }
        guard !key.namesOperatorClasses else { return .unknown }
        var elements: [String] = []
        for (element, collation) in zip(key.elements, key.collations) {
            guard let text = text(element, of: relation) else { return .unknown }
            elements.append(
                text + (collation.map { " COLLATE \(QuotedIdentifier.quote($0))" } ?? ""))
        }
        return .text("\(key.strategy.uppercased()) (\(elements.joined(separator: ", ")))")
    }

    private func text(_ element: IndexState.Element, of relation: RelationState) -> String? {
        switch element {
        case .column(let column): QuotedIdentifier.quote(relation.columns[column].name)
        case .expression(let stored): stored.bound.map { printed.printer(relation).indexText($0) }
        }
    }

    /// As `pg_get_expr()` prints `relpartbound` (`get_rule_expr()`).
    func partitionBound(of relation: RelationState) -> FacetValue {
        guard let bound = relation.partitionBound else { return .null }
        let printer = printed.printer(relation)
        let tuple = { (limits: [PartitionBoundState.Limit]) in
            "(" + limits.map { $0.text(printer) }.joined(separator: ", ") + ")"
        }
        switch bound {
        case .unknown: return .unknown
        case .default: return .text("DEFAULT")
        case .hash(let modulus, let remainder):
            return .text("FOR VALUES WITH (modulus \(modulus), remainder \(remainder))")
        case .list(let items):
            return .text(
                "FOR VALUES IN (\(items.map(printer.bareText).joined(separator: ", ")))")
        case .range(let from, let to):
            return .text("FOR VALUES FROM \(tuple(from)) TO \(tuple(to))")
        }
    }
}

extension PartitionBoundState.Limit {
    fileprivate func text(_ printer: ExpressionPrinter) -> String {
        switch self {
        case .minimum: "MINVALUE"
        case .maximum: "MAXVALUE"
        case .value(let value): printer.bareText(value)
        }
    }
}
