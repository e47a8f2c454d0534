import QueryAnalysis

/// What a relation is made of, looked at in place. A drop asks this of every relation: a column or
/// policy that is taken out of its list is copied with all that it holds.
extension RelationState {
    /// Whether a default, generated column, check or index uses something.
    func uses(_ test: (BoundExpression) -> Bool) -> Bool {
        columns.indices.contains { position in
            !columns[position].isDropped
                && (columns[position].generated?.contains(test) ?? false
                    || columns[position].defaultValue?.contains(test) ?? false)
        } || constraints.indices.contains { constraints[$0].expression?.contains(test) ?? false }
            || indexes.indices.contains { indexes[$0].contains(test) }
    }

    /// Whether the view, or a policy, trigger or rule of the table, uses something.
    func hasUses(where test: (StoredUses) -> Bool) -> Bool {
        test(uses)
            || policies.indices.contains {
                test(policies[$0].usingUses) || test(policies[$0].checkUses)
            } || triggers.indices.contains { test(triggers[$0].uses) }
            || rules.indices.contains { test(rules[$0].uses) }
    }

    /// Whether a column is of a type of the schema.
    func hasColumn(of type: Int) -> Bool {
        columns.indices.contains {
            !columns[$0].isDropped && columns[$0].type?.base == .user(type)
        }
    }

    /// Whether the relation bears one of these names, or a part of it where that is asked for, too.
    func bears(_ names: AskedNames) -> Bool {
        if names.contains(name.name) { return true }
        return !names.isByRelation && hasPart(of: names)
    }

    private func hasPart(of names: AskedNames) -> Bool {
        columns.indices.contains { names.contains(columns[$0].name) }
            || constraints.indices.contains { names.contains(constraints[$0].name) }
            || indexes.indices.contains { names.contains(indexes[$0].name) }
            || triggers.indices.contains { names.contains(triggers[$0].name) }
            || policies.indices.contains { names.contains(policies[$0].name) }
            || rules.indices.contains { names.contains(rules[$0].name) }
    }
}

extension RoutineState {
    /// Whether it takes or gives a type of the schema.
    func names(type: Int) -> Bool {
        arguments.contains { $0?.base == .user(type) } || result?.base == .user(type)
            || outputs.contains { $0.type?.base == .user(type) }
    }
}
