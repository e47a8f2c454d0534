import CPgQuery
import Foundation
import PLpgSQL
import SQLText
import TestSupport
import Testing

/// Our reading of PL/pgSQL bodies against the server's own parser, as libpg_query has it: the same
/// expressions, queries and statements, to the letter.
struct BlockReaderDifferentialTests {
    @Test func bodiesOfTheFixtures() throws {
        var compared = 0
        for file in try Fixtures.sqlFiles() {
            for body in Self.bodies(file.bytes) {
                let theirs = Self.theirs(body)
                let ours = Self.ours(body)
                // libpg_query knows no fields of records; DDLCaseTests shows that the server does.
                if theirs == nil, Self.complaint(body).hasSuffix("is not a known variable") {
                    #expect(ours != nil)
                    continue
                }
                #expect((ours == nil) == (theirs == nil), "\(file.path): \(body.prefix(200))")
                guard let ours, let theirs else { continue }
                #expect(ours == theirs, "\(file.path): \(body.prefix(200))")
                compared += 1
            }
        }
        #expect(compared > 40)
    }

    @Test(arguments: [
        "BEGIN", "BEGIN END IF", "BEGIN IF true THEN END;", "DECLARE x int BEGIN END",
        "BEGIN LOOP END;", "BEGIN x := (1; END", "", "SELECT 1",
        "BEGIN CASE WHEN true THEN NULL; END; END", "BEGIN FOR i IN 1..2 END LOOP; END",
        "BEGIN END; trailing", "<<a BEGIN END",
    ])
    func whatTheServerRejectsIsRejected(_ body: String) {
        #expect(Self.theirs(body) == nil)
        #expect(Self.ours(body) == nil)
    }

    @Test func deepNestingIsRefused() {
        let body =
            String(repeating: "BEGIN ", count: 5_000) + String(repeating: "END; ", count: 5_000)
        #expect(throws: SyntaxFault.self) { try BlockReader.read(Array(body.utf8)) }
    }

    // MARK: - Bodies

    /// Every dollar-quoted text of a file that looks like a block.
    private static func bodies(_ bytes: [UInt8]) -> [String] {
        var lexer = Lexer(.psql)
        var result: [String] = []
        while true {
            let token = lexer.next(in: bytes.span)
            if token.kind == .endOfFile { return result }
            guard token.kind == .dollarString, token.fault == .none else { continue }
            let body = bytes.span.text(of: bytes.span.dollarBody(of: token))
            let upper = body.uppercased()
            if upper.contains("BEGIN"), upper.contains("END"), !body.contains("\0") {
                result.append(body)
            }
        }
    }

    // MARK: - Ours

    private static func ours(_ body: String) -> [String]? {
        let bytes = Array(body.utf8)
        guard let block = try? BlockReader.read(bytes) else { return nil }
        var collector = Collector(bytes: bytes)
        collector.add(block)
        return collector.texts.map(normalized).sorted()
    }

    // MARK: - Theirs

    private static func function(_ body: String, returning result: String) -> String {
        var tag = "pgcov"
        while body.contains("$\(tag)$") { tag += "_" }
        return "CREATE FUNCTION f() RETURNS \(result) LANGUAGE plpgsql AS $\(tag)$\(body)$\(tag)$"
    }

    /// Why libpg_query does not take a body.
    private static func complaint(_ body: String) -> String {
        let parsed = unsafe pg_query_parse_plpgsql(function(body, returning: "void"))
        defer { unsafe pg_query_free_plpgsql_parse_result(parsed) }
        return unsafe parsed.error.map { unsafe String(cString: $0.pointee.message) } ?? ""
    }

    private static func theirs(_ body: String) -> [String]? {
        // A trigger function knows NEW, OLD and the rest; RETURN without a value is good in it.
        for result in ["trigger", "void", "SETOF record", "int"] {
            let parsed = unsafe pg_query_parse_plpgsql(function(body, returning: result))
            defer { unsafe pg_query_free_plpgsql_parse_result(parsed) }
            guard unsafe parsed.error == nil, let functions = unsafe parsed.plpgsql_funcs else {
                continue
            }
            let json = unsafe Data(String(cString: functions).utf8)
            guard let tree = try? JSONSerialization.jsonObject(with: json) else { continue }
            var texts: [String] = []
            collect(tree, &texts)
            return texts.map(normalized).sorted()
        }
        return nil
    }

    /// Statements whose inside is kept as one range here.
    private static let whole: Set<String> = [
        "PLpgSQL_stmt_raise", "PLpgSQL_stmt_open", "PLpgSQL_stmt_fetch", "PLpgSQL_stmt_getdiag",
        "PLpgSQL_stmt_assert", "PLpgSQL_stmt_close",
        "PLpgSQL_stmt_call", "PLpgSQL_stmt_return_next",
    ]

    private static func collect(_ value: Any, _ texts: inout [String]) {
        if let list = value as? [Any] {
            for item in list { collect(item, &texts) }
        } else if let object = value as? [String: Any] {
            for (key, item) in object
            where !whole.contains(key) && key != "cursor_explicit_expr" && key != "argquery" {
                if key == "PLpgSQL_expr", let expression = item as? [String: Any],
                    let query = expression["query"] as? String
                {
                    // CASE's value has a variable of its own.
                    let text =
                        query.hasPrefix("\"__Case__Variable_")
                        ? query.drop { $0 != "(" }.dropFirst().dropLast() : query[...]
                    texts.append(String(text))
                } else {
                    collect(item, &texts)
                }
            }
        }
    }

    private static func normalized(_ text: String) -> String {
        text.split { $0.isWhitespace }.joined(separator: " ")
    }
}

/// The SQL of a block, as the server's parser gives it.
private struct Collector {
    let bytes: [UInt8]
    var texts: [String] = []

    mutating func add(_ block: Block) {
        for declaration in block.declarations {
            if case .variable(_, let value?, _) = declaration.kind { add(value) }
        }
        add(block.statements)
        for handler in block.handlers { add(handler.statements) }
    }

    private mutating func add(_ range: Range<Int>?, _ prefix: String = "") {
        guard let range else { return }
        texts.append(prefix + bytes.span.text(of: range))
    }

    private mutating func add(_ execution: Execution) {
        add(execution.command)
        for value in execution.using { add(value) }
    }

    private mutating func add(_ statements: [PLpgSQL.Statement]) {
        for statement in statements { add(statement) }
    }

    private mutating func add(_ statement: PLpgSQL.Statement) {
        switch statement.kind {
        case .block(let block): add(block)
        case .assign(let target, let value): add(target.lowerBound..<value.upperBound)
        case .branch(let branches, let otherwise):
            for branch in branches { add(branch) }
            add(otherwise)
        case .choice(let operand, let branches, let otherwise):
            add(operand)
            for branch in branches { add(branch) }
            add(otherwise ?? [])
        case .loop(let loop, _, let body):
            add(loop)
            add(body)
        case .exit(_, _, let condition): add(condition)
        case .return(let value):
            // NEW, OLD and variables are kept as numbers there.
            if let value { add(value) }
        case .returnQuery(let query): add(query)
        case .execute(let execution), .returnExecute(let execution): add(execution)
        case .perform(let range): add(range, "SELECT ")
        case .sql(let range, let into): addSQL(range, into)
        case .returnNext, .raise, .assert, .other: break
        }
    }

    private mutating func add(_ branch: Branch) {
        add(branch.condition)
        add(branch.statements)
    }

    private mutating func add(_ loop: Loop) {
        switch loop {
        case .forever: break
        case .while(let range), .query(_, let range), .array(_, let range, _): add(range)
        case .integers(_, let lower, let upper, let step, _):
            add(lower)
            add(upper)
            add(step)
        case .execution(_, let execution): add(execution)
        }
    }

    private mutating func addSQL(_ range: Range<Int>, _ into: Range<Int>?) {
        let text = bytes.span.text(of: range)
        let word = text.prefix { $0.isLetter }.uppercased()
        guard word != "CALL", word != "DO" else { return }
        guard let into else { return texts.append(text) }
        texts.append(
            bytes.span.text(of: range.lowerBound..<into.lowerBound) + " "
                + bytes.span.text(of: into.upperBound..<range.upperBound))
    }
}
