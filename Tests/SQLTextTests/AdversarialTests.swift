import SQLText
import Testing

/// Input made to exhaust a stack, or to be read again and again. A lexer that is not linear does
/// not come to the end of these.
struct AdversarialTests {
    private func elements(_ bytes: [UInt8]) -> (count: Int, last: ScriptElement?) {
        var splitter = StatementSplitter(.psql)
        var count = 0
        var last: ScriptElement?
        while let element = splitter.next(in: bytes.span) {
            count += 1
            last = element
        }
        return (count, last)
    }

    private static let million = 1_000_000

    private func repeated(_ text: String, _ end: String = "", times: Int = million) -> [UInt8] {
        var bytes: [UInt8] = []
        let piece = Array(text.utf8)
        bytes.reserveCapacity(piece.count * times)
        for _ in 0..<times { bytes += piece }
        return bytes + Array(end.utf8)
    }

    @Test func parentheses() {
        let (count, last) = elements(repeated("("))
        #expect(count == 1)
        guard case .statement(let statement)? = last else {
            Issue.record("no statement")
            return
        }
        #expect(statement.maximumNesting == Self.million)
    }

    @Test func comments() {
        #expect(elements(repeated("/*")).count == 0)
        #expect(elements(repeated("/*") + repeated("*/", "select 1")).count == 1)
    }

    @Test(arguments: [
        "'", "\"", "$a$b", "$a", "$", "+", "-+", "=-", "U&", ":'a", ":\"a", ":{?a", "\\", "0x",
        "1_", "1e+", "\\copy t from pstdin\n", "E'\\", "a.", "[:", "'a'\n", "'\n--\n", "\\;",
        "copy t from stdin;", "copy t from stdin;\n", "`\\o |", "begin atomic ",
    ])
    func repeats(_ piece: String) {
        // Debug builds read some 3 MB a second: fewer pieces, still hopeless if read quadratically.
        let bytes = repeated(piece, times: 100_000)
        var lexer = Lexer(.psql)
        var end: UInt32 = 0
        var adjoins = true
        while true {
            let token = lexer.next(in: bytes.span)
            adjoins = adjoins && token.start == end
            end = token.end
            if token.kind == .endOfFile { break }
        }
        #expect(adjoins)
        #expect(Int(end) == bytes.count)
        _ = elements(bytes)
    }

    @Test func quotes() {
        #expect(elements(repeated("'")).count == 1)
        #expect(elements(repeated("\"")).count == 1)
        #expect(elements(repeated("'a\n")).count == 1)
    }

    @Test func oneLongLine() {
        let bytes = repeated("SELECT é, 'a'; ", times: 100_000)
        #expect(elements(bytes).count == 100_000)
        let lines = LineTable(bytes.span)
        #expect(lines.lineCount == 1)
        // Sixteen bytes hold fifteen characters.
        #expect(lines.position(at: 16 * 99_999) == (1, 15 * 99_999 + 1))
    }

    @Test func tokensAreSmall() {
        #expect(MemoryLayout<Token>.size == 12)
        #expect(MemoryLayout<Token>.stride == 12)
        #expect(MemoryLayout<Lexer>.size <= 64)
    }
}
