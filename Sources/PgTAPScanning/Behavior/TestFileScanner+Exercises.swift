import ParseTree
import QueryAnalysis
import SQLSyntax
import SQLText

extension TestFileScanner {
    /// Statements longer than this many tokens are data; their first rows say what the rest do.
    private static let maximumTokens = 5_000

    // MARK: - Statements

    /// Notes what a top-level statement executes, once its assertions are found.
    ///
    /// - Parameter found: Assertions found before this statement.
    mutating func exercise(
        _ tokens: [Token], _ bytes: Span<UInt8>, _ words: RowWords, assertionsBefore found: Int
    ) {
        guard let first = tokens.first, let last = tokens.last, isExecuted(first, bytes) else {
            return
        }
        let own = result.assertions[found...]
        // Constants alone: there is nothing but what the assertions themselves say.
        if !own.isEmpty, !callsOwnFunctions,
            !own.contains(where: { $0.arguments.contains { $0.value == .dynamic } }),
            !words.contains(.from)
        {
            return
        }
        if own.isEmpty ? calledOnlyStructure(tokens, bytes) : ConstantCall.isWhole(tokens, bytes) {
            return
        }
        guard let text = text(tokens.prefix(Self.maximumTokens), first, last, bytes) else { return }
        let place = file.lines.position(at: Int(first.start))
        let statement: SQLSyntax.Statement
        do throws(ParseFailure) {
            guard let parsed = try StatementReader.read(text) else { return }
            statement = parsed
        } catch {
            // What a variable stands for, or a long list ends with, is not known.
            if last.end == tokens.prefix(Self.maximumTokens).last?.end,
                !tokens.contains(where: { $0.kind.isVariable })
            {
                note(error, in: first, found)
            }
            return
        }
        switch statement {
        case .data(let data): add(data, place, in: nil)
        case .call(let call): add(StatementUses(call), .runs, place, in: nil)
        case .prepare(let name, let data): prepared[name] = data
        default: break
        }
    }

    /// What the grammar rejects ends the test; what was taken for its assertions never runs.
    private mutating func note(_ failure: ParseFailure, in first: Token, _ found: Int) {
        guard !failure.isRefusal, !todo.isUnreached else { return }
        let (line, column) = file.position(at: Int(first.start) + failure.offset)
        result.diagnostics.append(
            SyntaxError.diagnostic(
                at: SourceLocation(file: "", line: line, column: column), message: failure.message))
        for index in found..<result.assertions.count {
            result.assertions[index] = result.assertions[index].with(state: .unreached)
        }
        result.hasUncertainCount = true
        todo.isUnreached = true
    }

    /// Notes what a statement needs that defines or changes an object: the table of a policy, the
    /// key that REFERENCES means, what a view reads.
    mutating func exerciseDefinition(_ tokens: [Token], _ bytes: Span<UInt8>) {
        guard let first = tokens.first, let last = tokens.last,
            let text = text(tokens.prefix(Self.maximumTokens), first, last, bytes),
            let statement = try? StatementReader.read(text)
        else { return }
        let place = file.lines.position(at: Int(first.start))
        // A table's first rows are those of a query, which is run.
        if case .createTableAs(let create) = statement, let query = create.query {
            add(.query(query), place, in: nil)
            result.calledFunctions.formUnion(StatementUses(.query(query)).calls.map(\.name.name))
            return
        }
        add(StatementUses(definition: statement), .runs, place, in: nil)
    }

    private func isExecuted(_ first: Token, _ bytes: Span<UInt8>) -> Bool {
        guard first.kind == .word || first.kind == .openParen else { return false }
        if first.kind == .openParen { return true }
        return bytes.isKeyword("select", first) || bytes.isKeyword("insert", first)
            || bytes.isKeyword("update", first)
            || bytes.isKeyword("delete", first) || bytes.isKeyword("with", first)
            || bytes.isKeyword("merge", first)
            || bytes.isKeyword("call", first) || bytes.isKeyword("prepare", first)
            || bytes.isKeyword("values", first)
            || bytes.isKeyword("table", first)
    }

    /// `SELECT plan(3)`, `SELECT * FROM finish()`: nothing of the schema.
    private func calledOnlyStructure(_ tokens: [Token], _ bytes: Span<UInt8>) -> Bool {
        guard tokens.count < 16, bytes.isKeyword("select", tokens[0]) else { return false }
        return tokens.indices.contains { index in
            index + 1 < tokens.count && tokens[index + 1].kind == .openParen
                && tokens[index].kind == .word
                && FunctionNames.shared.name(tokens[index], in: bytes).map {
                    ["plan", "no_plan", "finish", "diag", "todo_start", "todo_end"].contains($0)
                } ?? false
        }
    }

    private func text(
        _ tokens: ArraySlice<Token>, _ first: Token, _ last: Token, _ bytes: Span<UInt8>
    ) -> String? {
        let range = Int(first.start)..<Int(last.end)
        guard last.end == tokens.last?.end else {
            // Data: whole rows of an INSERT, as many as there are among the tokens.
            guard let end = tokens.last(where: { $0.kind == .closeParen }) else { return nil }
            return bytes.text(of: Int(first.start)..<Int(end.end))
        }
        guard tokens.contains(where: { $0.kind.isVariable }) else { return bytes.text(of: range) }
        return SQLTemplate.text(Array(tokens), range, reader.variables, bytes)
    }

    // MARK: - SQL in arguments

    /// Notes the SQL that the assertion read last is given, where it puts it together
    /// (``SQLTemplate``).
    mutating func exerciseTemplates(
        _ parts: [Range<Int>], _ tokens: [Token], _ bytes: Span<UInt8>
    ) {
        guard let assertion = result.assertions.last else { return }
        for index in BehavioralFunction.queries(of: assertion.function) where index < parts.count {
            guard assertion.arguments[index].value == .dynamic,
                let sql = SQLTemplate.read(tokens, parts[index], reader, bytes)
            else { continue }
            var arguments = assertion.arguments
            arguments[index].value = .text(sql)
            exerciseArguments(assertion.with(arguments: arguments), [index])
        }
    }

    /// Notes the SQL that a pgTAP function is given as text.
    mutating func exerciseArguments(_ assertion: Assertion, _ indices: [Int]? = nil) {
        guard assertion.state == .active || assertion.state == .dynamic else { return }
        let expectation = BehavioralFunction.expectation(
            of: assertion.function, assertion.arguments)
        for index in indices ?? BehavioralFunction.queries(of: assertion.function)
        where index < assertion.arguments.count {
            guard case .text(let sql) = assertion.arguments[index].value,
                let statement = statement(sql)
            else { continue }
            let place = (assertion.line, assertion.column)
            switch statement {
            case .data(let data):
                var exercise = exercise(
                    StatementUses(data), expectation, place, in: assertion.enclosingFunction,
                    assertion.function)
                if case .query(let query) = data, exercise.uses.readsSystemCatalogs {
                    exercise.catalogAssertions = [rebuilt(assertion, query, index)]
                }
                exercise.state = assertion.state
                exercise.wantsNothing = BehavioralFunction.wantsNothing(
                    assertion.function, assertion.arguments)
                exercise.wantsSomeRow = assertion.function == "isnt_empty"
                // The test's own functions run by it as well.
                if assertion.enclosingFunction == nil {
                    result.calledFunctions.formUnion(exercise.uses.calls.map(\.name.name))
                }
                if index == 0 {
                    exercise.wanted = wanted(assertion)
                    exercise.comparedColumns = ComparedColumns.of(data)
                }
                append(exercise)
            case .call(let call):
                append(
                    exercise(
                        StatementUses(call), expectation, place, in: assertion.enclosingFunction,
                        assertion.function))
            case .doBlock(let body, let language) where expectation == .runs:
                exerciseText(body, language: language, place, assertion)
            case .doBlock(let body, "plpgsql"):
                guard let data = ProceduralBlock.onlyStatement(of: body) else { continue }
                append(
                    exercise(
                        StatementUses(data), expectation, place, in: assertion.enclosingFunction,
                        assertion.function))
            default: break
            }
        }
    }

    /// The constants that the rows of an assertion's query are compared with, or the pieces that an
    /// error's message must hold.
    private func wanted(_ assertion: Assertion) -> [String] {
        let pieces = BehavioralFunction.wantedPieces(of: assertion.function, assertion.arguments)
        guard assertion.arguments.count > 1, pieces.isEmpty else { return pieces }
        switch assertion.arguments[1].value {
        case .list(let items): return items.compactMap { $0 }
        case .text(let sql) where BehavioralFunction.queries(of: assertion.function).contains(1):
            guard case .data(.query(let query))? = statement(sql) else { return [] }
            return ComparedConstants.of(query)
        default: return []
        }
    }

    /// The call with its queries as subqueries: what is evaluated against the catalog.
    private func rebuilt(_ assertion: Assertion, _ query: Query, _ index: Int) -> FunctionCall {
        let queries = BehavioralFunction.queries(of: assertion.function)
        var call = FunctionCall(QualifiedName(assertion.function))
        call.arguments = assertion.arguments.enumerated().map { position, argument in
            if position == index { return .subquery(Subquery(.array, query)) }
            return switch argument.value {
            case .text(let text):
                queries.contains(position) ? compared(text) : .string(text)
            case .list(let items): .array(items.map { $0.map(Expression.string) ?? .null })
            case .null: .null
            case .dynamic: .other("dynamic")
            }
        }
        return call
    }

    /// The rows that another query's are compared with: a query, or the text of an array.
    private func compared(_ text: String) -> Expression {
        guard case .data(.query(let query))? = statement(text) else { return .string(text) }
        return .subquery(Subquery(.array, query))
    }

    /// SQL text, or the name of a prepared statement: text without white space, or in double
    /// quotes.
    private func statement(_ sql: String) -> SQLSyntax.Statement? {
        if sql.first?.isWhitespace ?? false {
            return statement(String(sql.drop(while: \.isWhitespace)), isName: false)
        }
        return statement(sql, isName: true)
    }

    /// - Parameter isName: Whether a text without white space is a name: pgTAP looks at all of it.
    private func statement(_ sql: String, isName: Bool) -> SQLSyntax.Statement? {
        let name = sql.hasPrefix("\"") ? String(sql.dropFirst().dropLast()) : sql.lowercased()
        if isName, !sql.contains(where: \.isWhitespace) || sql.hasPrefix("\"") {
            return prepared[name].flatMap { $0 }.map(SQLSyntax.Statement.data)
        }
        if sql.lowercased().hasPrefix("execute ") {
            let word = sql.dropFirst(8).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            return prepared[word.lowercased()].flatMap { $0 }.map(SQLSyntax.Statement.data)
        }
        return (try? StatementReader.read(sql)).flatMap { $0 }
    }

    // MARK: - Noting

    mutating func add(
        _ data: DataStatement, _ place: (line: Int, column: Int), in function: String?,
        expecting wanted: Exercise.Expectation? = nil
    ) {
        let uses = StatementUses(data)
        let assertions = assertsInBranches ? [] : PgTAPCalls.of(data)
        guard !uses.isEmpty || !assertions.isEmpty else { return }
        let expectation: Exercise.Expectation =
            assertions.isEmpty
            ? wanted ?? .runs : assertions.allSatisfy(PgTAPCalls.expectsNothing) ? .empty : .result
        var exercise = exercise(uses, expectation, place, in: function, assertions.first?.name.name)
        exercise.wantsNothing =
            wanted == .empty
            || !assertions.isEmpty && assertions.allSatisfy(PgTAPCalls.wantsNothing)
        exercise.wantsSomeRow =
            !assertions.isEmpty && assertions.allSatisfy(PgTAPCalls.wantsSomeRow)
        if assertions.count == 1 {
            exercise.wanted = ComparedConstants.of(assertions[0])
            exercise.comparedColumns = ComparedColumns.of(assertions[0])
        }
        exercise.ownCalls = PgTAPCalls.ofOwnFunctions(in: data)
        let helpers = uses.calls.compactMap { catalogHelpers[$0.name.name] }
        let isOfCatalogs =
            !assertions.isEmpty && (uses.readsSystemCatalogs || !helpers.isEmpty)
        if isOfCatalogs || !exercise.ownCalls.isEmpty, let query = PgTAPCalls.query(of: data),
            case .select(let body) = query.body, let core = body.inlining(query)
        {
            if isOfCatalogs {
                exercise.catalogAssertions = assertions.map { $0.seeing(query) }
                exercise.helpers = helpers
            }
            exercise.source = core
        }
        append(exercise)
        noteRole(uses, in: function)
        noteSubject(data, in: function)
    }

    mutating func add(
        _ uses: StatementUses, _ expectation: Exercise.Expectation,
        _ place: (line: Int, column: Int), in function: String?
    ) {
        append(exercise(uses, expectation, place, in: function, nil))
        noteRole(uses, in: function)
    }

    func exercise(
        _ uses: StatementUses, _ expectation: Exercise.Expectation,
        _ place: (line: Int, column: Int), in function: String?, _ assertion: String?
    ) -> Exercise {
        let uses = uses.definesOnly ? uses : uses.writing(HelperWrites.of(uses))
        return Exercise(
            line: place.line, column: place.column, function: assertion, uses: uses,
            expectation: expectation,
            state: todo.isUnreached && function == nil
                ? .unreached : todo.depth > 0 || todo.provesNothing ? .todo : .active, role: role,
            signedIn: signedIn, searchPath: searchPath,
            enclosingFunction: function)
    }

    mutating func append(_ exercise: Exercise) {
        guard !exercise.uses.isEmpty || !exercise.catalogAssertions.isEmpty else { return }
        if let function = exercise.enclosingFunction, !exercise.uses.calls.isEmpty {
            result.functionCalls[function, default: []]
                .formUnion(exercise.uses.calls.map(\.name.name))
        }
        result.exercises.append(exercise)
    }

    /// Notes what a statement makes of the session.
    private mutating func noteRole(_ uses: StatementUses, in function: String?) {
        for call in uses.calls {
            if call.name.name == "set_config", call.texts.first == "role" {
                role = RoleInForce(setting: call.texts.count > 1 ? call.texts[1] ?? "" : "")
                if let function { result.functionRoles[function] = role }
            } else if call.name.name == "set_config", call.texts.first == "search_path" {
                if function == nil, call.texts.count > 1, let path = call.texts[1] {
                    setSearchPath(NameList.names(in: path))
                }
            } else if FunctionNames.shared.contains(call.name.name)
                || ServerFunctionResult.exists(call.name.name)
            {
                continue
            } else {
                role = role.after(call.name.name)
            }
        }
    }

    /// `SET [LOCAL | SESSION] ROLE name`, `SET SESSION AUTHORIZATION name`, `RESET ROLE`.
    mutating func setRole(_ tokens: [Token], _ bytes: Span<UInt8>) {
        guard
            let word = tokens.prefix(4).firstIndex(where: {
                bytes.isKeyword("role", $0) || bytes.isKeyword("authorization", $0)
            })
        else { return }
        guard !bytes.isKeyword("reset", tokens[0]), word + 1 < tokens.count else {
            role = .session
            return
        }
        var value = word + 1
        if tokens[value].kind == .operator || bytes.isKeyword("to", tokens[value]) { value += 1 }
        guard value < tokens.count else { return }
        var index = value
        let name =
            tokens[value].kind.isString
            ? try? bytes.string(at: &index, of: tokens) : try? bytes.identifier(tokens[value])
        role =
            name.flatMap { $0 == "none" || $0 == "default" ? nil : RoleInForce.named($0) }
            ?? .session
    }
}
