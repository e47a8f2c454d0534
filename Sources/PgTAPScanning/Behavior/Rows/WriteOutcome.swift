import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// What a test sees of a write that row security may keep from doing anything: an UPDATE or DELETE
/// that no policy lets through changes nothing, and is no error.
enum WriteOutcome {
    /// Something that it has changed is looked at later.
    case noticed
    /// The row is looked at, and is what it was.
    case refused
    /// Nothing of it is looked at, or something else may be why.
    case unnoticed

    /// The outcome by the next look at the rows that it is about; nil where none is known to be at
    /// them.
    ///
    /// - Parameter position: Of the exercise that writes.
    init?(
        of write: StatementUses.Write, _ context: ExerciseContext, _ entry: TestSuite.Entry,
        _ position: Int
    ) {
        guard write.command != .insert, let own = write.filter else { return nil }
        let isOfAll = own.isWhole && own.equals.isEmpty
        guard isOfAll || !own.equals.isEmpty else { return nil }
        let place = RelationPlace(write.relation, context)
        let exercises = entry.file.exercises
        for index in exercises.indices[(position + 1)...].prefix(Self.reach)
        where exercises[index].state == .active {
            let later = ExerciseContext(exercises[index], entry.file, context.catalog)
            let exercise = later.exercise
            if exercise.function != nil, !later.wantsError {
                for filter in exercise.uses.filters
                where RelationPlace(filter.relation, later) == place {
                    // A look at all rows is one at these; what it says of a deletion, an earlier
                    // look tells.
                    let isAtAll = filter.isWhole && filter.equals.isEmpty
                    guard
                        isAtAll || isOfAll || Self.meets(filter, own)
                            || Self.asksForWritten(filter, write)
                    else { continue }
                    // Of all rows some may be there again.
                    let seen =
                        isOfAll && write.command == .delete
                        ? exercise.expectation == .empty ? .noticed : .unnoticed
                        : isAtAll && write.command == .delete
                            ? Self.wasSeen(exercise, in: exercises[..<position])
                            : Self.seen(write, filter, exercise)
                    guard let outcome = seen else { continue }
                    self = outcome
                    return
                }
            }
            // What another write does to the same rows hides what this one did.
            let isHidden = exercise.uses.writes.contains { other in
                guard RelationPlace(other.relation, later) == place, !later.wantsError else {
                    return false
                }
                return other.filter.map { Self.meets($0, own) } ?? false
            }
            if isHidden {
                self = .unnoticed
                return
            }
        }
        return nil
    }

    /// How many statements later a look at the rows is still one at what the write did.
    private static let reach = 24

    /// Whether two are about the same rows, as far as they share a condition.
    private static func meets(_ a: StatementUses.Filter, _ b: StatementUses.Filter) -> Bool {
        var shares = false
        for condition in a.equals {
            guard let other = b.equals.first(where: { $0.column == condition.column }),
                let value = RowValue(condition.value), let wanted = RowValue(other.value)
            else { continue }
            if value.differs(from: wanted) { return false }
            if value == wanted { shares = true }
        }
        return shares
    }

    /// Whether a look is at rows that have what an UPDATE sets, whichever they are.
    private static func asksForWritten(
        _ filter: StatementUses.Filter, _ write: StatementUses.Write
    ) -> Bool {
        guard write.command == .update, filter.isWhole, !filter.equals.isEmpty else { return false }
        let set = Dictionary(zip(write.columns, write.values)) { first, _ in first }
        return filter.equals.allSatisfy { asked in
            set[asked.column].flatMap(RowValue.init).map { $0 == RowValue(asked.value) } ?? false
        }
    }

    /// Whether somebody has seen the same before.
    private static func wasSeen(_ look: Exercise, in earlier: ArraySlice<Exercise>)
        -> WriteOutcome?
    {
        guard look.expectation == .result, !look.wanted.isEmpty else { return nil }
        let looks = earlier.filter { $0.function != nil && $0.uses == look.uses }
        return looks.contains { $0.wanted == look.wanted } ? .refused : nil
    }

    private static func seen(
        _ write: StatementUses.Write, _ filter: StatementUses.Filter, _ exercise: Exercise
    ) -> WriteOutcome? {
        let isEmpty = exercise.expectation == .empty
        guard write.command == .update else {
            if isEmpty { return .noticed }
            return FixtureRows.showsRow(exercise) ? .refused : nil
        }
        for (column, value) in zip(write.columns, write.values) {
            guard let set = RowValue(value) else { continue }
            // `… WHERE id = 1 AND name = 'new'`.
            if let asked = filter.equals.first(where: { $0.column == column }).flatMap({
                RowValue($0.value)
            }) {
                guard asked == set || asked.differs(from: set) else { continue }
                return (asked == set) == isEmpty ? .refused : .noticed
            }
            let isRead = exercise.uses.columns.contains {
                $0.name == column && $0.candidates.contains(filter.relation)
            }
            guard isRead, !exercise.wanted.isEmpty else { continue }
            let wanted = exercise.wanted.map { RowValue(.string($0)) }
            if wanted.contains(set) { return .noticed }
            if wanted.allSatisfy({ $0?.differs(from: set) ?? false }) { return .refused }
        }
        return nil
    }
}
