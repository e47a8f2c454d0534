import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SQLText
import Synchronization

/// Functions of the schema that a migration calls: what their bodies do to the schema happens.
extension CatalogFold {
    /// Calls that a query makes, in its target list and FROM.
    mutating func call(in query: Query, _ procedure: Procedure = Procedure()) {
        guard hasChangingRoutines, case .select(let core) = query.body else { return }
        for target in core.targets { call(in: target.expression, core, procedure) }
        for case .function(let item) in core.from {
            for expression in item.calls { call(in: expression, nil, procedure) }
        }
    }

    mutating func call(in expression: Expression, _ procedure: Procedure) {
        guard hasChangingRoutines else { return }
        call(in: expression, nil, procedure)
    }

    /// CALL.
    mutating func callProcedure(_ call: FunctionCall) {
        guard hasChangingRoutines else { return }
        invoke(call, arguments: call.arguments.map { evaluate($0, Procedure()) })
    }

    private mutating func call(
        in expression: Expression, _ core: SelectCore?, _ procedure: Procedure
    ) {
        switch expression {
        case .call(let call):
            for argument in call.arguments { self.call(in: argument, core, procedure) }
            guard mayChangeSchema(call) else { return }
            guard let core, !core.from.isEmpty || core.filter != nil else {
                invoke(call, arguments: call.arguments.map { evaluate($0, procedure) })
                return
            }
            invokeForRows(call, core, procedure)
        case .cast(let inner, _), .not(let inner), .isNull(let inner, _), .truth(let inner, _):
            self.call(in: inner, core, procedure)
        case .operator(_, let left, let right):
            if let left { self.call(in: left, core, procedure) }
            self.call(in: right, core, procedure)
        case .and(let items), .or(let items), .coalesce(let items):
            for item in items { self.call(in: item, core, procedure) }
        case .subquery(let subquery): self.call(in: subquery.query, procedure)
        default: break
        }
    }

    /// A call for each row of FROM.
    private mutating func invokeForRows(
        _ call: FunctionCall, _ core: SelectCore, _ procedure: Procedure
    ) {
        var rows = core
        rows.targets = call.arguments.map { Target(nil, $0) }
        guard let relation = evaluateRows(Query(.select(rows)), procedure),
            relation.rows.allSatisfy(\.isCertain)
        else {
            reportOpaque(
                "\(call.name.name)() changes the schema, and is called for rows that only a server knows"
            )
            return
        }
        for row in relation.rows { invoke(call, arguments: row.values) }
    }

    private mutating func invoke(_ call: FunctionCall, arguments: [Value]) {
        guard let routine = chosenRoutine(call, arguments), let body = routine.body else { return }
        // One that calls itself on conditions that cannot be told would be followed to all depths,
        // in each of its branches.
        let own = RoutineOnStack(name: routine.name, arguments: routine.arguments)
        guard callers.count < Self.maximumCallDepth, !isGuarded || !callers.contains(own) else {
            reportOpaque("\(call.name.name)() calls itself too deeply to be followed")
            return
        }
        guard let block = dynamic.procedure(body, routine.language) else {
            reportOpaque(
                "\(call.name.name)() is written in \(routine.language) and may change the schema")
            return
        }
        var procedure = Procedure()
        procedure.parameters = routine.arguments.indices.map { index in
            if let given = routine.position(of: index, in: call) {
                return given < arguments.count ? arguments[given] : .unknown
            }
            // Evaluated anew in each call, and without the caller's variables.
            return routine.defaultValue(at: index).map { evaluate($0, Procedure()) } ?? .unknown
        }
        for (name, value) in zip(routine.argumentNames, procedure.parameters) where !name.isEmpty {
            procedure.scopes[0][name] = value
        }
        callers.append(own)
        let path = session.searchPath
        if let path = routine.searchPath { session.searchPath = path }
        _ = run(block, &procedure)
        if routine.searchPath != nil { session.searchPath = path }
        callers.removeLast()
    }

    static var maximumCallDepth: Int { 12 }

    /// Whether a call of a routine of this name could change the schema, whichever of its kin is
    /// meant.
    func isChanging(_ name: String) -> Bool {
        guard hasChangingRoutines else { return false }
        if let known = state.changingNames[name] { return known }
        // What was looked at already changes nothing, or would have ended the search.
        var seen: Set<String> = []
        func changes(_ name: String) -> Bool {
            guard seen.insert(name).inserted else { return false }
            return state.routines.contains { routine in
                guard let routine, routine.name.name == name, Self.mayChangeSchema(routine),
                    let body = routine.body
                else { return false }
                guard let block = dynamic.procedure(body, routine.language) else { return true }
                return Effects(
                    [ProceduralStep(.block(block))], session.externalSchemas, isChanging: changes
                ).changesSchema
            }
        }
        let found = changes(name)
        state.changingNames[name] = found
        return found
    }
}

/// Which names of routines may change the schema where they are called, as far as was asked. The
/// routines that they were asked of have one, and other routines another.
final class ChangingNames: Sendable {
    private let known = Mutex<[String: Bool]>([:])

    subscript(name: String) -> Bool? {
        get { known.withLock { $0[name] } }
        set { known.withLock { $0[name] = newValue } }
    }
}

/// A routine that runs, told from its kin.
struct RoutineOnStack: Equatable {
    let name: CatalogName
    let arguments: [SQLType?]
}

/// Whether a body holds a word that could change the schema. Cheap, and never wrong in saying no.
enum ChangingBody {
    private static let words = [
        "create", "alter", "drop", "execute", "grant", "revoke", "perform", "call", "select",
        "into",
    ]

    static func mayChangeSchema(_ body: String) -> Bool {
        let lower = body.lowercased()
        return words.contains { lower.holds($0) }
    }
}
