import ParseTree
import QueryAnalysis
import SQLSyntax
import SQLText

/// What the bodies of functions and DO blocks execute.
extension TestFileScanner {
    /// Notes what a function's body executes.
    mutating func exerciseBody(_ range: Range<Int>, language: String, of function: String?) {
        let outer = role
        todo.provesNothing = false
        // A function's own SET ROLE matters where it is called, not where it is written.
        defer { if function != nil { role = outer } }
        if language == "sql" {
            let body = file.bytes.span.text(of: range)
            let place = file.lines.position(at: range.lowerBound)
            for statement in (try? StatementReader.readAll(body)) ?? [] {
                if case .data(let data) = statement { add(data, place, in: function) }
            }
            return
        }
        let lines = file.lines
        let content = file.bytes
        let block = ProcedureReader.read(content, in: range, readsData: true) {
            lines.position(at: $0)
        } skips: {
            ConstantCall.isWhole($0, content)
        }
        exercise(block, of: function)
    }

    /// Notes what a DO block executes that an assertion is given as text.
    mutating func exerciseText(
        _ body: String, language: String, _ place: (line: Int, column: Int), _ assertion: Assertion
    ) {
        guard language == "plpgsql" else { return }
        let bytes = Array(body.utf8)
        let block = ProcedureReader.read(bytes, in: bytes.indices, readsData: true) { _ in
            place
        } skips: { _ in
            false
        }
        exercise(block, of: assertion.enclosingFunction)
    }

    /// - Parameter step: Where the block stands, for what has no place of its own: RETURN's value.
    private mutating func exercise(
        _ block: ProceduralBlock, of function: String?,
        at step: (line: Int, column: Int) = (1, 1)
    ) {
        let outer = todo.provesNothing
        let wanted = GuardedBlock.wanted(block)
        // Any error will do, that of a missing object, too.
        if wanted == nil, GuardedBlock.wantsError(block) { todo.provesNothing = true }
        let first = block.steps.first
        let place = (line: first?.line ?? step.line, column: first?.column ?? step.column)
        for variable in block.variables {
            if let value = variable.value { exercise(value, place, of: function) }
        }
        if let wanted {
            exercise(Array(block.steps[..<wanted.step]), of: function)
            exercise(block.steps[wanted.step], failingWith: wanted.state, of: function)
        } else {
            exercise(
                block.steps, of: function, judges: function == nil && block.handlers.isEmpty,
                at: place)
        }
        todo.provesNothing = outer
        for handler in block.handlers { exercise(handler.steps, of: function) }
    }

    /// Notes what a step of a body executes that must fail.
    private mutating func exercise(
        _ step: ProceduralStep, failingWith state: String, of function: String?
    ) {
        let uses: StatementUses
        switch step.kind {
        case .statement(.data(let data), _): uses = StatementUses(data)
        case .perform(let query): uses = StatementUses(.query(query))
        case .statement(.call(let call), _): uses = StatementUses(call)
        case .execute(.string(let text), _, _):
            guard case .data(let data)? = try? StatementReader.read(text) else { return }
            uses = StatementUses(data)
        default:
            exercise([step], of: function)
            return
        }
        let place = (line: step.line ?? 1, column: step.column ?? 1)
        append(exercise(uses, .fails(state: state, message: nil), place, in: function, nil))
    }

    /// - Parameters:
    ///   - judges: Whether an error that they raise fails the test.
    ///   - start: Where those stand that have no place of their own.
    private mutating func exercise(
        _ steps: [ProceduralStep], of function: String?, judges: Bool = false,
        at start: (line: Int, column: Int) = (1, 1)
    ) {
        var raising = RaisingSteps(judges ? steps : [])
        for (index, step) in steps.enumerated() {
            let place = (line: step.line ?? start.line, column: step.column ?? start.column)
            if !raising.isEmpty, judge(step, before: steps.dropFirst(index + 1).first, &raising) {
                continue
            }
            switch step.kind {
            case .statement(.data(let data), _): add(data, place, in: function)
            case .perform(let query): add(.query(query), place, in: function)
            case .statement(.call(let call), _):
                add(StatementUses(call), .runs, place, in: function)
            case .statement(.set(let change), _) where RoleInForce.isSet(by: change):
                role = RoleInForce(change)
                if let function { result.functionRoles[function] = role }
            case .execute(let text, _, _) where RoleInForce.isSet(by: text):
                role = RoleInForce(settingText: text)
                if let function { result.functionRoles[function] = role }
            case .execute(.string(let text), _, _):
                if case .data(let data)? = try? StatementReader.read(text) {
                    add(data, place, in: function)
                }
            case .assign(_, _, let value): exercise(value, place, of: function)
            case .block(let block): exercise(block, of: function, at: place)
            case .branch(let branches, let otherwise):
                // Only the first condition is sure to be asked.
                if let first = branches.first { exercise(first.condition, place, of: function) }
                for branch in branches { exercise(branch.steps, of: function) }
                exercise(otherwise, of: function)
            case .loop(let loop, _, let body):
                if case .query(_, let query) = loop { add(.query(query), place, in: function) }
                exercise(body, of: function)
            default: break
            }
        }
    }

    /// Notes what a step asserts, or fetches for an assertion (``RaisingSteps``).
    ///
    /// - Returns: Whether it has been noted in full.
    private mutating func judge(
        _ step: ProceduralStep, before next: ProceduralStep?, _ raising: inout RaisingSteps
    ) -> Bool {
        let place = (line: step.line ?? 1, column: step.column ?? 1)
        let (query, into): (Query, [String])
        switch step.kind {
        case .statement(.data(.query(let data)), let names): (query, into) = (data, names)
        case .perform(let data): (query, into) = (data, [])
        case .assign(let name, _, _):
            raising.forget(name)
            return false
        case .branch(let branches, _):
            for branch in branches { judge(branch, place, raising) }
            return false
        default: return false
        }
        raising.note(query, into: into)
        guard let expectation = raising.expectation(of: into, before: next) else { return false }
        add(.query(query), place, in: nil, expecting: expectation)
        return true
    }

    /// Notes what a branch asserts that raises an error.
    private mutating func judge(
        _ branch: ProceduralStep.Branch, _ place: (line: Int, column: Int),
        _ raising: RaisingSteps
    ) {
        guard let condition = raising.condition(of: branch) else { return }
        var core = SelectCore()
        core.targets = [Target(nil, .not(condition))]
        let uses = StatementUses(.query(Query(.select(core))))
        var exercise = exercise(uses, .result, place, in: nil, nil)
        if uses.readsSystemCatalogs {
            exercise.catalogAssertions = [
                FunctionCall(QualifiedName("ok"), [core.targets[0].expression])
            ]
        }
        exercise.wantsNothing = RaisingSteps.saysSomething(branch.condition)
        append(exercise)
    }

    /// Notes what an expression of a body executes.
    private mutating func exercise(
        _ expression: Expression, _ place: (line: Int, column: Int), of function: String?
    ) {
        var core = SelectCore()
        core.targets = [Target(nil, expression)]
        add(.query(Query(.select(core))), place, in: function)
    }
}
