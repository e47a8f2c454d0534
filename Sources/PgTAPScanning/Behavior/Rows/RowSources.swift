import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// What puts rows into each table as a test goes on. Where only one statement of a routine can
/// have made the rows that an assertion sees, it was reached, whatever its branch hangs on.
struct RowSources {
    /// The statements of routines that must have been reached for what an exercise sees, by its
    /// position: from the one that the test runs to the one that makes the rows.
    private(set) var reached: [Int: [Step]] = [:]

    /// A statement of a routine, by its place among ``RoutineUses/parts(of:)``.
    struct Step: Hashable {
        var routine: ObjectID
        var part: Int
    }

    /// By table: the ways by which rows may be put in; an empty one is a statement of the test.
    private var sources: [RelationPlace: Set<[Step]>] = [:]
    private var followed: Set<Way> = []
    /// Whether something that is not known may put in rows anywhere.
    private var isOpen = false

    private struct Way: Hashable {
        var path: [Step]
        var routine: ObjectID
    }

    /// How deep routines that call routines are followed, and how many of them.
    private static let maximumDepth = 4
    private static let maximumWays = 2_000

    init(_ entry: TestSuite.Entry, _ catalog: Catalog, _ bodies: inout RoutineUses) {
        for (position, exercise) in entry.file.exercises.enumerated()
        where exercise.state == .active && !isOpen {
            let context = ExerciseContext(exercise, entry.file, catalog)
            guard !context.wantsError else { continue }
            look(context, position)
            note(exercise.uses, context, [], entry.file.definedFunctions, &bodies)
        }
    }

    /// Notes the only way by which the rows that an assertion sees can have been made.
    private mutating func look(_ context: ExerciseContext, _ position: Int) {
        let exercise = context.exercise
        guard exercise.function != nil, FixtureRows.showsRow(exercise),
            exercise.uses.reads.count == 1, exercise.uses.writes.isEmpty,
            // A count of none, as one of several values.
            exercise.wanted.isEmpty || exercise.wanted.contains(where: { $0 != "0" }),
            let table = context.relation(exercise.uses.reads[0]), table.id.kind == .table,
            let ways = sources[RelationPlace(table.id.schema, table.id.name)], ways.count == 1,
            let only = ways.first, !only.isEmpty
        else { return }
        reached[position] = only
    }

    private mutating func note(
        _ uses: StatementUses, _ context: ExerciseContext, _ path: [Step], _ own: Set<String>,
        _ bodies: inout RoutineUses
    ) {
        var called: [CatalogObject] = []
        for write in uses.writes {
            // MERGE, too, may put in rows.
            if write.command == .insert || write.command == .update && write.columns.isEmpty {
                sources[RelationPlace(write.relation, context), default: []].insert(path)
            }
            called += context.triggers(firedBy: write).compactMap(context.function)
        }
        for call in uses.calls {
            if let routine = context.routine(call) {
                called.append(routine)
            } else if !FunctionNames.shared.contains(call.name.name),
                !ServerFunctionResult.exists(call.name.name), !own.contains(call.name.name)
            {
                isOpen = true
            }
        }
        for routine in called
        where followed.insert(Way(path: path, routine: routine.id)).inserted {
            guard path.count < Self.maximumDepth, followed.count < Self.maximumWays,
                routine.definition.body != nil
            else {
                isOpen = true
                return
            }
            for (index, part) in bodies.parts(of: routine).enumerated() {
                note(
                    part.uses, context.within(routine, part.uses),
                    path + [Step(routine: routine.id, part: index)], own, &bodies)
            }
        }
    }
}
