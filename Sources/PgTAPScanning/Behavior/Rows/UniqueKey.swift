import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// A primary key, unique constraint, unique index or exclusion, and whether two rows have the same
/// of it.
struct UniqueKey {
    var id: ObjectID
    private var elements: [Element]
    private var predicate: Expression?
    /// Of the table's columns.
    private var types: [String: FacetValue]
    /// Columns of the table that draw from a sequence what they are not given.
    private var drawn: Set<String>

    private enum Element {
        case column(String)
        case expression(Expression)
        /// The operator that must not hold between two values.
        case conflict(OperatorName, Expression)
    }

    /// Those of a table; an index that stands for a constraint is the constraint.
    static func all(of table: CatalogObject, _ context: ExerciseContext) -> [UniqueKey] {
        let constraints = context.children([.primaryKey, .unique], of: table)
        let names = Set(constraints.map(\.id.name))
        let indexes = context.children([.index], of: table).filter {
            $0.facets[.uniqueness] == .text("unique") && !names.contains($0.id.name)
        }
        let columns = context.columns(of: table)
        return (constraints + indexes).compactMap { object in
            guard case .list(let names)? = object.facets[.columns], !names.isEmpty else {
                return nil
            }
            var key = UniqueKey(object.id, columns)
            key.elements = names.compactMap { name in
                key.types[name] != nil
                    ? .column(name) : StoredCondition.expression(name).map(Element.expression)
            }
            return key.elements.count == names.count && key.setPredicate(of: object) ? key : nil
        }
    }

    /// The exclusions of a table.
    static func exclusions(of table: CatalogObject, _ context: ExerciseContext) -> [UniqueKey] {
        let columns = context.columns(of: table)
        let indexes = context.children([.index], of: table)
        return context.children([.exclusion], of: table).compactMap { object in
            var key = UniqueKey(object.id, columns)
            key.elements = object.definition.conditions.compactMap { condition in
                guard case .operator(let name, let value?, _) = condition else { return nil }
                if name.symbol == "=", case .column(let parts) = value, let column = parts.last {
                    return .column(column)
                }
                return .conflict(name, value)
            }
            guard !key.elements.isEmpty,
                let index = indexes.first(where: { $0.id.name == object.id.name })
            else { return nil }
            return key.setPredicate(of: index) ? key : nil
        }
    }

    private init(_ id: ObjectID, _ columns: [CatalogObject]) {
        (self.id, elements) = (id, [])
        types = Dictionary(columns.map { ($0.id.name, $0.facets[.type] ?? .null) }) { first, _ in
            first
        }
        drawn = Set(columns.lazy.filter(Self.isDrawn).map(\.id.name))
    }

    /// Whether the predicate, if there is one, can be evaluated.
    private mutating func setPredicate(of index: CatalogObject) -> Bool {
        guard case .text(let text)? = index.facets[.predicate] else { return true }
        predicate = StoredCondition.expression(text)
        return predicate != nil
    }

    /// Whether a column's value is a sequence's next where it is given none.
    static func isDrawn(_ column: CatalogObject) -> Bool {
        if case .text? = column.facets[.identity] { return true }
        guard case .text(let value)? = column.facets[.default] else { return false }
        return value.contains("nextval(")
    }

    /// Whether a sequence may come upon a value that a row was given: it begins with 1, and rows
    /// that tests give a number by hand do not move it on.
    static func mayBeDrawn(_ value: RowValue?) -> Bool {
        guard let text = value?.constant?.text, let number = Int(text) else { return false }
        return (1..<100).contains(number)
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
            guard let own = row[name] else {
                return drawn.contains(name) && Self.mayBeDrawn(other[name]) ? nil : false
            }
            guard !own.isNull else { return false }
            return other[name].map { $0 == own } ?? false
        case .expression(let expression):
            let own = value(expression, row, nulls)
            let others = value(expression, other, [])
            if own == .null || others == .null { return false }
            guard own != .unknown, others != .unknown else { return nil }
            return own == others
        case .conflict(let name, let expression):
            let values = [value(expression, row, nulls), value(expression, other, [])]
            if values.contains(.null) { return false }
            var environment = Environment()
            environment.variable = { $0 == "own" ? values[0] : values[1] }
            var evaluator = Evaluator(environment)
            return evaluator.evaluate(
                .operator(name, left: .column(["own"]), right: .column(["other"]))
            ).truth
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
