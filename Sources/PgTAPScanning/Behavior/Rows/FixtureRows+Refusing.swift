import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// Which key or reference refuses a statement, by the rows that are there.
extension FixtureRows {
    /// The only constraint that can be what refuses a statement.
    func refusing(_ context: ExerciseContext) -> ObjectID? {
        guard let write = context.exercise.uses.writes.first,
            context.exercise.uses.writes.count == 1
        else { return nil }
        let place = RelationPlace(write.relation, context)
        switch (ConstraintEvidence.state(wantedBy: context), write.command) {
        case ("23505", .insert), ("23P01", .insert):
            let (met, unsure) = brokenKeys(write, place, context)
            return met.count + unsure.count == 1 ? met.first ?? unsure.first : nil
        case ("23503", .insert): return brokenReference(write, context)
        case ("23503", .delete):
            let refusing = refusingKeys(of: place, depth: 0)
            if refusing.count == 1 { return refusing[0].id }
            guard let filter = write.filter else { return nil }
            let parents =
                [Self.values(filter)]
                + (current[place] ?? []).filter { Self.meets($0, filter) == true }.map(\.values)
            let met = refusingKeys(met: parents, of: place, depth: 0)
            return met.count == 1 ? met.first : nil
        default: return nil
        }
    }

    /// The keys that can refuse to let a table's rows go, those met by way of cascades, too.
    private func refusingKeys(of place: RelationPlace, depth: Int) -> [ForeignKey] {
        guard depth < 4 else { return [] }
        return keys.referring(to: place).flatMap { key -> [ForeignKey] in
            switch key.onDelete {
            case .refuses: return [key]
            case .cascades: return refusingKeys(of: key.table, depth: depth + 1)
            case .setsNull, .setsDefault: return []
            }
        }
    }

    /// Those of them by which a row known to be there refers to one of some rows.
    private func refusingKeys(
        met parents: [[String: RowValue]], of place: RelationPlace, depth: Int
    ) -> Set<ObjectID> {
        guard depth < 4 else { return [] }
        return keys.referring(to: place).reduce(into: []) { found, key in
            let children = (current[key.table] ?? []).filter {
                $0.deletedBy == nil && Self.refers($0, to: parents, key) == true
            }
            guard !children.isEmpty else { return }
            switch key.onDelete {
            case .refuses: found.insert(key.id)
            case .cascades:
                found.formUnion(
                    refusingKeys(met: children.map(\.values), of: key.table, depth: depth + 1))
            case .setsNull, .setsDefault: break
            }
        }
    }

    /// The only key or reference that is known to refuse an INSERT, whatever error that gives.
    func certainlyRefusing(_ context: ExerciseContext) -> ObjectID? {
        guard let write = context.exercise.uses.writes.first, write.command == .insert,
            context.exercise.uses.writes.count == 1
        else { return nil }
        let (met, unsure) = brokenKeys(write, RelationPlace(write.relation, context), context)
        // Of another role's row more may be refused than that what it refers to is not known.
        let dangling = context.hasOwnRole ? nil : brokenReference(write, context)
        let found = met + [dangling].compactMap { $0 }
        return found.count == 1 && unsure.isEmpty ? found[0] : nil
    }

    /// The keys of which a row known to be there has the values, and those of which one may.
    func brokenKeys(
        _ write: StatementUses.Write, _ place: RelationPlace, _ context: ExerciseContext
    ) -> (met: [ObjectID], unsure: [ObjectID]) {
        guard let table = context.relation(write.relation), !write.values.isEmpty,
            let known = current[place]
        else { return ([], []) }
        let row = Self.row(write.values, write, context)
        let others = known.filter { $0.deletedBy == nil }.map(\.values)
        let nulls = Self.leftOut(write, table, context)
        var (met, unsure) = ([ObjectID](), [ObjectID]())
        let isExcluded = ConstraintEvidence.state(wantedBy: context) == "23P01"
        let keys =
            isExcluded
            ? UniqueKey.exclusions(of: table, context) : UniqueKey.all(of: table, context)
        for key in keys {
            let outcomes = others.map { key.isMet(by: row, nulls: nulls, $0) }
            if outcomes.contains(true) {
                met.append(key.id)
            } else if outcomes.contains(nil) {
                unsure.append(key.id)
            }
        }
        return (met, unsure)
    }

    /// The only reference to a row that is not known to be there.
    private func brokenReference(_ write: StatementUses.Write, _ context: ExerciseContext)
        -> ObjectID?
    {
        guard let table = context.relation(write.relation), !write.values.isEmpty else {
            return nil
        }
        let row = Self.row(write.values, write, context)
        let dangling = context.children([.foreignKey], of: table).compactMap(ForeignKey.init)
            .filter { key in
                let values = key.columns.map { row[$0] }
                guard values.allSatisfy({ $0.map { !$0.isNull } ?? false }) else { return false }
                return !(current[key.referenced] ?? []).contains { parent in
                    zip(key.referencedColumns, values).allSatisfy { parent.values[$0] == $1 }
                }
            }
        return dangling.count == 1 ? dangling[0].id : nil
    }
}
