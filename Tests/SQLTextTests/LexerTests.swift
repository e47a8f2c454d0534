import SQLText
import Testing

@Test func tokensCoverTheBytes() {
    let bytes = Array("SELECT 'a'\n'b', $x$ ; $x$ -- c\n;\\gset x\nCOPY t FROM STDIN;\n1\t2\n\\.\nselect".utf8)
    var lexer = Lexer(.psql)
    var end: UInt32 = 0
    while true {
        let token = lexer.next(in: bytes.span)
        #expect(token.start == end)
        end = token.end
        if token.kind == .endOfFile { break }
    }
    #expect(Int(end) == bytes.count)
    var splitter = StatementSplitter()
    var tokens: [Token] = []
    while let e = splitter.next(in: bytes.span, tokens: &tokens) { _ = e }
}
