import ParseTree
import SQLSyntax
public import SQLText
import SchemaCatalog

/// Reads one migration: bytes → statements → what each does to the schema. Pure; safe to run for
/// many files at once.
public struct MigrationFileAnalyzer {
    private let file: SourceFile
    private var variables: Variables
    private var conditions = PsqlConditions()
    private var result = MigrationFile()
    /// Variables of which it has been said that they have no value.
    private var unset: Set<String> = []

    /// Analyzes `file`.
    ///
    /// - Parameter variables: psql variables given from outside (`--set name=value`).
    /// - Parameter isExpired: Asked before each statement; where it says so, the rest is left
    ///   unread.
    public static func analyze(
        _ file: SourceFile, variables: [String: String] = [:],
        until isExpired: () -> Bool = { false }
    ) -> MigrationFile {
        var analyzer = MigrationFileAnalyzer(file, variables)
        analyzer.run(until: isExpired)
        return analyzer.result
    }

    private init(_ file: SourceFile, _ variables: [String: String]) {
        self.file = file
        self.variables = Variables(variables)
    }

    private mutating func run(until isExpired: () -> Bool) {
        var splitter = StatementSplitter(.psql)
        var tokens: [Token] = []
        let bytes = file.bytes
        if variables[Self.errorStop] != nil { setErrorHandling((1, 1)) }
        while let element = splitter.next(in: bytes.span, tokens: &tokens) {
            switch element {
            case .statement(let statement):
                if isExpired() {
                    result.unreadFrom = statement.range.lowerBound
                    return
                }
                read(statement, tokens)
                if conditions.hasQuit { return }
            case .directive(let token):
                obey(token)
                splitter.isSkipping = conditions.isSkipping
                if conditions.hasQuit { return }
            case .copyData: break
            }
        }
    }

    // MARK: - Statements

    private mutating func read(_ statement: SQLText.Statement, _ tokens: [Token]) {
        let content = file.bytes
        let bytes = content.span
        if case .metaCommand(.gexec) = statement.terminator {
            reportOpaque(statement, "its result is run as SQL by \\gexec")
        }
        guard case .parsed = StatementClass(tokens, in: bytes) else {
            result.skippedStatements += 1
            return
        }
        let (text, missing) =
            statement.containsVariables
            ? variables.expand(tokens, range: statement.range, in: bytes)
            : (bytes.text(of: statement.range), [])
        parse(text, statement, missing, tokens)
    }

    private mutating func parse(
        _ text: String, _ statement: SQLText.Statement, _ missing: [String], _ tokens: [Token]
    ) {
        if let nul = text.utf8.firstIndex(of: 0) {
            let offset = text.utf8.distance(from: text.startIndex, to: nul)
            reportUnparsed(
                statement, at: statement.range.lowerBound + offset,
                "a NUL byte: PostgreSQL text cannot hold one, so this is taken for no SQL file and not read on"
            )
            conditions.hasQuit = true
            return
        }
        do throws(ParseFailure) {
            guard let parsed = try StatementReader.read(text) else { return }
            result.parsedStatements += 1
            accept(parsed, statement, tokens)
        } catch {
            if !missing.isEmpty, let parsed = readByName(statement, tokens) {
                reportUnset(missing, statement)
                accept(parsed, statement, tokens)
                return
            }
            let hint =
                missing.first.map { "; psql variable \($0) has no value (--set \($0)=…)" } ?? ""
            let place = statement.containsVariables ? 0 : error.offset
            reportUnparsed(statement, at: statement.range.lowerBound + place, error.message + hint)
        }
    }

    /// A statement in which each variable without a value stands for its own name: whoever runs
    /// the file gives one (`psql -v`, a shell's variable), and the rest can be read. Nil where it
    /// cannot be read so either.
    private func readByName(_ statement: SQLText.Statement, _ tokens: [Token])
        -> SQLSyntax.Statement?
    {
        let text = variables.expand(tokens, range: statement.range, in: file.bytes.span) {
            name, kind in
            kind == .variableLiteral ? PsqlArgument.literal(name) : PsqlArgument.identifier(name)
        }.text
        return (try? StatementReader.read(text)) ?? nil
    }

    private mutating func accept(
        _ parsed: SQLSyntax.Statement, _ statement: SQLText.Statement, _ tokens: [Token]
    ) {
        var parsed = parsed
        switch parsed {
        case .untracked(let name):
            guard StatementsWithoutEffect.reason(name) == nil else { return }
            reportOpaque(
                statement,
                StatementsWithoutEffect.opaqueEffect(name)
                    ?? "pgcov does not know this statement (\(name))")
            return
        case .doBlock(let body, let language) where language == "plpgsql":
            parsed = .procedural(block(body, tokens))
        case .createRoutine(var routine) where routine.options.language == "sql":
            routine.relations = CheckedBody.relations(of: routine) {
                try? StatementReader.readAll($0)
            }
            parsed = .createRoutine(routine)
        default: break
        }
        let place = position(statement.range.lowerBound)
        result.steps.append(.change(SchemaChange(parsed, line: place.line, column: place.column)))
    }

    /// The body of DO. Where it stands in the file as it is, its statements have places of their
    /// own.
    private func block(_ body: String, _ tokens: [Token]) -> ProceduralBlock {
        let bytes = file.bytes
        guard let token = tokens.first(where: { $0.kind == .dollarString }) else {
            return ProcedureReader.read(Array(body.utf8))
        }
        let range = bytes.span.dollarBody(of: token)
        guard bytes.span.text(of: range) == body else {
            return ProcedureReader.read(Array(body.utf8))
        }
        return ProcedureReader.read(bytes, in: range) { [file] in file.position(at: $0) }
    }

    // MARK: - Meta-commands

    private mutating func obey(_ token: Token) {
        let directive = PsqlDirective(token, in: file.bytes.span)
        switch directive.name {
        case .if, .elif, .else, .endif:
            if !conditions.apply(directive, { variables[$0] }) {
                report(
                    "unknown-condition", .warning, at: Int(token.start),
                    "the condition of \\\(directive.name) is not constant; its branch is read as if it were true"
                )
            }
        case _ where conditions.isSkipping: break
        case .set, .unset:
            variables.apply(directive)
            if directive.arguments.first?.constant == Self.errorStop {
                setErrorHandling(position(Int(token.start)))
            }
        case .include, .includeRelative: include(directive, token)
        case .connect: connect(directive, position(Int(token.start)))
        case .quit: conditions.hasQuit = true
        default: break
        }
    }

    /// `\connect DATABASE [USER]`; `-` stands for the user of the connection before.
    private mutating func connect(
        _ directive: PsqlDirective, _ place: (line: Int, column: Int)
    ) {
        let user = directive.arguments.dropFirst().first?.valueWithoutSemicolons { variables[$0] }
        result.steps.append(
            .change(
                SchemaChange(
                    .connect(user: user.flatMap { $0 == "-" ? nil : $0 }), line: place.line,
                    column: place.column)))
    }

    private static let errorStop = "ON_ERROR_STOP"

    /// ON_ERROR_STOP: without a value it is on, and what is no Boolean changes nothing
    /// (`bool_substitute_hook()`, `src/bin/psql/startup.c`).
    private mutating func setErrorHandling(_ place: (line: Int, column: Int)) {
        let value = variables[Self.errorStop] ?? "off"
        guard let stops = value.isEmpty ? true : PsqlDirective.boolean(value) else { return }
        result.steps.append(
            .change(SchemaChange(.stopsAtErrors(stops), line: place.line, column: place.column)))
    }

    private mutating func include(_ directive: PsqlDirective, _ token: Token) {
        guard let path = directive.arguments.first?.valueWithoutSemicolons({ variables[$0] }) else {
            report(
                "missing-include", .warning, at: Int(token.start),
                "the file to include is not constant; expected \\i FILE or \\ir FILE")
            return
        }
        let place = position(Int(token.start))
        result.steps.append(
            .include(
                path: path, isRelative: directive.name == .includeRelative, line: place.line,
                column: place.column))
    }

    // MARK: - Diagnostics

    private mutating func reportUnparsed(
        _ statement: SQLText.Statement, at offset: Int, _ message: String
    ) {
        result.unparsedStatements += 1
        guard result.unparsedStatements <= Self.maximumUnparsed else { return }
        let isLast = result.unparsedStatements == Self.maximumUnparsed
        let more =
            isLast
            ? "; further statements of this file that cannot be read are counted, not shown" : ""
        report(
            "unparsed-statement", .error, at: offset,
            "\(message); the statement is not part of the analysis\(more)")
    }

    /// Rejected statements that are shown for one file: of a file that is no SQL the first ones say
    /// it all.
    private static let maximumUnparsed = 20

    /// Says of each variable once that its value is not known. The statement is none that is
    /// followed: what it makes may be called otherwise.
    private mutating func reportUnset(_ names: [String], _ statement: SQLText.Statement) {
        result.opaqueStatements += 1
        for name in names where unset.insert(name).inserted {
            report(
                "unsubstituted-placeholder", .warning, at: statement.range.lowerBound,
                "psql variable \(name) has no value, and is read as if it were \"\(name)\"; give it one with --set \(name)=…, or under \"set\" in .pgcov.yml"
            )
        }
    }

    private mutating func reportOpaque(_ statement: SQLText.Statement, _ reason: String) {
        result.opaqueStatements += 1
        report(
            "opaque-ddl", .warning, at: statement.range.lowerBound,
            "\(reason); what it does to the schema cannot be read from the file")
    }

    private mutating func report(
        _ rule: String, _ severity: Severity, at offset: Int, _ message: String
    ) {
        result.diagnostics.append(
            Diagnostic(
                rule: rule, severity: severity, message: message,
                location: file.location(at: offset)))
    }

    private func position(_ offset: Int) -> (line: Int, column: Int) { file.position(at: offset) }
}
