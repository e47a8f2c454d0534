import QueryAnalysis
public import SchemaCatalog
import SQLSyntax
import SQLText

/// From the SQL that tests execute to the claims that it exercises, given the catalog: what must be
/// there for the statement to run and give the result that the test expects.
public struct ExerciseResolver: Sendable {
    let catalog: Catalog
    /// Claims proven, in the order of the statements.
    public private(set) var proven: [ProvenClaim] = []

    /// Makes a resolver over a catalog.
    public init(_ catalog: Catalog) { self.catalog = catalog }

    /// Resolves what a file executes.
    public mutating func resolve(_ entry: TestSuite.Entry) {
        for (position, exercise) in entry.file.exercises.enumerated() where exercise.state == .active {
            let context = ExerciseContext(exercise, entry.file, catalog)
            resolveUses(context, entry.path)
            resolveWrites(context, entry, position)
            RowSecurityEvidence.claims(context).forEach { add($0, context, entry.path) }
            ConstraintEvidence.claims(context).forEach { add($0, context, entry.path) }
            if !exercise.catalogAssertions.isEmpty { resolveCatalogQueries(context, entry.path) }
        }
    }

    // MARK: - What must be there

    private mutating func resolveUses(_ context: ExerciseContext, _ path: String) {
        let uses = context.exercise.uses
        for name in uses.reads + uses.writes.map(\.relation) {
            guard let relation = context.relation(name) else { continue }
            addExistence(relation.id, context, path)
            if context.isJudged, relation.id.kind == .view || relation.id.kind == .materializedView {
                add(Claim(relation.id, .behavior), context, path)
            }
        }
        for column in uses.columns { resolve(column, context, path) }
        for call in uses.calls { resolve(call, context, path) }
        for type in uses.types {
            guard let found = context.type(type) else { continue }
            addExistence(found.id, context, path)
        }
    }

    private mutating func resolve(_ column: StatementUses.ColumnUse, _ context: ExerciseContext, _ path: String) {
        if column.isStar {
            // A row more or less in width changes a result that is compared, and no other.
            guard context.exercise.expectation == .result, context.exercise.function != nil else { return }
            for candidate in column.candidates {
                guard let relation = context.relation(candidate) else { continue }
                for child in context.columns(of: relation) { add(Claim(child.id, .existence), context, path) }
            }
            return
        }
        for candidate in column.candidates {
            guard let relation = context.relation(candidate), let found = context.column(column.name, of: relation) else { continue }
            add(Claim(found.id, .existence), context, path)
            return
        }
    }

    private mutating func resolve(_ call: StatementUses.Call, _ context: ExerciseContext, _ path: String) {
        if let sequence = context.sequence(call) { addExistence(sequence.id, context, path) }
        guard let routine = context.routine(call) else { return }
        addExistence(routine.id, context, path)
        if context.isJudged { add(Claim(routine.id, .behavior), context, path) }
    }

    // MARK: - What writes set off

    /// Triggers run when their table is written to: that is noticed where the statement itself is judged,
    /// or where an assertion looks at the table afterwards.
    private mutating func resolveWrites(_ context: ExerciseContext, _ entry: TestSuite.Entry, _ position: Int) {
        for write in context.exercise.uses.writes {
            guard let relation = context.relation(write.relation) else { continue }
            if write.command == .insert, write.columns.isEmpty, let count = write.valueCount {
                for column in context.columns(of: relation).prefix(count) { add(Claim(column.id, .existence), context, path: entry.path) }
            }
            if let name = write.conflictConstraint, let constraint = context.constraint(name, of: relation) {
                add(Claim(constraint.id, .existence), context, path: entry.path)
            }
            guard context.raises || isReadLater(relation.id, entry, after: position) else { continue }
            for trigger in context.triggers(of: relation) {
                add(Claim(trigger.id, .existence), context, path: entry.path)
                add(Claim(trigger.id, .behavior), context, path: entry.path)
                if let function = context.function(of: trigger) {
                    add(Claim(function.id, .existence), context, path: entry.path)
                    add(Claim(function.id, .behavior), context, path: entry.path)
                }
            }
        }
    }

    private func isReadLater(_ relation: ObjectID, _ entry: TestSuite.Entry, after position: Int) -> Bool {
        entry.file.exercises.dropFirst(position + 1).contains { later in
            guard later.function != nil, later.state == .active else { return false }
            let context = ExerciseContext(later, entry.file, catalog)
            return later.uses.reads.contains { context.relation($0)?.id == relation }
        }
    }

    // MARK: - Adding

    private mutating func addExistence(_ id: ObjectID, _ context: ExerciseContext, _ path: String) {
        add(Claim(id, .existence), context, path)
        if let schema = id.schema { add(Claim(ObjectID(.schema, name: schema), .existence), context, path) }
    }

    private mutating func add(_ claim: Claim, _ context: ExerciseContext, path: String) { add(claim, context, path) }

    mutating func add(_ claim: Claim, _ context: ExerciseContext, _ path: String, grade: Grade = .exercised) {
        let exercise = context.exercise
        proven.append(
            ProvenClaim(
                claim,
                Evidence(
                    grade: grade, location: SourceLocation(file: path, line: exercise.line, column: exercise.column), function: exercise.function)))
    }
}
