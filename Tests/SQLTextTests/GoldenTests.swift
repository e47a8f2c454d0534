import Foundation
import SQLText
import TestSupport
import Testing

/// The tokens and the script elements of each file in SQLFixtures/lexer, against the record
/// beside it. With `PGCOV_RECORD` in the environment the records are written anew, to be reviewed
/// as a diff.
struct GoldenTests {
    @Test(arguments: try Fixtures.sqlFiles("lexer")) func tokens(_ file: Fixtures.File) throws {
        try compare(file, "tokens", with: tokenRecord(file.bytes))
    }

    @Test(arguments: try Fixtures.sqlFiles("lexer")) func elements(_ file: Fixtures.File) throws {
        try compare(file, "elements", with: elementRecord(file.bytes))
    }

    private func compare(_ file: Fixtures.File, _ suffix: String, with record: String) throws {
        let path = Repository.fixture("lexer/\(file.path.dropLast(4)).\(suffix)")
        if ProcessInfo.processInfo.environment["PGCOV_RECORD"] != nil {
            try record.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOfFile: path, encoding: .utf8)
        for (line, (ours, theirs)) in zip(lines(record), lines(expected)).enumerated()
        where ours != theirs {
            Issue.record("\(file.path) line \(line + 1): \(ours), expected \(theirs)")
            return
        }
        #expect(record == expected)
    }

    private func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// A line per token: place, kind, text, fault.
    private func tokenRecord(_ bytes: [UInt8]) -> String {
        let lines = LineTable(bytes.span)
        var record = ""
        for token in Lexer.tokens(bytes, .psql) {
            let (line, column) = lines.position(at: Int(token.start))
            let fault = token.fault == .none ? "" : " !\(token.fault)"
            let text = bytes.span.text(of: token).debugDescription
            record += "\(line):\(column) \(token.kind) \(text)\(fault)\n"
        }
        return record
    }

    /// A line per element: what psql would send, run or copy.
    private func elementRecord(_ bytes: [UInt8]) -> String {
        let span = bytes.span
        var splitter = StatementSplitter(.psql)
        var record = ""
        while let element = splitter.next(in: span) {
            switch element {
            case .statement(let statement):
                var notes = ["\(statement.terminator)", "\(statement.tokenCount) tokens"]
                if statement.maximumNesting > 0 {
                    notes.append("nesting \(statement.maximumNesting)")
                }
                if statement.containsVariables { notes.append("variables") }
                if statement.containsDirectives { notes.append("directives") }
                if statement.containsFaults { notes.append("faults") }
                let text = span.text(of: statement.range).debugDescription
                record += "statement \(text) (\(notes.joined(separator: ", ")))\n"
            case .directive(let token):
                record += directiveRecord(PsqlDirective(token, in: span), in: span)
            case .copyData(let token):
                record += "data \(span.text(of: token).debugDescription)\n"
            }
        }
        return record
    }

    private func directiveRecord(_ directive: PsqlDirective, in bytes: Span<UInt8>) -> String {
        let arguments = directive.arguments.map { argument in
            argument.parts.map { "\($0)" }.joined(separator: " + ")
        }
        let line = bytes.text(of: directive.line).debugDescription
        let fault = directive.isUnterminated ? " !unterminated" : ""
        return
            "directive \(directive.name) \(line) [\(arguments.joined(separator: ", "))]\(fault)\n"
    }
}
