import SQLText

/// `SELECT has_column('users', 'name')`, `SELECT * FROM …(…)`, or the call alone, as RETURN NEXT
/// takes it: one call of pgTAP's over constants. It executes nothing of the schema but what the
/// assertion itself says, so nobody need parse it; nine statements of ten in a suite are of this
/// form.
enum ConstantCall {
    /// Whether the tokens are such a statement.
    static func isWhole(_ tokens: [Token], _ bytes: Span<UInt8>) -> Bool {
        var index = 0
        if index < tokens.count, bytes.isKeyword("select", tokens[index]) { index += 1 }
        if index + 1 < tokens.count, isStar(tokens[index], bytes),
            bytes.isKeyword("from", tokens[index + 1])
        {
            index += 2
        }
        guard index + 2 < tokens.count, tokens[index].kind == .word,
            tokens[index + 1].kind == .openParen,
            FunctionNames.shared.name(tokens[index], in: bytes) != nil,
            ArgumentReader.closing(tokens, index + 1) == tokens.count - 1
        else { return false }
        for argument in index + 2..<tokens.count - 1 where !isConstant(tokens, argument, bytes) {
            return false
        }
        return true
    }

    /// The same of a range of bytes.
    static func isWhole(_ range: Range<Int>, _ content: [UInt8]) -> Bool {
        let bytes = content.span.extracting(0..<range.upperBound)
        var lexer = Lexer(.sql, at: UInt32(range.lowerBound))
        var tokens: [Token] = []
        while true {
            let token = lexer.next(in: bytes)
            if token.kind == .endOfFile { break }
            if !token.kind.isTrivia, token.kind != .semicolon { tokens.append(token) }
            if tokens.count > maximumTokens { return false }
        }
        return isWhole(tokens, bytes)
    }

    private static let maximumTokens = 512

    private static func isStar(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        token.kind == .operator && token.length == 1 && bytes[Int(token.start)] == UInt8(ascii: "*")
    }

    /// Literals, casts to the server's own name types, ARRAY[…].
    private static func isConstant(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) -> Bool {
        let token = tokens[index]
        switch token.kind {
        case .string, .escapeString, .dollarString, .stringContinuation, .integer, .numeric, .comma,
            .typecast, .openBracket, .closeBracket:
            return true
        case .word:
            if tokens[index - 1].kind == .typecast {
                return bytes.isKeyword("name", token) || bytes.isKeyword("text", token)
            }
            return bytes.isKeyword("array", token) || bytes.isKeyword("null", token)
                || bytes.isKeyword("true", token) || bytes.isKeyword("false", token)
        default: return false
        }
    }
}
