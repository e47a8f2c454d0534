import SQLSyntax

/// A block with EXCEPTION: what stands in it may fail without the test's failing.
enum GuardedBlock {
    /// Whether the test wants an error: only the handler says that all is well
    /// (`raised := true`, `pass()`), or the block says behind the statement that something is wrong
    /// (`fail()`, RAISE).
    static func wantsError(_ block: ProceduralBlock) -> Bool {
        guard !block.handlers.isEmpty else { return false }
        if block.steps.contains(where: saysWrong) { return true }
        let handled = block.handlers.flatMap(\.steps)
        return handled.contains(where: saysWell) && !block.steps.contains(where: saysWell)
    }

    /// The step that must fail, and with which SQLSTATE: any other error, and none, would end the
    /// test or be said to be wrong.
    ///
    ///     BEGIN
    ///         INSERT INTO …;
    ///         RAISE EXCEPTION 'was accepted';
    ///     EXCEPTION WHEN check_violation THEN NULL; END
    static func wanted(_ block: ProceduralBlock) -> (step: Int, state: String)? {
        let passing = block.handlers.filter { handler in
            !handler.steps.contains(where: saysWrong)
        }
        guard passing.count == 1, passing[0].conditions.count == 1,
            let state = state(of: passing[0].conditions[0]), state != "P0001"
        else { return nil }
        if let wrong = block.steps.firstIndex(where: saysWrong) {
            return wrong > 0 ? (wrong - 1, state) : nil
        }
        let isSaid =
            passing[0].steps.contains(where: saysWell) && !block.steps.contains(where: saysWell)
        return isSaid && !block.steps.isEmpty ? (block.steps.count - 1, state) : nil
    }

    /// The SQLSTATE of a condition as it is written; nil for OTHERS.
    private static func state(of condition: String) -> String? {
        if let named = RaisedError.state(named: condition) { return named }
        let isState = condition.utf8.count == 5 && condition.contains(where: \.isNumber)
        return isState ? condition : nil
    }

    private static func saysWrong(_ step: ProceduralStep) -> Bool {
        switch step.kind {
        case .raise: true
        case .perform(let query), .statement(.data(.query(let query)), _):
            PgTAPCalls.of(.query(query)).contains { call in
                call.name.name == "fail"
                    || call.name.name == "ok" && call.arguments.first == .boolean(false)
            }
        default: false
        }
    }

    private static func saysWell(_ step: ProceduralStep) -> Bool {
        switch step.kind {
        case .assign(_, _, .boolean), .assign(_, _, .string): true
        case .perform(let query), .statement(.data(.query(let query)), _):
            PgTAPCalls.of(.query(query)).contains { ["pass", "ok"].contains($0.name.name) }
                || setsSetting(query)
        default: false
        }
    }

    /// `set_config('test.raised', 'true', …)`: settings carry results out of DO.
    private static func setsSetting(_ query: Query) -> Bool {
        guard case .select(let core) = query.body else { return false }
        return core.targets.contains { target in
            if case .call(let call) = target.expression {
                call.name.name == "set_config"
            } else {
                false
            }
        }
    }
}
