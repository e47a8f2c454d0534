import QueryEvaluation
import SQLSyntax

extension CatalogFold {
    /// - Parameter placeholder: What stands in texts for what is not known.
    mutating func evaluate(
        _ expression: Expression, _ procedure: Procedure, placeholder: String? = nil
    ) -> Value {
        withEvaluator(procedure, NamedObjects(expression, procedure), placeholder: placeholder) {
            $0.evaluate(expression)
        }
    }

    mutating func evaluateRows(_ query: Query, _ procedure: Procedure) -> Relation? {
        withEvaluator(procedure, NamedObjects(query, procedure)) { $0.rows(of: query) }
    }

    /// Evaluates over the catalog as it now stands, which is laid out only where something asks for
    /// it.
    private mutating func withEvaluator<Result>(
        _ procedure: Procedure, _ named: NamedObjects, placeholder: String? = nil,
        _ body: (inout Evaluator) -> Result
    ) -> Result {
        let snapshot = CatalogSnapshot(
            state, session, known: systemCatalog, named.needsAll ? nil : named.names)
        var environment = Environment()
        environment.searchPath = session.searchPath.filter { state.schemas[$0] != nil }
        environment.parameters = procedure.parameters
        environment.placeholder = placeholder
        environment.variable = { procedure.value($0) }
        environment.relation = { snapshot.systemCatalog.relation(schema: $0, name: $1) }
        environment.object = { snapshot.systemCatalog.object(type: $0, name: $1) }
        environment.objectName = { snapshot.systemCatalog.name(of: $0) }
        environment.isVisible = { snapshot.systemCatalog.isVisible($0) }
        var evaluator = Evaluator(environment)
        evaluator.recordsReads = false
        let result = body(&evaluator)
        if named.needsAll { systemCatalog = snapshot.known }
        return result
    }
}

/// The catalog at one moment, laid out once.
private final class CatalogSnapshot {
    private let state: FoldState
    private let session: SessionState
    private(set) var known: SystemCatalog?
    /// The only names that matter; nil where all do.
    private let names: Set<String>?

    init(_ state: FoldState, _ session: SessionState, known: SystemCatalog?, _ names: Set<String>?)
    {
        self.names = names
        self.state = state
        self.session = session
        self.known = known
    }

    var systemCatalog: SystemCatalog {
        if let known { return known }
        let made = SystemCatalog(
            CatalogBuilder(state, session).build(named: names), searchPath: session.searchPath,
            openSchemas: session.usedExternalSchemas, askedNames: names ?? [])
        known = made
        return made
    }
}
