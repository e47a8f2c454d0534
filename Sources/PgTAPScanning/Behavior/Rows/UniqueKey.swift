import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// A primary key, unique constraint or unique index, and whether two rows have the same of it.
struct UniqueKey {
    var id: ObjectID
    private var elements: [Element]
    private var predicate: Expression?
    /// Of the table's columns.
    private var types: [String: FacetValue]

    private enum Element {
        case column(String)
        case expression(Expression)
    }

    /// Those of a table; an index that stands for a constraint is the constraint.
    static func all(of table: CatalogObject, _ context: ExerciseContext) -> [UniqueKey] {
        let constraints = context.children([.primaryKey, .unique], of: table)
        let names = Set(constraints.map(\.id.name))
        let indexes = context.children([.index], of: table).filter {
            $0.facets[.uniqueness] == .text("unique") && !names.contains($0.id.name)
        }
        let types = Dictionary(
            context.columns(of: table).map { ($0.id.name, $0.facets[.type] ?? .null) }
        ) { first, _ in first }
        return (constraints + indexes).compactMap { UniqueKey($0, types) }
    }

    private init?(_ object: CatalogObject, _ types: [String: FacetValue]) {
        guard case .list(let names)? = object.facets[.columns], !names.isEmpty else { return nil }
        id = object.id
        self.types = types
        elements = names.compactMap { name in
            types[name] != nil
                ? .column(name) : StoredCondition.expression(name).map(Element.expression)
        }
        guard elements.count == names.count else { return nil }
        if case .text(let text)? = object.facets[.predicate] {
            guard let condition = StoredCondition.expression(text) else { return nil }
            predicate = condition
        }
    }

    /// Whether a row cannot be put beside another; nil where that cannot be told. A value that is
    /// not known of the row itself is a new one: the server or the default makes it.
    ///
    /// - Parameter nulls: Columns of the row itself that are null because nothing sets them.
    func isMet(
        by row: [String: RowValue], nulls: Set<String>, _ other: [String: RowValue]
    ) -> Bool? {
        var result: Bool? = true
        if let predicate {
            for (row, nulls) in [(row, nulls), (other, Set<String>())] {
                switch value(predicate, row, nulls) {
                case .null: return false
                case let value where value.truth == false: return false
                case let value where value.truth == true: continue
                default: result = nil
                }
            }
        }
        for element in elements {
            switch isSame(element, row, nulls, other) {
            case true?: continue
            case false?: return false
            case nil: result = nil
            }
        }
        return result
    }

    private func isSame(
        _ element: Element, _ row: [String: RowValue], _ nulls: Set<String>,
        _ other: [String: RowValue]
    ) -> Bool? {
        switch element {
        case .column(let name):
            guard let own = row[name], !own.isNull else { return false }
            return other[name].map { $0 == own } ?? false
        case .expression(let expression):
            let own = value(expression, row, nulls)
            let others = value(expression, other, [])
            if own == .null || others == .null { return false }
            guard own != .unknown, others != .unknown else { return nil }
            return own == others
        }
    }

    private func value(
        _ expression: Expression, _ row: [String: RowValue], _ nulls: Set<String>
    ) -> Value {
        var environment = Environment()
        environment.variable = { name in
            row[name]?.value(as: types[name]) ?? (nulls.contains(name) ? .null : .unknown)
        }
        var evaluator = Evaluator(environment)
        return evaluator.evaluate(expression)
    }
}
