import QueryAnalysis
import SQLSyntax
import Synchronization

/// What the policies of a catalog use, worked out when it is first asked for: each row of each test
/// asks again.
final class PolicyUses: Sendable {
    private let known = Mutex<[ObjectID: StatementUses?]>([:])

    func uses(of policy: CatalogObject) -> StatementUses? {
        if let uses = known.withLock({ $0[policy.id] }) { return uses }
        let uses = policy.policyUses
        known.withLock { $0[policy.id] = .some(uses) }
        return uses
    }
}

extension CatalogObject {
    fileprivate var policyUses: StatementUses? {
        guard id.kind == .policy, !definition.conditions.isEmpty, let table = id.relation else {
            return nil
        }
        var core = SelectCore()
        let name = QualifiedName(id.schema, table)
        core.from = [.relation(name, alias: nil, only: false)]
        core.targets = definition.conditions.map { Target(nil, $0) }
        return StatementUses(.query(Query(.select(core)))).withoutReading(name)
    }
}
