import PLpgSQL
public import SQLSyntax
import SQLText

/// Reads the body of a DO block or of a function: PL/pgSQL's own statements by its reader, the SQL
/// in them through the grammar. What cannot be read becomes a step that says so; the rest goes on.
public struct ProcedureReader {
    private let bytes: [UInt8]
    /// Where an offset of the body stands in the file; nil where it does not stand there as it is.
    private let place: ((Int) -> (line: Int, column: Int))?
    /// Whether statements that change rows only are read, too.
    private let readsData: Bool
    /// Whether a query is none that anybody asks for.
    private let skips: ((Range<Int>) -> Bool)?

    /// The block of a PL/pgSQL body.
    ///
    /// - Parameters:
    ///   - bytes: The file, or the body alone.
    ///   - range: Where the body stands in it.
    ///   - readsData: Whether INSERT and its kin are read, which change no schema.
    ///   - place: Line and column of an offset, where `bytes` are the file's.
    ///   - skips: Asked of each query's range in `bytes`; says of which no step need be made.
    public static func read(
        _ bytes: [UInt8], in range: Range<Int>? = nil, readsData: Bool = false,
        place: ((Int) -> (line: Int, column: Int))? = nil,
        skips: ((Range<Int>) -> Bool)? = nil
    ) -> ProceduralBlock {
        let reader = ProcedureReader(bytes: bytes, place: place, readsData: readsData, skips: skips)
        do throws(SyntaxFault) {
            return reader.block(try BlockReader.read(bytes, in: range))
        } catch {
            var block = ProceduralBlock()
            block.steps = [reader.step(.unreadable(error.message), at: error.offset)]
            return block
        }
    }

    /// The statements of an SQL function's body as a block.
    public static func readSQL(_ body: String) -> ProceduralBlock {
        var block = ProceduralBlock()
        do throws(ParseFailure) {
            block.steps = try StatementReader.readAll(body).map {
                ProceduralStep(.statement($0, into: []))
            }
        } catch {
            block.steps = [ProceduralStep(.unreadable(error.message))]
        }
        return block
    }

    // MARK: - Structure

    private func block(_ block: Block) -> ProceduralBlock {
        var result = ProceduralBlock()
        result.label = block.label
        result.variables = block.declarations.map(variable)
        result.steps = steps(block.statements)
        result.handlers = block.handlers.map {
            ProceduralBlock.Handler($0.conditions, steps($0.statements))
        }
        return result
    }

    private func variable(_ declaration: Declaration) -> ProceduralBlock.Variable {
        switch declaration.kind {
        case .variable(_, let value?, _):
            .init(declaration.name, value: expression(value) ?? .other("unreadable"))
        // Without DEFAULT a variable is null.
        case .variable(let type, nil, _):
            .init(declaration.name, value: .null, isRecord: isRecord(type))
        case .alias(let target): .init(declaration.name, aliasOf: target)
        case .cursor: .init(declaration.name, value: .other("cursor"))
        }
    }

    private func isRecord(_ type: Range<Int>) -> Bool {
        let text = bytes.span.text(of: type).lowercased()
        return text == "record" || text.hasSuffix("%rowtype")
    }

    private func steps(_ statements: [PLpgSQL.Statement]) -> [ProceduralStep] {
        statements.compactMap { statement in kind(statement).map { step($0, at: statement.start) } }
    }

    private func step(_ kind: ProceduralStep.Kind, at offset: Int) -> ProceduralStep {
        let place = place?(offset)
        return ProceduralStep(kind, line: place?.line, column: place?.column)
    }

    private func kind(_ statement: PLpgSQL.Statement) -> ProceduralStep.Kind? {
        if let skips, let query = Self.query(of: statement), skips(query) { return nil }
        return switch statement.kind {
        case .block(let inner): .block(block(inner))
        case .assign(let target, let value): assign(target, value)
        case .branch(let branches, let otherwise):
            .branch(branches.map { branch($0) }, otherwise: steps(otherwise))
        case .choice(let operand, let branches, let otherwise): choice(operand, branches, otherwise)
        case .loop(let loop, let label, let body): .loop(self.loop(loop), label: label, steps(body))
        case .exit(let label, let isContinue, let condition):
            .exit(label: label, isContinue: isContinue, condition: condition.map(value))
        case .return(let result):
            // RETURN f() calls f.
            result.map { .block(returning($0)) } ?? .return
        case .returnNext(let value):
            value.flatMap { query("SELECT ", $0) }.map(ProceduralStep.Kind.perform)
        case .assert(let range): assertion(range)
        // GET DIAGNOSTICS and FETCH set variables.
        case .other(let range): .forget(names(range, all: true))
        case .returnQuery(let range): query(range).map(ProceduralStep.Kind.perform)
        case .returnExecute(let execution), .execute(let execution): execute(execution)
        case .raise(let isError, _): isError ? .raise : nil
        case .perform(let range):
            query("SELECT ", range).map(ProceduralStep.Kind.perform)
                ?? .unreadable("PERFORM cannot be read")
        case .sql(let range, let into): sql(range, into)
        }
    }

    /// The query or expression of a statement whose result is the function's, or nobody's.
    private static func query(of statement: PLpgSQL.Statement) -> Range<Int>? {
        switch statement.kind {
        case .returnNext(let value): value
        case .returnQuery(let range), .perform(let range): range
        default: nil
        }
    }

    private func returning(_ range: Range<Int>) -> ProceduralBlock {
        var block = ProceduralBlock()
        if let query = query("SELECT ", range) {
            block.steps.append(ProceduralStep(.perform(query)))
        }
        block.steps.append(ProceduralStep(.return))
        return block
    }

    private func assign(_ target: Range<Int>, _ value: Range<Int>) -> ProceduralStep.Kind {
        let parts = names(target, all: true)
        let name = parts.first ?? ""
        // An element alone changes: what the whole is then cannot be told.
        guard (1...2).contains(parts.count),
            bytes.span.text(of: target).allSatisfy({
                $0.isLetter || $0.isNumber || $0 == "_" || $0 == "\"" || $0 == "."
            })
        else {
            guard readsData, let query = query("SELECT ", value) else { return .forget([name]) }
            var block = ProceduralBlock()
            block.steps = [ProceduralStep(.perform(query)), ProceduralStep(.forget([name]))]
            return .block(block)
        }
        return .assign(name, field: parts.count > 1 ? parts[1] : nil, self.value(value))
    }

    /// ASSERT as IF: where it does not hold it is an error (`exec_stmt_assert`).
    private func assertion(_ range: Range<Int>) -> ProceduralStep.Kind? {
        guard let condition = expression(range) else { return nil }
        let failure =
            if case .not(let inner) = condition { inner } else { Expression.not(condition) }
        return .branch(
            [ProceduralStep.Branch(failure, [ProceduralStep(.raise)])], otherwise: [])
    }

    private func branch(_ branch: Branch) -> ProceduralStep.Branch {
        ProceduralStep.Branch(value(branch.condition), steps(branch.statements))
    }

    /// CASE as IF: with an operand each value is compared with it.
    private func choice(
        _ operand: Range<Int>?, _ branches: [Branch], _ otherwise: [PLpgSQL.Statement]?
    ) -> ProceduralStep.Kind {
        let subject = operand.map(value)
        let read = branches.map { branch in
            guard let subject else { return self.branch(branch) }
            let values = list(branch.condition)
            return ProceduralStep.Branch(
                .inList(subject, values, negated: false), steps(branch.statements))
        }
        // No match is an error (`case_not_found`).
        return .branch(read, otherwise: otherwise.map { steps($0) } ?? [ProceduralStep(.raise)])
    }

    private func loop(_ loop: Loop) -> ProceduralStep.Loop {
        switch loop {
        case .forever: .forever
        case .while(let condition): .while(value(condition))
        case .integers(let variable, let lower, let upper, let step, let isReverse):
            .integers(
                variable, lower: value(lower), upper: value(upper), step: step.map(value),
                isReverse: isReverse)
        case .query(let targets, let range):
            query(range).map { .query(targets, $0) } ?? .rows(targets)
        case .execution(let targets, let execution): .execution(targets, value(execution.command))
        case .array(let targets, let range, let isSliced):
            isSliced ? .rows(targets) : .array(targets, value(range))
        }
    }

    // MARK: - SQL

    private func execute(_ execution: Execution) -> ProceduralStep.Kind {
        .execute(
            value(execution.command), using: execution.using.map(value),
            into: execution.into.map { names($0) } ?? [])
    }

    private func sql(_ range: Range<Int>, _ into: Range<Int>?) -> ProceduralStep.Kind? {
        let targets = into.map { names($0).filter { $0 != "strict" } } ?? []
        if !readsData, isData(range) { return targets.isEmpty ? nil : .forget(targets) }
        do throws(ParseFailure) {
            guard let statement = try StatementReader.read(text(range, without: into)) else {
                return nil
            }
            return .statement(statement, into: targets)
        } catch {
            return .unreadable(error.message)
        }
    }

    /// Whether the statement changes rows only.
    private func isData(_ range: Range<Int>) -> Bool {
        var lexer = Lexer(.sql, at: UInt32(range.lowerBound))
        let token = lexer.next(in: bytes.span)
        guard case .skipped = StatementClass([token], in: bytes.span) else { return false }
        return true
    }

    /// The text with INTO and its targets blanked, so that offsets stay.
    private func text(_ range: Range<Int>, without hole: Range<Int>?) -> String {
        guard let hole else { return bytes.span.text(of: range) }
        return bytes.span.text(of: range.lowerBound..<hole.lowerBound)
            + String(repeating: " ", count: hole.count)
            + bytes.span.text(of: hole.upperBound..<range.upperBound)
    }

    private func query(_ range: Range<Int>) -> Query? { query("", range) }

    private func query(_ prefix: String, _ range: Range<Int>) -> Query? {
        // Whatever the grammar rejects here is no query; the caller says what that means.
        guard let statement = try? StatementReader.read(prefix + bytes.span.text(of: range)),
            case .data(.query(let query)) = statement
        else {
            return nil
        }
        return query
    }

    private func expression(_ range: Range<Int>) -> Expression? { list(range).first }

    private func value(_ range: Range<Int>) -> Expression {
        expression(range) ?? .other("unreadable")
    }

    /// The expressions of `a, b, c`.
    private func list(_ range: Range<Int>) -> [Expression] {
        guard let query = query("SELECT ", range), case .select(let core) = query.body else {
            return []
        }
        // `IF count(*) = 0 FROM t` is a query whose one value counts.
        guard core.from.isEmpty, core.filter == nil else {
            return [.subquery(Subquery(.scalar, query))]
        }
        return core.targets.map(\.expression)
    }

    /// The first part of each name in a list of targets; or all names there are.
    private func names(_ range: Range<Int>, all: Bool = false) -> [String] {
        var lexer = Lexer(.sql, at: UInt32(range.lowerBound))
        var result: [String] = []
        var isStart = true
        while Int(lexer.offset) < range.upperBound {
            let token = lexer.next(in: bytes.span)
            if token.kind == .endOfFile { break }
            if token.kind == .comma { isStart = true }
            guard isStart || all, let name = try? bytes.span.identifier(token), name != "into",
                name != "strict"
            else { continue }
            result.append(name)
            isStart = false
        }
        return result
    }
}
