import QueryEvaluation
import SQLSyntax

extension CatalogFold {
    /// - Parameter placeholder: What stands in texts for what is not known.
    mutating func evaluate(
        _ expression: Expression, _ procedure: Procedure, placeholder: String? = nil
    ) -> Value {
        withEvaluator(
            procedure, { NamedObjects(expression, procedure, $0, runsQuery: $1) },
            placeholder: placeholder
        ) { evaluator, snapshot in
            snapshot.kept(evaluator.evaluate(expression))
        }
    }

    mutating func evaluateRows(_ query: Query, _ procedure: Procedure) -> Relation? {
        withEvaluator(procedure, { NamedObjects(query, procedure, $0, runsQuery: $1) }) {
            evaluator, snapshot in
            guard var relation = evaluator.rows(of: query) else { return nil }
            for row in relation.rows.indices {
                relation.rows[row].values = relation.rows[row].values.map(snapshot.kept)
            }
            return relation
        }
    }

    /// Evaluates over the catalog as it now stands, which is laid out only where something asks for
    /// it.
    private mutating func withEvaluator<Result>(
        _ procedure: Procedure, _ named: @escaping CatalogSnapshot.Named,
        placeholder: String? = nil, _ body: (inout Evaluator, CatalogSnapshot) -> Result
    ) -> Result {
        let snapshot = CatalogSnapshot(state, session, known: systemCatalog, named, keptObjects)
        var environment = SystemCatalog.environment { snapshot.systemCatalog }
        environment.searchPath = session.searchPath.filter { state.schemas[$0] != nil }
        environment.parameters = procedure.parameters
        environment.placeholder = placeholder
        environment.variable = { procedure.value($0) }
        environment.current = { snapshot.current($0) }
        environment.relation = { snapshot.relation(schema: $0, name: $1) }
        environment.routine = { [dynamic] in snapshot.routines(dynamic).query($0, $1) }
        var evaluator = Evaluator(environment)
        evaluator.recordsReads = false
        let result = body(&evaluator, snapshot)
        systemCatalog = snapshot.whole
        keptObjects = snapshot.keptObjects
        return result
    }
}

/// The catalog at one moment, laid out once.
private final class CatalogSnapshot {
    private let state: FoldState
    private let session: SessionState
    /// All of it, where it has been laid out.
    private(set) var whole: SystemCatalog?
    /// What matters here, where that is less.
    private var part: SystemCatalog?
    private let named: Named
    private(set) var keptObjects: KeptObjects

    /// Finds out which objects matter. Most expressions ask for none.
    typealias Named = (KeptObjects, @escaping (FunctionCall) -> Bool) -> NamedObjects

    init(
        _ state: FoldState, _ session: SessionState, known: SystemCatalog?,
        _ named: @escaping Named,
        _ keptObjects: KeptObjects
    ) {
        self.keptObjects = keptObjects
        self.named = named
        self.state = state
        self.session = session
        whole = known
    }

    var systemCatalog: SystemCatalog {
        if let known = whole ?? part { return known }
        let (state, path) = (state, session.searchPath)
        // A call may run a function of the schema that is a query.
        let named = named(keptObjects) { call in
            state.routineHandles(call.name, along: path).contains {
                state.routines[$0]?.language == "sql"
            }
        }
        let made = systemCatalog(of: named.needsAll ? nil : named)
        if named.needsAll { whole = made } else { part = made }
        return made
    }

    /// - Parameter named: The only ones that matter; nil where all do.
    private func systemCatalog(of named: NamedObjects?) -> SystemCatalog {
        let asked = named.map { AskedNames($0.names, isByRelation: $0.isByRelation) }
        var catalog = CatalogBuilder(state, session).build(named: asked, withTemporary: true)
        catalog.assumptions = DeployAssumptions(grantees: state.platformRoles)
        return SystemCatalog(
            catalog, searchPath: session.searchPath, openSchemas: openSchemas(named?.names),
            askedNames: named?.names ?? [])
    }

    /// Schemas of a platform that may hold something of the names that are asked for: those that
    /// the question names, and of those that the migrations use the ones that know such a name.
    private func openSchemas(_ names: Set<String>?) -> Set<String> {
        guard let names else { return session.usedExternalSchemas }
        let used = session.usedExternalSchemas.filter { PlatformNames.mayHold(names, in: $0) }
        return used.union(session.externalSchemas.intersection(names))
    }

    /// The schema's functions that are queries. Few expressions call one.
    func routines(_ dynamic: DynamicSQL) -> RoutineQueries {
        RoutineQueries(state, session.searchPath, dynamic)
    }

    /// The rows of a system relation. Nothing is laid out for a table of the schema's own, whose rows
    /// nobody knows: functions that fill tables read little else.
    func relation(schema: String?, name: String) -> Relation? {
        guard SystemRelation.definition(schema: schema, name: name) != nil else { return nil }
        return systemCatalog.relation(schema: schema, name: name)
    }

    /// A value as variables hold it: its objects under numbers that no other catalog gives another
    /// meaning.
    func kept(_ value: Value) -> Value {
        value.mappingObjects { index in
            index < 0
                ? .object(index)
                : .object(keptObjects.number(systemCatalog.catalog.objects[index].id))
        }
    }

    /// A variable's value with its objects as this catalog has them.
    func current(_ value: Value) -> Value {
        value.mappingObjects { number in
            guard number < 0 else { return .object(number) }
            guard let id = keptObjects.id(number) else { return .unknown }
            return systemCatalog.catalog.index(of: id).map(Value.object) ?? .unknown
        }
    }
}

/// Objects that variables hold, under negative numbers: a catalog is laid out anew for each
/// statement, and its positions mean something else each time.
struct KeptObjects {
    private var ids: [ObjectID] = []
    private var numbers: [ObjectID: Int] = [:]

    /// The number of an object, given now where it has none.
    mutating func number(_ id: ObjectID) -> Int {
        if let known = numbers[id] { return known }
        ids.append(id)
        numbers[id] = -ids.count
        return -ids.count
    }

    /// The object of a number.
    func id(_ number: Int) -> ObjectID? {
        number < 0 && -number <= ids.count ? ids[-number - 1] : nil
    }
}

extension Value {
    fileprivate func mappingObjects(_ body: (Int) -> Value) -> Value {
        switch self {
        case .object(let number): body(number)
        case .array(let items): .array(items.map { $0.mappingObjects(body) })
        case .record(let fields):
            .record(fields.map { Value.Field($0.name, $0.value.mappingObjects(body)) })
        default: self
        }
    }
}
