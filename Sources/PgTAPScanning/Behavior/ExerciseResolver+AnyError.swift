import QueryAnalysis
import SchemaCatalog

/// What a statement proves that must fail with whatever error (`throws_ok(sql)`): the only thing
/// known to refuse it, without which it would do.
extension ExerciseResolver {
    ///
    /// - Parameter key: The key or reference that rows known to be there make it break.
    mutating func refusals(_ context: ExerciseContext, _ key: ObjectID?) -> [Claim] {
        guard let write = context.exercise.uses.writes.first,
            context.exercise.uses.writes.count == 1,
            let table = context.relation(write.relation)
        else { return [] }
        let set = setByTriggers(write, context)
        let nulls =
            write.command == .delete
            ? []
            : ConstraintEvidence.nullability(write, table, context).filter {
                !set.contains($0.object.name)
            }
        var found = nulls + [key].compactMap { $0 }.map { Claim($0, .existence) }
        if let check = certainlyBroken(context) { found.append(Claim(check.id, .existence)) }
        if found.count == 1, found[0].object.kind == .index {
            found.append(Claim(found[0].object, .uniqueness))
        }
        if let first = found.first {
            return found.allSatisfy { $0.object == first.object } ? found : []
        }
        guard !CheckEvidence.mayBreak(write, table, unsure: set, context) else { return [] }
        return byTrigger(write, context)
    }

    /// The only trigger that may raise an error, where nothing else refuses the statement: to the
    /// role of the session row security does not apply.
    private mutating func byTrigger(
        _ write: StatementUses.Write, _ context: ExerciseContext
    ) -> [Claim] {
        guard !context.hasOwnRole else { return [] }
        let raising = context.triggers(firedBy: write).filter {
            mayRaise(context.function(of: $0), context)
        }
        guard raising.count == 1, let function = context.function(of: raising[0]) else { return [] }
        // Without its function there would be no trigger.
        return [
            Claim(raising[0].id, .existence), Claim(raising[0].id, .function),
            Claim(raising[0].id, .behavior), Claim(function.id, .existence),
            Claim(function.id, .behavior),
        ]
    }
}
