import SQLText

/// Refuses text whose tree could be deeper than the stack holds.
///
/// The grammar builds chains (`a + b + c`, `UNION`, `JOIN`, `COLLATE`, `NOT`) as trees as deep as
/// they are long, and protobuf's reader recurses over them: on an 8 MB stack it was seen to
/// overflow between 3,500 and 4,400 levels. The sum over a statement bounds its depth from above.
enum DepthGuard {
    static let maximumChain = 1_500
    static let maximumNesting = 400
    /// A word of a statement takes about a kilobyte as trees: more of them than anybody writes
    /// could take all memory.
    static let maximumTokens = 500_000

    static func check(_ sql: String) throws(ParseFailure) {
        // A level takes at least two bytes.
        guard sql.utf8.count > maximumNesting * 2 else { return }
        let bytes = Array(sql.utf8)
        var lexer = Lexer(.sql)
        var (chain, nesting, tokens) = (0, 0, 0)
        while true {
            let token = lexer.next(in: bytes.span)
            switch token.kind {
            case .endOfFile: return
            case .openParen, .openBracket: nesting += 1
            case .closeParen, .closeBracket: nesting -= 1
            case .operator, .typecast: chain += 1
            case .word where isChained(token, bytes.span): chain += 1
            case .whitespace, .lineComment, .blockComment: continue
            default: break
            }
            tokens += 1
            guard tokens <= maximumTokens else {
                throw ParseFailure(
                    message:
                        "more than \(maximumTokens) words in one statement, too many to be parsed safely",
                    offset: Int(token.start), isRefusal: true)
            }
            guard chain <= maximumChain, nesting <= maximumNesting else {
                throw ParseFailure(
                    message:
                        "too deeply nested or too long a chain of operators to be parsed safely",
                    offset: Int(token.start), isRefusal: true)
            }
        }
    }

    private static func isChained(_ word: Token, _ bytes: Span<UInt8>) -> Bool {
        bytes.isKeyword("not", word) || bytes.isKeyword("join", word)
            || bytes.isKeyword("union", word) || bytes.isKeyword("collate", word)
            || bytes.isKeyword("at", word) || bytes.isKeyword("except", word)
            || bytes.isKeyword("intersect", word) || bytes.isKeyword("is", word)
            || bytes.isKeyword("isnull", word) || bytes.isKeyword("notnull", word)
            || bytes.isKeyword("case", word)
    }
}
