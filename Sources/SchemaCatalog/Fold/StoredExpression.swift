import QueryAnalysis
import SQLSyntax

/// An expression of a table: a default, a check, an index's element or predicate.
struct StoredExpression {
    /// As written, with columns under their present names.
    var source: Expression
    /// As the server stores it; nil where it cannot be told.
    var bound: BoundExpression?
    /// Positions of the columns that it uses, in order of appearance.
    var columns: [Int]

    /// The default of a serial column.
    init(nextValueOf sequence: Int) {
        source = .other("nextval")
        bound = .nextValue(of: sequence)
        columns = []
    }

    init(_ source: Expression, _ bound: BoundExpression?, columns: [Int]) {
        self.source = source
        self.bound = bound
        self.columns = columns
    }

    /// Whether a condition holds for it or anything within.
    func contains(_ test: (BoundExpression) -> Bool) -> Bool {
        var found = false
        bound?.walk { found = found || test($0) }
        return found
    }

    /// The same for a copy of the table, where columns have other positions.
    func mapped(_ map: (Int) -> Int?) -> StoredExpression {
        StoredExpression(source, bound?.mappingColumns(map), columns: columns.compactMap(map))
    }
}

extension CatalogFold {
    /// What names mean to an expression over a relation's columns.
    private func binder(_ relation: RelationState) -> ExpressionBinder {
        ExpressionBinder(
            scope, columns: relation.columns.map { $0.isDropped ? nil : Column($0.name, $0.type) })
    }

    /// What names mean to a default. A literal of one of the server's types is what it is whatever
    /// the schema holds: a view of the schema costs more than all else that a column takes.
    private func binder(_ relation: RelationState, _ value: Expression, as type: SQLType)
        -> ExpressionBinder
    {
        value.isLiteral && type.builtin != nil ? ExpressionBinder(Scope()) : binder(relation)
    }

    /// Columns used, in order of appearance, each once.
    private func columns(_ expression: Expression, _ relation: RelationState) -> [Int] {
        var seen: Set<Int> = []
        return ColumnReferences.of(expression).compactMap { relation.column($0) }.filter {
            seen.insert($0).inserted
        }
    }

    /// A default or generated value; nil for a default that comes to NULL, which the server does
    /// not keep.
    func storedValue(_ expression: Expression, _ relation: RelationState, as type: SQLType?)
        -> StoredExpression?
    {
        let bound = type.flatMap { binder(relation, expression, as: $0).bind(expression, as: $0) }
        if case .constant(.null, _)? = bound { return nil }
        return StoredExpression(expression, bound, columns: columns(expression, relation))
    }

    /// Whether a constant may be a column's default; a rejection where it may not.
    mutating func mayBeDefault(
        _ value: Expression, of column: ColumnState, _ relation: RelationState
    )
        -> Bool
    {
        // What a function gives is no constant.
        if case .call = value { return true }
        guard let type = column.type,
            let fault = binder(relation, value, as: type).defaultFault(value, of: column.name, type)
        else { return true }
        reject(fault)
        return false
    }

    /// Whether a column's values become another type without USING (`ATPrepAlterColumnType`,
    /// `src/backend/commands/tablecmds.c`); a rejection where they do not.
    mutating func mayCast(_ name: String, of handle: Int, to type: TypeName) -> Bool {
        guard let relation = state.relations[handle], let column = relation.column(name),
            let old = relation.columns[column].type, let new = resolve(type),
            // Casts of the schema's own are not looked through.
            !state.others.keys.contains(where: { $0.kind == .cast }),
            !binder(relation).castsByAssignment(old, to: new)
        else { return true }
        reject(
            "column \"\(name)\" cannot be cast automatically to type \(state.typeText(new, bare: false))"
        )
        return false
    }

    /// A check or predicate.
    func storedCondition(_ expression: Expression, _ relation: RelationState) -> StoredExpression {
        StoredExpression(
            expression, binder(relation).bindCondition(expression),
            columns: columns(expression, relation))
    }

    /// An index's element.
    func storedElement(_ expression: Expression, _ relation: RelationState) -> StoredExpression {
        StoredExpression(
            expression, binder(relation).bind(expression), columns: columns(expression, relation))
    }

    /// Binds generated columns once all columns are there: they may use later ones.
    mutating func bindGenerated(_ handle: Int) {
        guard let relation = state.relations[handle] else { return }
        for (position, column) in relation.columns.enumerated() {
            guard let generated = column.generated, generated.bound == nil else { continue }
            if !hasColumns(of: generated.source, relation) { continue }
            let stored = storedValue(generated.source, relation, as: column.type)
            let made = (stored ?? generated).columns.first { relation.columns[$0].generated != nil }
            if let made {
                reject(
                    "cannot use generated column \"\(relation.columns[made].name)\" in column generation expression"
                )
                continue
            }
            state.relations[handle]?.columns[position].generated = stored ?? generated
        }
    }

    /// After a column has another type: what uses it is made anew (`ATRewriteTables` and
    /// `RebuildConstraintComment`'s callers, `src/backend/commands/tablecmds.c`).
    mutating func rebind(_ handle: Int, using column: Int) {
        guard let relation = state.relations[handle] else { return }
        for (position, constraint) in relation.constraints.enumerated() {
            guard let check = constraint.expression, check.columns.contains(column) else {
                continue
            }
            let renewed = storedCondition(printed(check, relation), relation)
            state.relations[handle]?.constraints[position].expression = renewed
        }
        for (position, index) in relation.indexes.enumerated() {
            if let predicate = index.predicate, predicate.columns.contains(column) {
                let renewed = storedCondition(printed(predicate, relation), relation)
                state.relations[handle]?.indexes[position].predicate = renewed
            }
            for (number, element) in index.elements.enumerated() {
                guard case .expression(let stored) = element, stored.columns.contains(column) else {
                    continue
                }
                let renewed = storedElement(printed(stored, relation), relation)
                state.relations[handle]?.indexes[position].elements[number] = .expression(renewed)
            }
        }
    }

    /// An expression as the server's text of it reads, with the casts that it shows.
    private func printed(_ stored: StoredExpression, _ relation: RelationState) -> Expression {
        guard let bound = stored.bound,
            let statements = dynamic.statements(
                "SELECT " + PrintedState(state).printer(relation).text(bound)),
            case .data(.query(let query))? = statements.first, case .select(let core) = query.body,
            let target = core.targets.first
        else { return stored.source }
        return target.expression
    }

    /// What a dropped object leaves behind: defaults that used it go, and with them generated
    /// columns, checks and indexes.
    mutating func removeUses(_ test: (BoundExpression) -> Bool) {
        for handle in state.relations.indices {
            // In place: most relations do not use it, and a copy costs more than the look.
            guard state.relations[handle]?.uses(test) ?? false,
                let relation = state.relations[handle]
            else { continue }
            for (position, column) in relation.columns.enumerated() where !column.isDropped {
                if column.generated?.contains(test) ?? false {
                    removeColumn(handle, column.name)
                } else if column.defaultValue?.contains(test) ?? false {
                    state.relations[handle]?.columns[position].defaultValue = nil
                }
            }
            for constraint in relation.constraints
            where constraint.expression?.contains(test) ?? false {
                dropConstraint(handle, constraint.name, true)
            }
            for index in relation.indexes where index.contains(test) {
                dropIndex(handle, index.name)
            }
        }
    }
}

extension IndexState {
    func contains(_ test: (BoundExpression) -> Bool) -> Bool {
        predicate?.contains(test) ?? false
            || elements.contains { element in
                if case .expression(let stored) = element { stored.contains(test) } else { false }
            }
    }
}
