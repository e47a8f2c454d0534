import SQLText

extension Lexer {
    /// All tokens of `bytes`, without the last, empty one.
    static func tokens(_ bytes: [UInt8], _ dialect: Dialect) -> [Token] {
        var lexer = Lexer(dialect)
        var tokens: [Token] = []
        while true {
            let token = lexer.next(in: bytes.span)
            if token.kind == .endOfFile { return tokens }
            tokens.append(token)
        }
    }

    /// All tokens of `text`, as `kind text`, without white space.
    static func dump(_ text: String, _ dialect: Dialect = .psql) -> [String] {
        let bytes = Array(text.utf8)
        return tokens(bytes, dialect).filter { $0.kind != .whitespace }.map { token in
            let fault = token.fault == .none ? "" : " !\(token.fault)"
            return "\(token.kind) \(bytes.span.text(of: token))\(fault)"
        }
    }
}
