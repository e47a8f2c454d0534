import QueryAnalysis
import SchemaCatalog

/// What a statement proves that must fail with whatever error (`throws_ok(sql)`): the only thing
/// known to refuse it, without which it would do.
extension ExerciseResolver {
    /// Its claims; none where several things may refuse it.
    ///
    /// - Parameters:
    ///   - key: The key or reference that rows known to be there make it break.
    ///   - rows: What is known of rows.
    mutating func refusals(
        _ context: ExerciseContext, _ key: ObjectID?, _ rows: KnownRows
    ) -> [Claim] {
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
        let row = rowAtHand(write, context, rows)
        if let check = certainlyBroken(context, rows) { found.append(Claim(check.id, .existence)) }
        if found.count == 1, found[0].object.kind == .index {
            found.append(Claim(found[0].object, .uniqueness))
        }
        if let first = found.first {
            return found.allSatisfy { $0.object == first.object } ? found : []
        }
        guard !CheckEvidence.mayBreak(write, table, row, context) else { return [] }
        let raising = raising(context, rows)
        if context.hasOwnRole {
            return raising.isEmpty
                ? RowSecurityEvidence.claims(context, rows.sight, isRaised: false) { _ in .unnoticed
                }
                : []
        }
        return raising.only.map { byTrigger($0, context) } ?? []
    }

    /// The only trigger that may raise an error, where nothing else refuses the statement.
    private func byTrigger(_ trigger: CatalogObject, _ context: ExerciseContext) -> [Claim] {
        guard let function = context.function(of: trigger) else { return [] }
        // Without its function there would be no trigger.
        return [
            Claim(trigger.id, .existence), Claim(trigger.id, .function),
            Claim(trigger.id, .behavior), Claim(function.id, .existence),
            Claim(function.id, .behavior),
        ]
    }
}
