import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// A primary key, unique constraint or unique index, and whether two rows have the same of it.
struct UniqueKey {
    var id: ObjectID
    private var elements: [Element]
    private var predicate: Expression?

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
        let columns = Set(context.columns(of: table).map(\.id.name))
        return (constraints + indexes).compactMap { UniqueKey($0, columns) }
    }

    private init?(_ object: CatalogObject, _ columns: Set<String>) {
        guard case .list(let names)? = object.facets[.columns], !names.isEmpty else { return nil }
        id = object.id
        elements = names.compactMap { name in
            columns.contains(name)
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
                switch Self.value(predicate, row, nulls) {
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
            let own = Self.value(expression, row, nulls)
            let others = Self.value(expression, other, [])
            if own == .null || others == .null { return false }
            guard own != .unknown, others != .unknown else { return nil }
            return own == others
        }
    }

    private static func value(
        _ expression: Expression, _ row: [String: RowValue], _ nulls: Set<String>
    ) -> Value {
        var environment = Environment()
        environment.variable = { name in
            row[name]?.constant ?? (nulls.contains(name) ? .null : .unknown)
        }
        var evaluator = Evaluator(environment)
        return evaluator.evaluate(expression)
    }
}
