import QueryAnalysis
import SQLText
import SchemaCatalog

/// What a row needs to be put in, changed or taken away.
extension ExerciseResolver {
    mutating func resolveInsert(
        _ write: StatementUses.Write, _ relation: CatalogObject, _ context: ExerciseContext,
        _ run: inout Run, _ rows: KnownRows
    ) {
        let columns = context.columns(of: relation)
        var given = Set(write.columns)
        if write.columns.isEmpty, let count = write.valueCount {
            for column in columns.prefix(count) {
                addExistence(column.id, &run)
                given.insert(column.id.name)
            }
        }
        guard write.valueCount != nil || !write.columns.isEmpty else { return }
        // What is written as DEFAULT is as good as left out.
        let names = write.columns.isEmpty ? columns.map(\.id.name) : write.columns
        for position in write.defaultPositions where position < names.count {
            given.remove(names[position])
        }
        let values = columns.filter { given.contains($0.id.name) }
        guard !context.wantsError || fillsRowFirst(values, context, rows) else { return }
        let set = setByTriggers(write, context)
        proveFillers(of: columns.filter { !given.contains($0.id.name) }, write, context, &run)
        // Left out and never null: without its default the row could not be put in.
        for column in columns
        where !given.contains(column.id.name) && context.isNeverNull(column)
            && !set.contains(column.id.name)
        {
            if let value = column.facets[.default], value != .null {
                run.add(Claim(column.id, .default))
                for routine in dependencies.routines(calledIn: value) {
                    addExistence(routine, &run)
                }
                if case .text(let text) = value {
                    for owner in dependencies.extensionOwners(ofCallsIn: text) {
                        addExistence(owner, &run)
                    }
                }
            }
            if case .text? = column.facets[.identity] { run.add(Claim(column.id, .identity)) }
        }
    }

    /// The trigger without which a column that may not be null, and has no default, would have no
    /// value: the only one that can have set it.
    private mutating func proveFillers(
        of columns: [CatalogObject], _ write: StatementUses.Write, _ context: ExerciseContext,
        _ run: inout Run
    ) {
        let empty = columns.filter { column in
            column.facets[.nullability] == .text("not null") && context.isNullWhenLeftOut(column)
        }
        guard !empty.isEmpty else { return }
        let triggers = context.triggers(firedBy: write)
        for column in empty {
            let filling = triggers.filter { trigger in
                let effects = bodies.effects(of: context.function(of: trigger))
                return effects.assigned.contains(column.id.name) || !effects.isKnown
                    || effects.changesRow
            }
            guard filling.count == 1,
                bodies.effects(of: context.function(of: filling[0])).isKnown
            else { continue }
            prove(filling[0], context.function(of: filling[0]), &run)
        }
    }

    /// Whether the error that a test wants comes from a row that has all its values: that a column
    /// is null is found before checks, keys and references are looked at (ExecConstraints).
    /// Domains refuse values while the row is put together, before that.
    private mutating func fillsRowFirst(
        _ given: [CatalogObject], _ context: ExerciseContext, _ rows: KnownRows
    ) -> Bool {
        guard context.isOwn, let state = ConstraintEvidence.state(wantedBy: context),
            state != "23502", ConstraintEvidence.states.contains(state)
        else { return false }
        if state == "23514", !(context.wantedError.message?.holds("new row for relation") ?? false),
            given.contains(where: { !context.domains(of: $0).isEmpty })
        {
            return false
        }
        return raising(context, rows).isEmpty
    }

    /// The columns that triggers may set before a row is written.
    mutating func setByTriggers(
        _ write: StatementUses.Write, _ context: ExerciseContext
    ) -> Set<String> {
        context.triggers(firedBy: write).reduce(into: []) {
            $0.formUnion(bodies.effects(of: context.function(of: $1)).assigned)
        }
    }

    /// The primary keys without which a publication could not say which rows were changed: the
    /// server refuses to change any (CheckCmdReplicaIdentity).
    mutating func resolveIdentity(
        _ write: StatementUses.Write, _ table: CatalogObject, _ context: ExerciseContext,
        _ run: inout Run, _ entry: TestSuite.Entry, _ position: Int
    ) {
        // What is not permitted is refused before.
        if case .fails("42501", _) = context.exercise.expectation { return }
        addIdentity(table, context, &run)
        guard write.command == .delete, !context.wantsError, publishesByKey else { return }
        if context.hasOwnRole, case .refused? = WriteOutcome(of: write, context, entry, position) {
            return
        }
        for child in foreignKeys.changed(byDeletingFrom: RelationPlace(write.relation, context)) {
            if let found = catalog.object([.table], inSchema: child.schema, named: child.name) {
                addIdentity(found, context, &run)
            }
        }
    }

    private func addIdentity(
        _ table: CatalogObject, _ context: ExerciseContext, _ run: inout Run
    ) {
        guard table.definition.isPublishedByKey,
            let key = context.children([.primaryKey], of: table).first
        else { return }
        // Without the table there would be nothing to change.
        run.add(Claim(key.id, .existence))
    }
}
