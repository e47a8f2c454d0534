import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SchemaCatalog

/// What the bodies of routines execute for a statement of a test.
extension ExerciseResolver {
    /// Follows what the body of a routine is known to execute.
    mutating func followBody(
        of routine: CatalogObject, _ call: RoutineCall, _ context: ExerciseContext,
        _ run: inout Run, _ entry: TestSuite.Entry, _ position: Int
    ) {
        run.depth += 1
        defer { run.depth -= 1 }
        for part in bodies.parts(of: routine) {
            let reach = part.reached(call)
            guard reach == .always || reach == .unlessLeft && !context.mayLeaveEarly else {
                continue
            }
            // Where the error comes from that is wanted nobody says.
            if case .fails = context.exercise.expectation, !part.exits.isEmpty { continue }
            follow(context.within(routine, part.uses), &run, entry, position)
        }
    }

    /// Follows the statements that alone can have made the rows that an assertion sees.
    mutating func followSources(
        _ context: ExerciseContext, _ run: inout Run, _ entry: TestSuite.Entry, _ position: Int
    ) {
        for step in rowSources(entry).reached[position] ?? [] {
            guard let routine = catalog[step.routine] else { continue }
            let parts = bodies.parts(of: routine)
            guard step.part < parts.count else { continue }
            addExistence(routine.id, &run)
            let uses = parts[step.part].uses
            follow(context.having(reached: uses, of: routine), &run, entry, position)
        }
    }

    /// Whether no row is changed, so that no trigger for rows is fired: nothing is RETURNED, or row
    /// security let none be found.
    func changesNothing(
        _ write: StatementUses.Write, _ context: ExerciseContext, _ entry: TestSuite.Entry,
        _ position: Int
    ) -> Bool {
        guard write.command != .insert, context.isOwn else { return false }
        if context.exercise.expectation == .empty { return true }
        guard context.hasOwnRole, !context.wantsError else { return false }
        return WriteOutcome(of: write, context, entry, position) == .refused
    }

    /// Follows what a body executes by what the rows known to be there say of its branches.
    mutating func followReached(
        _ body: BodyRun, of routine: CatalogObject, _ context: ExerciseContext,
        _ run: inout Run, _ entry: TestSuite.Entry, _ position: Int
    ) {
        // What it is known of the rows is not all of it where an error is none.
        guard body.certain == nil else { return }
        let rows = ["new", "old"].map { ($0, RoutineUses.Part.rowAtHand) }
        let need = DefinerNeed(routine, context)
        for data in body.reached {
            let uses = StatementUses(data, seeing: Dictionary(uniqueKeysWithValues: rows))
            guard !uses.isEmpty else { continue }
            if let need, need.bars(uses, context.within(routine, uses)) {
                run.add(Claim(routine.id, .security))
            }
            follow(context.within(routine, uses), &run, entry, position)
        }
    }
}

extension BodyRun {
    /// A call of a function with its constant arguments; nil for one whose arguments go by name.
    init?(
        calling routine: CatalogObject, _ block: ProceduralBlock, _ call: StatementUses.Call,
        _ environment: Environment, succeeds: Bool = false
    ) {
        guard call.names.allSatisfy({ $0 == nil }) else { return nil }
        let names = routine.definition.body?.parameters ?? []
        var (environment, variables) = (environment, [String: Value]())
        for (index, constant) in call.constants.enumerated() where index < names.count {
            let type = routine.id.arguments.flatMap { index < $0.count ? $0[index] : nil }
            let isRest = routine.definition.isVariadic && index == names.count - 1
            let value = (isRest ? nil : constant).flatMap { RowValue($0) }.map {
                $0.value(as: type.map(FacetValue.text)) ?? $0.token
            }
            environment.parameters.append(value ?? .unknown)
            variables[names[index]] = value ?? .unknown
        }
        self.init(of: block, environment, variables: variables, succeeds: succeeds)
    }
}
