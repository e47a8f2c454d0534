import ParseTree
import QueryAnalysis
public import SQLSyntax

/// An argument of a test's own function that it runs as SQL: `affected_rows('UPDATE …')`.
public struct ExecutedArgument: Sendable, Hashable {
    /// Its position.
    public var parameter: Int
    /// Its name; empty where it has none.
    public var name: String
    /// The assertion that the function itself makes of it.
    public var assertion: FunctionCall?
    /// Whether the function goes on where the SQL fails.
    public var catchesErrors: Bool
    /// The role that the function has set before; nil where it has set none.
    public var role: RoleInForce?
    /// The parameter that names that role.
    public var roleParameter: Int?
    /// Whom it has signed in before; nil where it has signed in nobody.
    public var signedIn: SubjectSetter?

    /// The role that a call runs it as; nil where that is the caller's.
    fileprivate func role(of call: StatementUses.Call) -> RoleInForce? {
        guard let roleParameter else { return role }
        let text = call.texts.indices.contains(roleParameter) ? call.texts[roleParameter] : nil
        return RoleInForce(setting: call.names.isEmpty ? text ?? "" : "")
    }

    /// The arguments that a function runs.
    static func of(_ routine: CreateRoutine) -> [ExecutedArgument] {
        let inputs = routine.parameters.filter { $0.mode != .out && $0.mode != .table }
        guard let text = routine.body, inputs.contains(where: { $0.type.isText }) else { return [] }
        let block: ProceduralBlock? =
            switch routine.options.language?.lowercased() {
            case "plpgsql": ProcedureReader.read(Array(text.utf8), readsData: true)
            case "sql": ProcedureReader.readSQL(text)
            default: nil
            }
        guard let block else { return [] }
        var finder = Finder(names: inputs.map { $0.name ?? "" })
        finder.visit(block, catchesErrors: false)
        return finder.found
    }

    private struct Finder {
        let names: [String]
        var found: [ExecutedArgument] = []
        var session = BodySession()

        mutating func visit(_ block: ProceduralBlock, catchesErrors: Bool) {
            visit(block.steps, catchesErrors || !block.handlers.isEmpty)
        }

        private mutating func visit(_ steps: [ProceduralStep], _ catches: Bool) {
            for step in steps {
                session.note(step.kind, parameter)
                switch step.kind {
                case .execute(let text, _, _) where RoleInForce.isSet(by: text): break
                case .execute(let text, _, _): add(text, nil, catches)
                case .loop(.execution(_, let text), _, let body):
                    add(text, nil, catches)
                    visit(body, catches)
                case .loop(_, _, let body): visit(body, catches)
                case .block(let block): visit(block, catchesErrors: catches)
                case .branch(let branches, let otherwise):
                    let before = session
                    let after = (branches.map(\.steps) + [otherwise]).map { steps in
                        session = before
                        visit(steps, catches)
                        return session
                    }
                    session.join(after)
                case .perform(let query), .statement(.data(.query(let query)), _):
                    for call in PgTAPCalls.of(.query(query)) {
                        for index in BehavioralFunction.queries(of: call.name.name)
                        where index < call.arguments.count {
                            add(call.arguments[index], call, catches)
                        }
                    }
                default: break
                }
            }
        }

        /// `EXECUTE statement`, or with more around it: `'SELECT count(*) FROM (' || query || ')
        /// q'`.
        private mutating func add(
            _ text: Expression, _ assertion: FunctionCall?, _ catches: Bool
        ) {
            guard let parameter = parameter(text) else { return }
            found.append(
                ExecutedArgument(
                    parameter: parameter, name: names[parameter], assertion: assertion,
                    catchesErrors: catches, role: session.role,
                    roleParameter: session.roleParameter,
                    signedIn: session.signedIn.map { SubjectSetter(parameters: names, result: $0) }
                ))
        }

        private func parameter(_ text: Expression) -> Int? {
            switch text {
            case .column(let parts): parts.last.flatMap { names.firstIndex(of: $0) }
            case .parameter(let number): names.indices.contains(number - 1) ? number - 1 : nil
            case .cast(let inner, _): parameter(inner)
            case .operator(let name, let left?, let right) where name.symbol == "||":
                parameter(left) ?? parameter(right)
            case .call(let call) where call.name.name == "format":
                call.arguments.dropFirst().lazy.compactMap(parameter).first
            default: nil
            }
        }
    }
}

extension TypeName {
    fileprivate var isText: Bool {
        !isArray && ["text", "varchar", "character varying"].contains(name.name)
    }
}

/// The functions of a suite that run their arguments.
struct ArgumentRunners: Sendable {
    private(set) var functions: [String: [ExecutedArgument]] = [:]

    init(_ files: some Sequence<[String: [ExecutedArgument]]>) {
        for file in files { functions.merge(file) { $0 + $1 } }
    }

    /// What the calls of an exercise run.
    ///
    /// - Parameter role: The role that a function has set when it is called.
    func exercises(_ exercise: Exercise, role: (String) -> RoleInForce?) -> [Exercise] {
        guard !functions.isEmpty else { return [] }
        return exercise.uses.calls.flatMap { call -> [Exercise] in
            (functions[call.name.name] ?? []).compactMap { argument in
                run(argument, of: call, exercise, role(call.name.name))
            }
        }
    }

    private func run(
        _ argument: ExecutedArgument, of call: StatementUses.Call, _ exercise: Exercise,
        _ role: RoleInForce?
    ) -> Exercise? {
        let position =
            call.names.firstIndex(of: argument.name)
            ?? (call.names.contains { $0 != nil } ? nil : argument.parameter)
        guard let position, position < call.texts.count, let sql = call.texts[position],
            let data = Self.statement(sql)
        else { return nil }
        var inner = exercise
        inner.uses = StatementUses(data)
        (inner.catalogAssertions, inner.ownCalls, inner.source) = ([], [], nil)
        if let role = argument.role(of: call) ?? role { inner.role = role }
        if let setter = argument.signedIn {
            let own = exercise.ownCalls.first { $0.name.name == call.name.name }
            inner.signedIn = setter.after(own ?? call.asRead, exercise.signedIn)
        }
        if let assertion = argument.assertion {
            inner.function = assertion.name.name
            inner.expectation = BehavioralFunction.expectation(
                of: assertion.name.name, assertion.arguments.map(Self.argument))
            (inner.wanted, inner.wantsNothing) = ([], false)
        } else if argument.catchesErrors {
            // What the function says of an error is mostly its SQLSTATE, or whether it is the one
            // that it is given.
            var states = exercise.wanted.filter(Self.isState)
            if states.isEmpty, !exercise.wantsNothing {
                states = call.texts.compactMap { $0 }.filter(Self.isState)
            }
            inner.expectation =
                states.count == 1 ? .fails(state: states[0], message: nil) : .failsAnyhow
        }
        return inner
    }

    /// A statement over data, or the only one of a DO block.
    private static func statement(_ sql: String) -> DataStatement? {
        switch try? StatementReader.read(sql) {
        case .data(let data): data
        case .doBlock(let body, "plpgsql"): ProceduralBlock.onlyStatement(of: body)
        default: nil
        }
    }

    private static func isState(_ text: String) -> Bool {
        text.utf8.count == 5 && (text.first?.isNumber ?? false || text == "P0001")
    }

    private static func argument(_ expression: Expression) -> Argument {
        switch expression {
        case .string(let text), .cast(.string(let text), _): Argument(.text(text), .unknown)
        case .null: Argument(.null, .unknown)
        default: Argument(.dynamic, nil)
        }
    }
}

extension ProceduralBlock {
    /// The only statement over data of a DO block's body that does nothing else but to set
    /// settings: it is what fails where the block does.
    static func onlyStatement(of body: String) -> DataStatement? {
        let found = statements(of: ProcedureReader.read(Array(body.utf8), readsData: true))
        return found?.count == 1 ? found?[0] : nil
    }

    /// Nil where what is done hangs on something.
    private static func statements(of block: ProceduralBlock) -> [DataStatement]? {
        guard block.handlers.isEmpty else { return nil }
        var found: [DataStatement] = []
        for step in block.steps {
            switch step.kind {
            case .statement(.data(let data), _): found.append(data)
            case .perform(let query): found.append(.query(query))
            case .block(let inner):
                guard let more = statements(of: inner) else { return nil }
                found += more
            case .statement, .return: continue
            default: return nil
            }
        }
        return found
    }
}

extension StatementUses.Call {
    /// The call as far as its arguments are constant.
    fileprivate var asRead: FunctionCall {
        FunctionCall(name, constants.map { $0 ?? .other("dynamic") })
    }
}
