import SQLText

/// A look at neighbouring tokens of a script: what it is, before it is read for good.
enum WordPairs {
    /// Whether some word and the token before it, trivia aside, are wanted.
    static func contain(
        _ bytes: [UInt8], where isWanted: (Span<UInt8>, _ previous: Token, _ word: Token) -> Bool
    ) -> Bool {
        var lexer = Lexer(.psql)
        var previous: Token?
        while true {
            let token = lexer.next(in: bytes.span)
            if token.kind == .endOfFile { return false }
            if token.kind.isTrivia { continue }
            if let previous, token.kind == .word, isWanted(bytes.span, previous, token) {
                return true
            }
            previous = token
        }
    }
}
