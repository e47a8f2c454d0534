import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// Where a test file last reads each relation and column: what a trigger has written is noticed
/// only by what is read after it.
struct LaterReads {
    private let catalog: Catalog
    /// By relation and column; without a column, the relation itself.
    private var last: [Place: Int] = [:]

    /// The looks at each relation: with the conditions that all of its rows must meet, where they
    /// are known.
    private var looks: [Place: [Look]] = [:]

    private struct Look {
        var position: Int
        var equals: [StatementUses.Equality]
    }

    /// Of columns that a statement of the test names itself and whose values are compared.
    private var lastNamed: [Place: Int] = [:]

    private struct Place: Hashable {
        var schema: String?
        var relation: String
        var column: String?

        init(schema: String?, relation: String, column: String? = nil) {
            (self.schema, self.relation, self.column) = (schema, relation, column)
        }
    }

    /// How deep routines that call routines are followed.
    private static let maximumDepth = 3

    init(_ entry: TestSuite.Entry, _ catalog: Catalog, _ bodies: inout RoutineUses) {
        self.catalog = catalog
        for (position, exercise) in entry.file.exercises.enumerated()
        where exercise.state == .active && exercise.expectation != .failsAnyhow {
            let context = ExerciseContext(exercise, entry.file, catalog)
            note(exercise.uses, context, position, &bodies, depth: 0)
        }
    }

    // MARK: - Noting

    private mutating func note(
        _ uses: StatementUses, _ context: ExerciseContext, _ position: Int,
        _ bodies: inout RoutineUses, depth: Int
    ) {
        for name in uses.reads {
            note(name, nil, context, position)
            let filters = uses.filters.filter { $0.relation == name }
            let place = context.place(of: name)
            looks[Place(schema: place.schema, relation: place.name), default: []].append(
                Look(position: position, equals: filters.count == 1 ? filters[0].equals : []))
            notePolicies(name, context, position, &bodies, depth)
        }
        // Of `*` nothing is looked at where its rows are not compared themselves.
        var written = uses.writes.flatMap { write in
            write.columns.map { StatementUses.ColumnUse($0, of: write.relation) }
        }
        for column in uses.columns where !column.isStar || depth == 0 && context.compares {
            // What is set is not looked at.
            if let target = written.firstIndex(of: column) {
                written.remove(at: target)
                continue
            }
            note(column, context, position)
            if depth == 0, !column.isStar, context.compares { noteNamed(column, context, position) }
        }
        for write in uses.writes {
            if write.command == .insert { noteParents(write, context, position) }
            notePolicies(write.relation, context, position, &bodies, depth)
        }
        guard depth < Self.maximumDepth else { return }
        for call in uses.calls {
            guard let routine = context.routine(call) else { continue }
            for part in bodies.parts(of: routine) {
                note(
                    part.uses, context.within(routine, part.uses), position, &bodies,
                    depth: depth + 1)
            }
        }
    }

    private mutating func note(
        _ name: QualifiedName, _ column: String?, _ context: ExerciseContext, _ position: Int
    ) {
        let place = context.place(of: name)
        last[Place(schema: place.schema, relation: place.name, column: column)] = position
    }

    private mutating func note(
        _ use: StatementUses.ColumnUse, _ context: ExerciseContext, _ position: Int
    ) {
        for candidate in use.candidates {
            if use.isStar { note(candidate, "*", context, position) }
            guard let relation = context.relation(candidate),
                context.column(use.name, of: relation) != nil
            else { continue }
            note(candidate, use.name, context, position)
            return
        }
    }

    private mutating func noteNamed(
        _ use: StatementUses.ColumnUse, _ context: ExerciseContext, _ position: Int
    ) {
        for candidate in use.candidates {
            let place = context.place(of: candidate)
            lastNamed[Place(schema: place.schema, relation: place.name, column: use.name)] =
                position
        }
    }

    /// A row that refers to another needs it.
    private mutating func noteParents(
        _ write: StatementUses.Write, _ context: ExerciseContext, _ position: Int
    ) {
        guard let relation = context.relation(write.relation) else { return }
        for key in context.children([.foreignKey], of: relation) {
            guard case .list(let columns)? = key.facets[.columns],
                write.columns.isEmpty || columns.allSatisfy(write.columns.contains),
                case .text(let reference)? = key.facets[.reference],
                let open = reference.lastIndex(of: "(")
            else { continue }
            let name = RegisteredName(String(reference[..<open]))
            let parent = QualifiedName(name.schema ?? "public", name.name)
            note(parent, nil, context, position)
            looks[Place(schema: parent.schema, relation: parent.name), default: []].append(
                Look(position: position, equals: []))
        }
    }

    /// To whom row security applies, the conditions of policies read, too.
    private mutating func notePolicies(
        _ name: QualifiedName, _ context: ExerciseContext, _ position: Int,
        _ bodies: inout RoutineUses, _ depth: Int
    ) {
        guard context.hasOwnRole, depth < Self.maximumDepth,
            let relation = context.relation(name)
        else { return }
        for policy in context.children([.policy], of: relation) {
            guard let inner = context.within(policy) else { continue }
            note(inner.exercise.uses, inner, position, &bodies, depth: depth + 1)
        }
    }

    // MARK: - Asking

    /// Whether something of what a trigger does is read after `position`.
    ///
    /// - Parameter idle: Columns that it sets to what they are given anyway.
    func notices(
        _ trigger: CatalogObject, _ write: StatementUses.Write, _ context: ExerciseContext,
        _ position: Int, _ bodies: inout RoutineUses, idle: Set<String> = [], depth: Int = 0
    ) -> Bool {
        let function = context.function(of: trigger)
        var effects = bodies.effects(of: function)
        if let times = context.timesSet(by: trigger) {
            (effects.isKnown, effects.times, effects.assigned) = (true, times, times)
        }
        let table = context.place(of: write.relation)
        if !effects.isKnown || effects.changesRow {
            if isRead(table, nil, after: position) { return true }
        }
        let plain = effects.assigned.subtracting(effects.times).subtracting(idle)
        for column in plain.union(["*"]) where !plain.isEmpty {
            if isRead(table, column, after: position) { return true }
        }
        // The time of a transaction is the default's as well: only who asks for it may notice.
        for column in effects.times {
            let place = Place(schema: table.schema, relation: table.name, column: column)
            if let last = lastNamed[place], last > position { return true }
        }
        guard let function else { return false }
        return notices(bodyOf: function, of: trigger, context, position, &bodies, depth: depth)
    }

    /// Whether something of what a trigger's function writes, or what it calls, is read after
    /// `position`.
    private func notices(
        bodyOf routine: CatalogObject, of trigger: CatalogObject, _ context: ExerciseContext,
        _ position: Int, _ bodies: inout RoutineUses, depth: Int
    ) -> Bool {
        guard depth < Self.maximumDepth else { return false }
        for part in bodies.parts(of: routine) {
            let inner = context.within(routine, part.uses)
            for write in part.uses.writes
            where isWrittenRead(write, inner, position, by: trigger)
                && !PlainViewWrite.isDone(by: trigger, write, inner)
                || inner.triggers(firedBy: write).contains(where: {
                    notices($0, write, inner, position, &bodies, depth: depth + 1)
                })
            {
                return true
            }
            for call in part.uses.calls {
                guard let called = inner.routine(call), called.id != routine.id else { continue }
                if notices(
                    bodyOf: called, of: trigger, inner, position, &bodies, depth: depth + 1)
                {
                    return true
                }
            }
        }
        return false
    }

    /// Whether what a write has changed is read after `position`.
    func notices(
        _ write: StatementUses.Write, _ context: ExerciseContext, _ position: Int
    ) -> Bool {
        isWrittenRead(write, context, position)
    }

    /// - Parameter trigger: The trigger that writes; nil for a statement of the test.
    private func isWrittenRead(
        _ write: StatementUses.Write, _ context: ExerciseContext, _ position: Int,
        by trigger: CatalogObject? = nil
    ) -> Bool {
        let table = context.place(of: write.relation)
        if write.command == .insert, let trigger {
            return isLookedFor(write, by: trigger, table, position)
        }
        guard write.command == .update, !write.columns.isEmpty else {
            return isRead(table, nil, after: position)
        }
        return (write.columns + ["*"]).contains { isRead(table, $0, after: position) }
    }

    /// Whether a row that a trigger puts in may be one that is looked for later: an audit's row of
    /// another table is not.
    private func isLookedFor(
        _ write: StatementUses.Write, by trigger: CatalogObject,
        _ table: (schema: String?, name: String), _ position: Int
    ) -> Bool {
        let known = looks[Place(schema: table.schema, relation: table.name)] ?? []
        guard let last = last[Place(schema: table.schema, relation: table.name)], last > position
        else { return false }
        var environment = Environment()
        environment.variable = { name in
            switch name {
            case "tg_table_name", "tg_relname": trigger.id.relation.map(Value.text)
            case "tg_table_schema": trigger.id.schema.map(Value.text)
            default: nil
            }
        }
        let row = Dictionary(zip(write.columns, write.values)) { first, _ in first }
        return known.contains { look in
            guard look.position > position else { return false }
            return !look.equals.contains { asked in
                guard let value = row[asked.column] else { return false }
                var evaluator = Evaluator(environment)
                return evaluator.evaluate(
                    .operator(OperatorName(nil, "="), left: value, right: asked.value)
                ).truth == false
            }
        }
    }

    private func isRead(
        _ table: (schema: String?, name: String), _ column: String?, after position: Int
    ) -> Bool {
        let place = Place(schema: table.schema, relation: table.name, column: column)
        return last[place].map { $0 > position } ?? false
    }
}
