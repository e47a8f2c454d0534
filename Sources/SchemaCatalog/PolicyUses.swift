public import QueryAnalysis
import SQLSyntax

extension CatalogObject {
    /// The names that a policy's conditions use, over the policy's table; nil for any other object,
    /// and for a policy without conditions.
    public var policyUses: StatementUses? {
        guard id.kind == .policy, !conditions.isEmpty, let table = id.relation else { return nil }
        var core = SelectCore()
        let name = QualifiedName(id.schema, table)
        core.from = [.relation(name, alias: nil, only: false)]
        core.targets = conditions.map { Target(nil, $0) }
        return StatementUses(.query(Query(.select(core)))).withoutReading(name)
    }
}
