import QueryAnalysis
import QueryEvaluation
import SQLSyntax

/// What is known while the body of a wrapper is followed.
struct WrapperFrame {
    /// Nil outside any.
    var wrapper: Wrapper?
    var variables: [String: Value] = [:]
    /// `$1`, `$2`, …
    var parameters: [Value] = []
    /// How many wrappers call one another.
    var depth = 0
}

/// The bodies of wrappers, followed with the arguments of each call.
extension ClaimResolver {
    /// Follows the wrappers among `calls`, once for each row of the query around them.
    mutating func runWrappers(
        _ calls: [FunctionCall], _ source: SelectCore?, _ frame: WrapperFrame,
        _ exercise: Exercise, _ entry: TestSuite.Entry
    ) {
        guard frame.depth < Self.maximumWrapperDepth else { return }
        for call in calls {
            // What the file makes itself hides what others make under that name.
            let own = entry.file.wrappers.filter { $0.name == call.name.name }
            let candidates = own.isEmpty ? wrappers[call.name.name] ?? [] : own
            let fitting = candidates.filter { $0.accepts(call) }
            // As the server: what needs no default comes first.
            let exact = fitting.filter { $0.parameters.count == call.arguments.count }
            guard !fitting.isEmpty else { continue }
            var evaluator = evaluator(frame, exercise)
            guard let rows = CatalogAssertion.arguments(call, source, &evaluator) else { continue }
            for arguments in rows {
                for wrapper in exact.isEmpty ? fitting : exact {
                    evaluated.followed.insert(wrapper.name)
                    run(wrapper, call, arguments, frame.depth + 1, exercise, entry)
                }
            }
        }
    }

    private static var maximumWrapperDepth: Int { 8 }

    private mutating func run(
        _ wrapper: Wrapper, _ call: FunctionCall, _ arguments: [Value], _ depth: Int,
        _ exercise: Exercise, _ entry: TestSuite.Entry
    ) {
        var frame = WrapperFrame(wrapper: wrapper, depth: depth)
        for (index, parameter) in wrapper.parameters.enumerated() {
            let value: Value
            if let position = wrapper.position(of: index, in: call) {
                value = arguments[position]
            } else {
                var evaluator = evaluator(WrapperFrame(), exercise)
                value = parameter.default.map { evaluator.evaluate($0) } ?? .unknown
            }
            frame.parameters.append(value)
            frame.variables[parameter.name] = value
        }
        // `wrapper.parameter` names a parameter, too.
        frame.variables[wrapper.name] = .record(
            frame.variables.sorted { $0.key < $1.key }.map { Value.Field($0.key, $0.value) })
        run(wrapper.body, &frame, exercise, entry)
    }

    private mutating func run(
        _ block: ProceduralBlock, _ frame: inout WrapperFrame, _ exercise: Exercise,
        _ entry: TestSuite.Entry
    ) {
        for variable in block.variables {
            var evaluator = evaluator(frame, exercise)
            frame.variables[variable.name] =
                variable.aliasOf.map { frame.variables[$0] ?? .unknown }
                ?? variable.value.map { evaluator.evaluate($0) } ?? .null
        }
        run(block.steps, &frame, exercise, entry)
    }

    private mutating func run(
        _ steps: [ProceduralStep], _ frame: inout WrapperFrame, _ exercise: Exercise,
        _ entry: TestSuite.Entry
    ) {
        for step in steps {
            switch step.kind {
            case .perform(let query), .statement(.data(.query(let query)), _):
                if case .select(let core) = query.body {
                    for call in PgTAPCalls.of(.query(query)) {
                        _ = assert(call, core, frame, exercise, entry)
                    }
                    runWrappers(
                        PgTAPCalls.ofOwnFunctions(in: .query(query)), core, frame, exercise, entry)
                }
                if case .statement(_, let targets) = step.kind { forget(targets, &frame) }
            case .block(let block): run(block, &frame, exercise, entry)
            case .assign(let name, let field, let value):
                var evaluator = evaluator(frame, exercise)
                frame.variables[name] = field == nil ? evaluator.evaluate(value) : .unknown
            case .forget(let names): forget(names, &frame)
            case .branch(let branches, let otherwise):
                choose(branches, otherwise, &frame, exercise, entry)
            case .loop(let loop, _, let body): run(loop, body, &frame, exercise, entry)
            default: continue
            }
        }
    }

    private func forget(_ names: [String], _ frame: inout WrapperFrame) {
        for name in names { frame.variables[name] = .unknown }
    }

    /// Follows the branch whose condition is known to hold; none where that hangs on the data.
    private mutating func choose(
        _ branches: [ProceduralStep.Branch], _ otherwise: [ProceduralStep],
        _ frame: inout WrapperFrame, _ exercise: Exercise, _ entry: TestSuite.Entry
    ) {
        for branch in branches {
            var evaluator = evaluator(frame, exercise)
            let condition = evaluator.evaluate(branch.condition)
            if condition.truth == true { return run(branch.steps, &frame, exercise, entry) }
            guard condition == .null || condition.truth == false else {
                if let name = frame.wrapper?.name { evaluated.partial.insert(name) }
                forget(
                    ProceduralStep.assignedNames(in: branches.flatMap(\.steps) + otherwise), &frame)
                return
            }
        }
        run(otherwise, &frame, exercise, entry)
    }

    private mutating func run(
        _ loop: ProceduralStep.Loop, _ body: [ProceduralStep], _ frame: inout WrapperFrame,
        _ exercise: Exercise, _ entry: TestSuite.Entry
    ) {
        guard let target = target(of: loop), let values = values(of: loop, frame, exercise) else {
            if let name = frame.wrapper?.name { evaluated.partial.insert(name) }
            return forget(ProceduralStep.assignedNames(in: body), &frame)
        }
        for value in values {
            frame.variables[target] = value
            run(body, &frame, exercise, entry)
        }
    }

    private func target(of loop: ProceduralStep.Loop) -> String? {
        switch loop {
        case .array, .query, .integers: loop.targets.first
        default: nil
        }
    }

    /// What the variable of a loop comes to in turn; nil where that cannot be told.
    private func values(
        of loop: ProceduralStep.Loop, _ frame: WrapperFrame, _ exercise: Exercise
    ) -> [Value]? {
        var evaluator = evaluator(frame, exercise)
        switch loop {
        case .array(_, let array):
            guard case .array(let elements) = Evaluator.arrayValue(evaluator.evaluate(array)) else {
                return nil
            }
            return elements
        case .query(_, let query):
            guard let rows = evaluator.rows(of: query), rows.rows.allSatisfy(\.isCertain) else {
                return nil
            }
            return rows.rows.map { row in
                rows.columns.count == 1
                    ? row.values[0]
                    : .record(zip(rows.columns, row.values).map { Value.Field($0, $1) })
            }
        case .integers(_, let lower, let upper, nil, false):
            guard let first = evaluator.evaluate(lower).text.flatMap({ Int($0) }),
                let last = evaluator.evaluate(upper).text.flatMap({ Int($0) }),
                last - first < 10_000
            else { return nil }
            return first <= last ? (first...last).map(Value.integer) : []
        default: return nil
        }
    }
}
