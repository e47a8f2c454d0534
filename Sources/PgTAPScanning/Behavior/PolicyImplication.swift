import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// Which policies of a table would not be missed, as they are written: whatever one lets through
/// another does as well (`a` and `a OR b`, `a AND b` and `a`).
///
/// What they have in common is found by an index, and looked for where it is rarest: with each
/// statement under row security all policies of a table are weighed.
struct PolicyImplication {
    private let policies: [CatalogObject]
    private let conditions: [Conditions?]
    /// By what USING joins with OR: the positions of the policies that have it there.
    private var holders: [Expression: [Int]] = [:]

    /// What OR joins in USING and in WITH CHECK.
    private struct Conditions {
        var read: Alternatives
        var written: Alternatives
    }

    private struct Alternatives {
        let list: [Expression]
        let set: Set<Expression>

        init(_ condition: Expression) {
            list = condition.alternatives
            set = Set(list)
        }

        func imply(_ other: Alternatives) -> Bool {
            list.allSatisfy { $0.implying.contains(where: other.set.contains) }
        }
    }

    init(_ policies: [CatalogObject]) {
        self.policies = policies
        conditions = policies.map { policy in
            guard let read = policy.definition.conditions.first,
                let written = policy.definition.conditions.last
            else {
                return nil
            }
            return Conditions(read: Alternatives(read), written: Alternatives(written))
        }
        for (position, own) in conditions.enumerated() {
            for alternative in own?.read.set ?? [] {
                holders[alternative, default: []].append(position)
            }
        }
    }

    /// Those that no other implies.
    var needed: [CatalogObject] {
        policies.indices.filter { !isImplied($0) }.map { policies[$0] }
    }

    private func isImplied(_ position: Int) -> Bool {
        guard let own = conditions[position] else { return false }
        // Each alternative must be in the other: it has the rarest one, too.
        let candidates = own.read.list.map { alternative in
            alternative.implying.flatMap { holders[$0] ?? [] }
        }.min { $0.count < $1.count }
        return (candidates ?? []).contains { candidate in
            guard candidate != position, policies[candidate].id != policies[position].id,
                let other = conditions[candidate]
            else { return false }
            return own.read.imply(other.read) && own.written.imply(other.written)
        }
    }
}

extension Expression {
    /// What OR joins, each without `(SELECT …)` around it.
    fileprivate var alternatives: [Expression] {
        if case .or(let parts) = self { return parts.flatMap(\.alternatives) }
        return [withoutIdleQuery]
    }

    /// A condition, and what AND joins in it: each is true where it is.
    fileprivate var implying: [Expression] {
        if case .and(let parts) = self { return [self] + parts.map(\.withoutIdleQuery) }
        return [self]
    }
}
