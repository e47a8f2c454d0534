import SQLText
import Testing

struct StatementSplitterTests {
    /// The texts of the statements of `script`, skipping between the given directives.
    private func statements(
        _ script: String, _ dialect: Dialect = .psql, skippingFrom skip: String? = nil
    ) -> [String] {
        let bytes = Array(script.utf8)
        var splitter = StatementSplitter(dialect)
        var tokens: [Token] = []
        var texts: [String] = []
        while let element = splitter.next(in: bytes.span, tokens: &tokens) {
            switch element {
            case .statement:
                texts.append(tokens.map { bytes.span.text(of: $0) }.joined(separator: " "))
            case .directive(let token):
                splitter.isSkipping = bytes.span.text(of: token) == skip
            case .copyData: break
            }
        }
        return texts
    }

    @Test func tokensOfEachStatement() {
        #expect(
            statements("select 'a'\n 'b' /* c */; -- d\nselect :x \\g\nselect 2")
                == ["select 'a' 'b'", "select :x", "select 2"])
    }

    @Test func emptyStatementsArePassedOver() {
        #expect(statements(" ; -- a\n;;\\;;") == [])
        #expect(statements("") == [])
    }

    @Test func skippedBranches() {
        let script = "\\if a\nselect ( ; 1;\n\\endif\nselect 2;"
        #expect(statements(script, skippingFrom: "\\if a") == ["select 2"])
    }

    @Test func statementGoesOnAfterSkippedBranch() {
        let script = "select (1,\n\\if a\n((;\n\\endif\n2); select 3"
        #expect(statements(script, skippingFrom: "\\if a") == ["select ( 1 , 2 )", "select 3"])
        let bytes = Array(script.utf8)
        var splitter = StatementSplitter()
        while let element = splitter.next(in: bytes.span) {
            switch element {
            case .directive(let token): splitter.isSkipping = bytes.span.text(of: token) == "\\if a"
            case .statement(let statement) where statement.range.lowerBound == 0:
                #expect(statement.containsDirectives)
            default: break
            }
        }
    }

    @Test func resetForgetsTheStatement() {
        #expect(statements("select ( 1 \\r\nselect 2;") == ["select 2"])
    }

    @Test func withoutPsqlABackslashIsNothing() {
        #expect(statements("select 1 \\g\n; copy t from stdin;\n1\n\\.\n", .sql).count == 3)
    }

    @Test func nestingIsMeasured() {
        let bytes = Array("select ((1) + a[(2)]); select 1".utf8)
        var splitter = StatementSplitter()
        var depths: [Int] = []
        while case .statement(let statement)? = splitter.next(in: bytes.span) {
            depths.append(statement.maximumNesting)
        }
        #expect(depths == [3, 0])
    }

    @Test func unterminatedCommentIsKept() {
        let bytes = Array("select 1; /* select 2;".utf8)
        var splitter = StatementSplitter()
        while splitter.next(in: bytes.span) != nil {}
        #expect(splitter.unterminatedComment?.start == 10)
    }

    @Test func readingFromWithin() {
        let bytes = Array("select 1; select 2;".utf8)
        var splitter = StatementSplitter(.sql, at: 9)
        guard case .statement(let statement)? = splitter.next(in: bytes.span) else {
            Issue.record("no statement")
            return
        }
        #expect(statement.range == 10..<18)
        #expect(statement.rangeWithTerminator == 10..<19)
    }

    @Test func standardConformingStringsMayBeOff() {
        let off = Dialect(psql: true, standardConformingStrings: false)
        #expect(statements("select '\\';'; select 2", off).count == 2)
        #expect(statements("select '\\'; select 2").count == 2)
    }
}
