import QueryAnalysis
import SQLSyntax

/// What of the schema a stored query or condition uses: a view's, a policy's, a trigger's, a
/// rule's. Whatever of it goes takes the user along (`pg_depend`).
struct StoredUses: Hashable {
    var relations: Set<Int> = []
    var columns: Set<ColumnPlace> = []
    var routines: Set<Int> = []
    var types: Set<Int> = []
}

extension CatalogFold {
    /// What a query reads, by position.
    func storedUses(_ reads: QueryReads) -> StoredUses {
        let columns = reads.columns.compactMap { origin in
            state.relations[origin.relation]?.column(origin.name).map {
                ColumnPlace(relation: origin.relation, column: $0)
            }
        }
        return StoredUses(
            relations: reads.relations, columns: Set(columns), routines: reads.functions,
            types: reads.types)
    }

    /// What conditions over a table use, the table itself aside; each name in `aliases` stands for
    /// a row of it. Nil, with a rejection, where something that they name is not there.
    mutating func uses(of conditions: [Expression], over handle: Int, as aliases: [String])
        -> StoredUses?
    {
        guard !conditions.isEmpty, let table = state.relations[handle] else { return StoredUses() }
        var core = SelectCore()
        core.from = aliases.map {
            .relation(
                QualifiedName(table.name.schema, table.name.name), alias: Alias($0), only: false)
        }
        core.targets = conditions.map { Target(nil, $0) }
        let named = StatementUses(.query(Query(.select(core))))
        guard areKnown(named.reads), areKnown(calls: named.calls) else { return nil }
        let reads = QueryAnalyzer(scope).analyze(Query(.select(core))).reads
        guard areKnown(columns: reads) else { return nil }
        var uses = storedUses(reads)
        uses.relations.remove(handle)
        return uses
    }

    /// Whether there are functions of the names that conditions call in schemas that the migrations
    /// make.
    private mutating func areKnown(calls: [StatementUses.Call]) -> Bool {
        for call in calls {
            guard let schema = call.name.schema, state.schemas[schema] != nil, !isSystem(call.name),
                state.routineHandles(call.name, along: []).isEmpty
            else { continue }
            if isRejected({
                $0.reject("function \(Self.text(call.name)) does not exist", mayExist: true)
            }) {
                return false
            }
        }
        return true
    }

    /// The first column of a name that relations have.
    func place(_ column: String, among candidates: [QualifiedName]) -> ColumnPlace? {
        candidates.lazy.compactMap { self.relation($0) }.compactMap { relation in
            self.state.relations[relation]?.column(column).map {
                ColumnPlace(relation: relation, column: $0)
            }
        }.first
    }

    /// Whether all columns of all of these relations are known.
    func haveKnownColumns(_ candidates: [QualifiedName]) -> Bool {
        candidates.allSatisfy { name in
            relation(name).map { !state.unknownColumns.contains($0) } ?? false
        }
    }

    /// The routine that a call means, where only one of the name takes so many arguments.
    func onlyRoutine(_ call: StatementUses.Call) -> Int? {
        let found = state.routineHandles(call.name, along: session.searchPath).filter {
            state.routines[$0]?.arguments.count == call.arguments.count
        }
        return found.count == 1 ? found[0] : nil
    }

    /// Remembers whom to ask when something goes that a relation, or an object of it, uses.
    mutating func note(_ uses: StoredUses, of handle: Int) {
        for relation in uses.relations {
            state.usersByRelation[relation, default: []].insert(handle)
        }
    }

    /// Relations that may use a relation, itself among them: its own policies do.
    func users(of handle: Int, besides going: Set<Int> = []) -> [Int] {
        (state.usersByRelation[handle] ?? []).union([handle]).filter {
            state.relations[$0] != nil && !going.contains($0)
        }.sorted()
    }

    /// Whether a view among relations, or an object of one of them, uses something.
    func isUsed(by handles: [Int], where test: (StoredUses) -> Bool) -> Bool {
        handles.contains { state.relations[$0]?.hasUses(where: test) ?? false }
    }

    /// Takes away the views among relations, and the objects of the others, that use something.
    mutating func removeUsers(_ handles: [Int], where test: (StoredUses) -> Bool) {
        for handle in handles {
            // In place: most relations do not, and a copy costs more than the look.
            guard state.relations[handle]?.hasUses(where: test) ?? false,
                let relation = state.relations[handle]
            else { continue }
            if test(relation.uses) {
                remove(handle)
            } else {
                for trigger in relation.triggers where test(trigger.uses) {
                    dropTrigger(trigger.name, from: handle)
                }
                alter(handle, nil) {
                    $0.policies.removeAll { test($0.usingUses) || test($0.checkUses) }
                    $0.rules.removeAll { test($0.uses) }
                }
            }
        }
    }

    /// Whether something keeps a column's type as it is (`ATExecAlterColumnType`,
    /// `src/backend/commands/tablecmds.c`).
    func isTypeFixed(_ name: String, of handle: Int) -> Bool {
        guard let relation = state.relations[handle], let column = relation.column(name) else {
            return false
        }
        let place = ColumnPlace(relation: handle, column: column)
        return relation.columns.contains {
            !$0.isDropped && $0.generated?.columns.contains(column) ?? false
        } || isUsed(by: users(of: handle), where: { $0.columns.contains(place) })
    }
}
