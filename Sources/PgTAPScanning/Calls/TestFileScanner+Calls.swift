import SQLSyntax
import QueryAnalysis
import SchemaCatalog
import SQLText

extension TestFileScanner {
    /// Finds the calls of pgTAP functions among the tokens of a statement, and reads each.
    mutating func findCalls(
        _ tokens: [Token], _ bytes: Span<UInt8>, _ words: RowWords, in function: String?
    ) {
        guard words.contains(.setOperation) else {
            return findCalls(ofArm: tokens, bytes, words, in: function)
        }
        var provesNothing = false
        for arm in SetOperationArms.of(tokens, bytes) {
            findCalls(ofArm: Array(tokens[arm]), bytes, words, in: function)
            provesNothing = provesNothing || todo.provesNothing
        }
        todo.provesNothing = provesNothing
    }

    /// Finds them in a query that is no set operation, or in one side of such.
    private mutating func findCalls(
        ofArm tokens: [Token], _ bytes: Span<UInt8>, _ words: RowWords, in function: String?
    ) {
        var depth = 0
        var rows: RowSource?
        var branches: OpenBranches?
        // What says how many rows there are, if it is there at all.
        var hasLookedForRows = words.isDisjoint(with: [.from, .filter, .branch])
        // Where the test ends that `check_test()` is about, and what was found before it.
        var (checkedEnd, foundBefore) = (0, 0)
        var check: (found: FunctionNames.Found, index: Int)?
        (todo.isExpectedToFail, todo.provesNothing) = (false, false)
        let wasUnreached = todo.isUnreached
        defer { todo.isUnreached = wasUnreached }
        if words.contains(.filter), givesNoRow(tokens, bytes) {
            (todo.isUnreached, todo.provesNothing) = (true, true)
        }
        defer { todo.isExpectedToFail = false }
        for index in tokens.indices {
            if index == checkedEnd {
                todo.isExpectedToFail = false
                if let open = check, result.assertions.count == foundBefore {
                    recordCheck(open.found, tokens, open.index, bytes, function, rows)
                }
                check = nil
            }
            switch tokens[index].kind {
            case .openParen, .openBracket: depth += 1
            case .closeParen, .closeBracket: depth -= 1
            case .word, .quotedIdentifier:
                guard index + 1 < tokens.count, tokens[index + 1].kind == .openParen,
                    !isDefined(tokens, index, bytes)
                else { continue }
                let known = FunctionNames.shared.find(tokens[index], in: bytes)
                guard let found = known, !isOfAnotherSchema(tokens, index, bytes) else {
                    noteCall(tokens[index], bytes, in: function)
                    continue
                }
                if index == 0 || tokens[index - 1].kind != .dot { findsPgTAPOnPath = true }
                if !hasLookedForRows {
                    (rows, branches) = constantRows(tokens, after: index, bytes)
                    hasLookedForRows = true
                }
                branches?.enter(index, &todo, result)
                defer { branches?.leave(&todo, &result) }
                if found.isStructural, found.name == "check_test",
                    let close = ArgumentReader.closing(tokens, index + 1)
                {
                    readCheck(
                        ArgumentReader.split(tokens, (index + 2)..<close), tokens, bytes, rows)
                    (checkedEnd, foundBefore) = (close, result.assertions.count)
                    check = (found, index)
                }
                readCall(found, tokens, index, bytes, function, rows, isChecked: index < checkedEnd)
            default: break
            }
        }
        if let branches {
            assertsInBranches = true
            if !branches.isCounted { result.hasUncertainCount = true }
        }
    }

    /// Whether a call names a schema that is not pgTAP's: where the file otherwise finds pgTAP on
    /// the search path, `private.can(…)` is the project's own function.
    private func isOfAnotherSchema(
        _ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>
    ) -> Bool {
        guard findsPgTAPOnPath, index > 1, tokens[index - 1].kind == .dot,
            let schema = try? bytes.identifier(tokens[index - 2])
        else { return false }
        let isUsual =
            ["public", "extensions"].contains(schema) || schema.contains("tap")
            || schema.contains("test")
        return !isUsual && !(searchPath ?? []).contains(schema)
    }

    /// Whether a query's own WHERE or LIMIT leaves no row: `WHERE false`, `LIMIT 0`.
    private func givesNoRow(_ tokens: [Token], _ bytes: Span<UInt8>) -> Bool {
        guard let first = tokens.first, bytes.isKeyword("select", first) else { return false }
        var depth = 0
        for index in tokens.indices {
            switch tokens[index].kind {
            case .openParen, .openBracket: depth += 1
            case .closeParen, .closeBracket: depth -= 1
            case .word where depth == 0:
                if bytes.isKeyword("where", tokens[index]), isFalse(tokens, from: index + 1, bytes)
                {
                    return true
                }
                if bytes.isKeyword("limit", tokens[index]), index + 1 < tokens.count,
                    bytes.text(of: tokens[index + 1]) == "0"
                {
                    return true
                }
            default: continue
            }
        }
        return false
    }

    /// `false`, or two whole numbers that are not equal, as the whole condition.
    private func isFalse(_ tokens: [Token], from start: Int, _ bytes: Span<UInt8>) -> Bool {
        func ends(_ index: Int) -> Bool {
            index >= tokens.count
                || tokens[index].kind == .word && !bytes.isKeyword("or", tokens[index])
        }
        guard start < tokens.count else { return false }
        if tokens[start].kind == .word {
            return bytes.isKeyword("false", tokens[start]) && ends(start + 1)
        }
        guard start + 2 < tokens.count, tokens[start].kind == .integer,
            tokens[start + 2].kind == .integer, ends(start + 3)
        else { return false }
        return bytes.text(of: tokens[start + 1]) == "="
            && bytes.text(of: tokens[start]) != bytes.text(of: tokens[start + 2])
    }

    /// `check_test(test, ok, name, description, diagnostics)`: one line, and one for each of the
    /// last two that are given.
    private mutating func readCheck(
        _ parts: [Range<Int>], _ tokens: [Token], _ bytes: Span<UInt8>, _ rows: RowSource?
    ) {
        let values = parts.map { reader.evaluate(tokens, $0, bytes).value }
        todo.isExpectedToFail = values.count < 2 || values[1] != .text("true")
        if todo.isExpectedToFail { todo.provesNothing = true }
        let compared = values.dropFirst(3).prefix(2)
        if compared.contains(.dynamic) { result.hasUncertainCount = true }
        result.otherTests += (1 + compared.count { $0 != .null }) * (rows?.rows.count ?? 1)
    }

    /// `check_test()` of what no assertion of the file stands for, a wrapper's call: its own line
    /// is the test.
    private mutating func recordCheck(
        _ found: FunctionNames.Found, _ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>,
        _ function: String?, _ rows: RowSource?
    ) {
        guard let close = ArgumentReader.closing(tokens, index + 1) else { return }
        let arguments = ArgumentReader.split(tokens, (index + 2)..<close).map {
            reader.evaluate(tokens, $0, bytes)
        }
        let place = file.lines.position(at: Int(tokens[index].start))
        let assertion = Assertion(
            line: place.line, column: place.column, function: found.name, arguments: arguments,
            resolution: memo.resolve(found.number, arguments),
            state: todo.isUnreached ? .unreached : .active, searchPath: searchPath,
            enclosingFunction: function)
        let count = rows?.rows.count ?? 1
        result.assertions += Array(repeating: assertion, count: count)
        result.otherTests -= count
    }

    /// Remembers a call of what is no function of pgTAP.
    private mutating func noteCall(_ token: Token, _ bytes: Span<UInt8>, in function: String?) {
        guard let name = try? bytes.identifier(token) else { return }
        if let function {
            if !ServerFunctionResult.exists(name), !QuotedIdentifier.isKeyword(name) {
                result.functionCalls[function, default: []].insert(name)
            }
            return
        }
        result.calledFunctions.insert(name)
        if !ServerFunctionResult.exists(name), !QuotedIdentifier.isKeyword(name) {
            result.callsUnknownFunctions = true
            callsOwnFunctions = true
        }
    }

    /// Whether the word before makes this a definition or an alias rather than a call.
    private func isDefined(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) -> Bool {
        // `INSERT INTO public.matches (…)` calls nothing.
        let isQualified = index > 1 && tokens[index - 1].kind == .dot
        let first = isQualified ? index - 2 : index
        guard first > 0, tokens[first - 1].kind == .word else { return false }
        let before = tokens[first - 1]
        return bytes.isKeyword("function", before) || bytes.isKeyword("into", before)
            || bytes.isKeyword("as", before)
            || bytes.isKeyword("table", before) || bytes.isKeyword("update", before)
            || bytes.isKeyword("procedure", before)
    }

    /// The constant rows of the statement's own FROM; nil where it has none, or where they are not
    /// constant, which makes the number of assertions uncertain. Where there is no FROM, its WHERE
    /// leaves one row or none. Without either, the branches of the CASE that its select list holds.
    private mutating func constantRows(_ tokens: [Token], after call: Int, _ bytes: Span<UInt8>)
        -> (RowSource?, OpenBranches?)
    {
        var depth = 0
        var caseStart: Int?
        for index in tokens.indices {
            switch tokens[index].kind {
            case .openParen, .openBracket: depth += 1
            case .closeParen, .closeBracket: depth -= 1
            case .word where depth == 0 && bytes.isKeyword("from", tokens[index]):
                // `SELECT * FROM f(…)`: the call is the source.
                guard index > call else { return (nil, nil) }
                let rows = RowSource.read(
                    tokens, from: index + 1, caseStart: caseStart, reader, bytes)
                if caseStart == nil, let count = aggregated(tokens, from: index, rows, bytes) {
                    if count == .unknown { result.hasUncertainCount = true }
                    return (nil, nil)
                }
                let isCounted = caseStart == nil || rows?.cases?.taken.contains(nil) == false
                if rows == nil || !isCounted { result.hasUncertainCount = true }
                return (rows, nil)
            case .word where depth == 0 && index > call && bytes.isKeyword("where", tokens[index]):
                let rows = RowSource.ofCondition(tokens, from: index, reader, bytes)
                if rows == nil || caseStart != nil { result.hasUncertainCount = true }
                return (rows, nil)
            case .word where depth == 0 && bytes.isKeyword("case", tokens[index]):
                caseStart = caseStart ?? index
            case .word where depth == 0 && bytes.isKeyword("if", tokens[index]):
                result.hasUncertainCount = true
            default: break
            }
        }
        guard let caseStart else { return (nil, nil) }
        let cases = RowCases(tokens, from: caseStart, until: tokens.count, bytes) {
            [reader] in RowSource.text($0, tokens, reader, bytes)
        }
        if cases == nil { result.hasUncertainCount = true }
        return (nil, cases.map { OpenBranches($0) })
    }

    /// Whether the rows of the FROM clause at `from` are, or may be, taken together; nil where each
    /// is by itself, and where groups, or what is asked of them, say how many rows come out.
    private func aggregated(
        _ tokens: [Token], from: Int, _ rows: RowSource?, _ bytes: Span<UInt8>
    ) -> AggregatedRows? {
        let groups: [StaticString] = ["group", "having", "limit", "offset", "fetch"]
        guard
            !tokens[from...].contains(where: { token in
                groups.contains { bytes.isKeyword($0, token) }
            })
        else { return nil }
        let columns = Set(rows?.rows.first?.keys.map { $0 } ?? [])
        let aggregated = AggregatedRows(tokens[..<from], columns: columns, bytes)
        return aggregated == .each ? nil : aggregated
    }

    private mutating func readCall(
        _ found: FunctionNames.Found, _ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>,
        _ function: String?,
        _ rows: RowSource?,
        isChecked: Bool
    ) {
        guard let close = ArgumentReader.closing(tokens, index + 1) else { return }
        let parts = ArgumentReader.split(tokens, (index + 2)..<close)
        if found.isStructural {
            readStructure(found.name, tokens, index, parts, bytes, isChecked)
            return
        }
        guard let rows else {
            let runsSQL = record(
                found, parts.map { reader.evaluate(tokens, $0, bytes) }, tokens[index], function,
                isChecked)
            if runsSQL { exerciseTemplates(parts, tokens, bytes) }
            return
        }
        let taken = rows.rows(at: index)
        if taken.isEmpty {
            let wasUnreached = todo.isUnreached
            todo.isUnreached = true
            record(
                found, parts.map { reader.evaluate(tokens, $0, bytes) }, tokens[index], function,
                isChecked)
            todo.isUnreached = wasUnreached
        }
        for row in taken {
            var bound = reader
            bound.bindings.merge(row) { $1 }
            record(
                found, parts.map { bound.evaluate(tokens, $0, bytes) }, tokens[index], function,
                isChecked)
        }
    }

    /// Notes a call.
    ///
    /// - Returns: Whether its arguments may be SQL: what asserts of the schema executes none.
    @discardableResult
    private mutating func record(
        _ found: FunctionNames.Found, _ arguments: [Argument], _ token: Token, _ function: String?,
        _ isChecked: Bool
    ) -> Bool {
        let place = file.lines.position(at: Int(token.start))
        let resolution = memo.resolve(found.number, arguments)
        var state = todo.next()
        if state == .active, case .resolved(let signature) = resolution,
            signature.isSchemaAssertion,
            arguments.indices.contains(where: {
                arguments[$0].isDynamic && $0 < signature.roles.count
                    && signature.roles[$0] != .description
            })
        {
            state = .dynamic
        }
        let assertion = Assertion(
            line: place.line, column: place.column, function: found.name, arguments: arguments,
            resolution: resolution, state: state,
            searchPath: searchPath, enclosingFunction: function, isChecked: isChecked)
        result.assertions.append(assertion)
        if conditions.hasQuit { noteAfterQuit(assertion) }
        if case .resolved(let signature) = resolution, signature.isSchemaAssertion { return false }
        if todo.isInBranch { return false }
        exerciseArguments(assertion)
        return true
    }

    /// Of what stands behind `\q`, the first assertion is enough to say so.
    private mutating func noteAfterQuit(_ assertion: Assertion) {
        guard !result.diagnostics.contains(where: { $0.rule == NeverRun.page.rule }) else { return }
        result.diagnostics.append(
            NeverRun.afterQuit(
                at: SourceLocation(file: "", line: assertion.line, column: assertion.column)))
    }

    /// Reads a function that shapes a test rather than asserts.
    private mutating func readStructure(
        _ name: String, _ tokens: [Token], _ index: Int, _ parts: [Range<Int>],
        _ bytes: Span<UInt8>, _ isChecked: Bool
    ) {
        let offset = Int(tokens[index].start)
        func number(_ part: Int) -> Int? {
            guard part < parts.count,
                case .text(let digits) = reader.evaluate(tokens, parts[part], bytes).value
            else { return nil }
            return Int(digits)
        }
        switch name {
        case "plan":
            setPlan(number(0).map(Plan.count) ?? .dynamic, at: offset)
        case "no_plan": setPlan(.none, at: offset)
        case "todo":
            // todo(why, n), todo(n, why), todo(why), todo(n)
            todo.remaining = number(0) ?? number(1) ?? 1
        case "todo_start": todo.depth += 1
        case "todo_end": todo.depth = max(0, todo.depth - 1)
        case "skip":
            if !isChecked { result.otherTests += number(0) ?? number(1) ?? 1 }
        case "runtests", "do_tap":
            result.runtests.append(
                TestFile.RunTests(
                    pattern: pattern(parts.map { reader.evaluate(tokens, $0, bytes) })))
            result.hasUncertainCount = true
        case "finish": result.hasFinish = true
        default: break
        }
    }

    private mutating func setPlan(_ plan: Plan, at offset: Int) {
        result.plan = plan
        let place = file.lines.position(at: offset)
        result.planPlace = (place.line, place.column)
    }

    /// The pattern of `runtests(name, text)`, `(name)`, `(text)`, `()`; nil where it is not
    /// constant.
    private func pattern(_ arguments: [Argument]) -> String? {
        guard let last = arguments.last else { return "^test" }
        if arguments.count == 1, last.type?.is(.name) ?? false { return "^test" }
        if case .text(let pattern) = last.value { return pattern }
        return nil
    }
}
