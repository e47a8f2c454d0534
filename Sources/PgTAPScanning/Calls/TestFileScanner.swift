import ParseTree
import QueryAnalysis
import SchemaCatalog
import SQLSyntax
public import SQLText

/// Reads one test file: every pgTAP call, wherever it stands. Pure; safe to run for many files at
/// once.
public struct TestFileScanner {
    let file: SourceFile
    var reader = ArgumentReader()
    var conditions = PsqlConditions()
    var memo = ResolutionMemo()
    var searchPath: [String]? {
        didSet {
            reader.bindings["current_schema"] = searchPath?.first.map {
                Argument(.text($0), SQLType(.name))
            }
        }
    }
    var role = RoleInForce.session
    var signedIn = SignedIn.nobody
    /// Prepared statements by name; nil within for one that is no query.
    var prepared: [String: DataStatement?] = [:]
    /// The file's own functions that ask the server's catalogs, by name.
    var catalogHelpers: [String: CatalogHelper] = [:]
    var todo = TodoRange()
    var changes = SchemaChanges()
    /// Whether the statement at hand calls what neither the server nor pgTAP has.
    var callsOwnFunctions = false
    /// Whether the statement at hand asserts in branches that may not be taken.
    var assertsInBranches = false
    /// Whether the file calls pgTAP without naming its schema.
    var findsPgTAPOnPath = false
    var result = TestFile()
    /// What each include, in order, leaves behind in the session.
    private var left: [SessionChanges] = []
    /// What became of the session since the last include.
    private var changed = SessionChanges()

    /// Scans `file`.
    ///
    /// - Parameters:
    ///   - variables: psql variables given from outside (`--set name=value`).
    ///   - session: What else the file finds where it runs.
    ///   - isExpired: Asked before each statement; where it says so, the rest is left unread.
    public static func scan(
        _ file: SourceFile, variables: [String: String] = [:],
        session: TestSession = TestSession(), until isExpired: () -> Bool = { false }
    ) -> TestFile {
        var scanner = TestFileScanner(file: file)
        scanner.reader.variables = variables.merging(session.variables) { $1 }
        if let path = session.searchPath { scanner.searchPath = path }
        scanner.left = session.left
        scanner.run(until: isExpired)
        scanner.reportChanges()
        scanner.noteDeferral()
        scanner.result.leavings = scanner.changed
        return scanner.result
    }

    init(file: SourceFile) { self.file = file }

    mutating func run(until isExpired: () -> Bool) {
        let content = file.bytes
        var splitter = StatementSplitter(.psql)
        var tokens: [Token] = []
        while let element = splitter.next(in: content.span, tokens: &tokens) {
            switch element {
            case .statement(let statement):
                if isExpired() {
                    result.unreadFrom = statement.range.lowerBound
                    return
                }
                if conditions.hasQuit { todo.isUnreached = true }
                for token in tokens where token.kind.isVariable {
                    noteWanted(Variables.name(of: token, in: content.span))
                }
                if statement.terminator == .metaCommand(.gexec) {
                    readResult(tokens, content.span)
                } else {
                    read(tokens, content.span)
                }
            case .directive(let token):
                obey(PsqlDirective(token, in: content.span), at: Int(token.start))
                splitter.isSkipping = conditions.isSkipping
            case .copyData: break
            }
        }
    }

    // MARK: - Statements

    private mutating func read(_ tokens: [Token], _ bytes: Span<UInt8>) {
        guard let first = tokens.first else { return }
        if first.kind == .word {
            if !bytes.isKeyword("select", first) { checkSyntax(first, bytes) }
            noteChange(tokens, bytes)
            noteNames(tokens, bytes)
            if bytes.isKeyword("set", first) || bytes.isKeyword("reset", first) {
                setSearchPath(tokens, bytes)
                setRole(tokens, bytes)
                setSubject(tokens, bytes)
                return
            }
            if bytes.isKeyword("rollback", first) {
                (role, signedIn) = (.session, .nobody)
                result.hasTransaction = true
                // What the transaction has set is taken back with it.
                changed.searchPath = nil
            } else if bytes.isKeyword("commit", first) || bytes.isKeyword("end", first) {
                (role, signedIn) = (.session, .nobody)
                changes.hasCommit = true
            }
            if bytes.isKeyword("create", first), let function = RoutineHeader(tokens, bytes) {
                result.definedFunctions.insert(function.name)
                if function.mayHaveParameters { noteWrapper(tokens, bytes) }
                if let body = function.body {
                    readBody(body, of: function.name, content: bytes, isSQL: function.isSQL)
                    exerciseBody(
                        body, language: function.isSQL ? "sql" : "plpgsql", of: function.name)
                }
                return
            }
            if bytes.isKeyword("do", first) {
                if let body = tokens.first(where: { $0.kind == .dollarString }) {
                    losing(.doBlock) {
                        $0.readBody(bytes.dollarBody(of: body), of: nil, content: bytes)
                    }
                    exerciseBody(bytes.dollarBody(of: body), language: "plpgsql", of: nil)
                }
                return
            }
            if Self.isDefinition(first, bytes) {
                exerciseDefinition(tokens, bytes)
                return
            }
        }
        let found = result.assertions.count
        (callsOwnFunctions, assertsInBranches) = (false, false)
        let words = RowWords(tokens, bytes)
        findCalls(tokens, bytes, words, in: nil)
        exercise(tokens, bytes, words, assertionsBefore: found)
    }

    /// What no statement begins with is an error, and ends the test.
    private mutating func checkSyntax(_ first: Token, _ bytes: Span<UInt8>) {
        let word = bytes.text(of: first)
        guard !SyntaxError.beginsStatement(word.lowercased()), !todo.isUnreached else { return }
        let (line, column) = file.position(at: Int(first.start))
        result.diagnostics.append(
            SyntaxError.diagnostic(
                at: SourceLocation(file: "", line: line, column: column), word: word))
        todo.isUnreached = true
    }

    private mutating func noteWrapper(_ tokens: [Token], _ bytes: Span<UInt8>) {
        guard let first = tokens.first, let last = tokens.last,
            case .createRoutine(let routine)? = try? StatementReader.read(
                bytes.text(of: Int(first.start)..<Int(last.end)))
        else { return }
        if let wrapper = Wrapper(routine) { result.wrappers.append(wrapper) }
        noteSubjectSetter(routine)
        catalogHelpers[routine.name.name] = CatalogHelper(routine)
        let executed = ExecutedArgument.of(routine)
        if !executed.isEmpty { result.executedArguments[routine.name.name] = executed }
    }

    /// Statements whose text names pgTAP functions without calling them.
    private static func isDefinition(_ first: Token, _ bytes: Span<UInt8>) -> Bool {
        bytes.isKeyword("create", first) || bytes.isKeyword("alter", first)
            || bytes.isKeyword("drop", first) || bytes.isKeyword("comment", first)
            || bytes.isKeyword("grant", first) || bytes.isKeyword("revoke", first)
            || bytes.isKeyword("copy", first)
    }

    /// Notes a variable that has no value by now.
    private mutating func noteWanted(_ name: String) {
        if reader.variables[name] == nil { result.wantedVariables.insert(name) }
    }

    private mutating func set(_ name: String, _ value: String?) {
        reader.variables[name] = value
        changed.variables[name] = .some(value)
    }

    /// What an included file did to the session.
    private mutating func take(_ changes: SessionChanges) {
        for (name, value) in changes.variables { reader.variables[name] = value }
        if let path = changes.searchPath { searchPath = path }
    }

    private mutating func obey(_ directive: PsqlDirective, at offset: Int) {
        let variables = reader.variables
        var used: [String] = []
        defer { for name in used { noteWanted(name) } }
        let value = { (name: String) in
            used.append(name)
            return variables[name]
        }
        switch directive.name {
        case .if, .elif, .else, .endif: _ = conditions.apply(directive, value)
        case _ where conditions.isSkipping: break
        case .set:
            if let (name, value) = directive.assignment(value) { set(name, value) }
        case .unset:
            if let name = directive.arguments.first?.constant { set(name, nil) }
        case .include, .includeRelative:
            let place = file.lines.position(at: offset)
            guard let path = directive.arguments.first?.valueWithoutSemicolons(value)
            else { return }
            result.includes.append(
                TestFile.Include(
                    path: path, isRelative: directive.name == .includeRelative, line: place.line,
                    column: place.column, changes: changed))
            changed = SessionChanges()
            if result.includes.count <= left.count { take(left[result.includes.count - 1]) }
        case .quit: conditions.hasQuit = true
        default: break
        }
    }

    // MARK: - search_path

    /// `SET [LOCAL | SESSION] search_path { TO | = } …`, `RESET search_path`.
    private mutating func setSearchPath(_ tokens: [Token], _ bytes: Span<UInt8>) {
        guard let name = tokens.prefix(3).firstIndex(where: { bytes.isKeyword("search_path", $0) })
        else { return }
        if bytes.isKeyword("reset", tokens[0]) {
            searchPath = nil
            return
        }
        var path: [String] = []
        for token in tokens.dropFirst(name + 2) {
            switch token.kind {
            case .word, .quotedIdentifier:
                if token.kind == .word, bytes.isKeyword("default", token) {
                    searchPath = nil
                    return
                }
                if let schema = try? bytes.identifier(token) { path.append(schema) }
            case .string, .escapeString:
                if let text = try? bytes.string(token) { path.append(text) }
            case .variable, .variableLiteral, .variableIdentifier:
                // Without a value of the variable nobody knows the path.
                guard let value = reader.variables[Variables.name(of: token, in: bytes)] else {
                    searchPath = nil
                    return
                }
                path += token.kind == .variable ? NameList.names(in: value) : [value]
            default: break
            }
        }
        setSearchPath(path)
    }

    mutating func setSearchPath(_ path: [String]) {
        let schemas = path.filter { $0 != "$user" && $0 != "pg_catalog" && !$0.isEmpty }
        (searchPath, changed.searchPath) = (schemas, schemas)
    }

    func report(_ rule: String, _ severity: Severity, at offset: Int, _ message: String)
        -> Diagnostic
    {
        Diagnostic(
            rule: rule, severity: severity, message: message, location: file.location(at: offset))
    }
}

/// `todo()`, `todo_start()`, `skip()` and what never runs.
struct TodoRange {
    /// Assertions that a `todo(why, n)` still covers.
    var remaining = 0
    /// Depth of `todo_start()`.
    var depth = 0
    /// After `\q`, or in a DO block.
    var isUnreached = false
    /// Within `check_test(…, false)`.
    var isExpectedToFail = false
    /// Within a branch that may not be taken.
    var isInBranch = false
    /// Whether the statement's own outcome proves nothing: it holds such a test, or gives no row.
    var provesNothing = false

    /// The state of the next assertion.
    mutating func next() -> Assertion.State {
        if isUnreached { return .unreached }
        if depth > 0 || isExpectedToFail { return .todo }
        if remaining > 0 {
            remaining -= 1
            return .todo
        }
        return isInBranch ? .dynamic : .active
    }
}

/// `CREATE [OR REPLACE] FUNCTION name (…) … AS $$ … $$`.
struct RoutineHeader {
    var name: String
    /// Where the body lies, where it is a dollar-quoted string.
    var body: Range<Int>?
    /// Whether its language is SQL.
    var isSQL: Bool
    /// Whether anything stands in the parentheses after its name.
    var mayHaveParameters: Bool

    init?(_ tokens: [Token], _ bytes: Span<UInt8>) {
        guard
            let keyword = tokens.prefix(4).firstIndex(where: {
                bytes.isKeyword("function", $0) || bytes.isKeyword("procedure", $0)
            })
        else { return nil }
        var index = keyword + 1
        var name: String?
        while index < tokens.count,
            tokens[index].kind == .word || tokens[index].kind == .quotedIdentifier
        {
            name = try? bytes.identifier(tokens[index])
            index += 1
            guard index < tokens.count, tokens[index].kind == .dot else { break }
            index += 1
        }
        guard let name else { return nil }
        self.name = name
        mayHaveParameters = index + 1 >= tokens.count || tokens[index + 1].kind != .closeParen
        body = tokens.last { $0.kind == .dollarString }.map { bytes.dollarBody(of: $0) }
        let language = tokens.firstIndex { bytes.isKeyword("language", $0) }
        isSQL =
            language.map {
                $0 + 1 < tokens.count
                    && (bytes.isKeyword("sql", tokens[$0 + 1])
                        || bytes.text(of: tokens[$0 + 1]).lowercased() == "'sql'")
            } ?? false
    }
}
