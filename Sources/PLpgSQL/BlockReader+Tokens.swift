import SQLText

/// Few primitives: look, accept, expect, and skip to where an SQL construct ends.
extension BlockReader {
    var token: Token { tokens[position] }

    func isWord(_ word: StaticString) -> Bool { isWord(word, at: position) }

    func isWord(_ word: StaticString, at index: Int) -> Bool {
        index < tokens.count && bytes.span.isKeyword(word, tokens[index])
    }

    /// Whether an operator token is just this. `<<` and `>>` never run into other operators in
    /// practice, and the core scanner would not cut them apart either.
    func isSymbol(_ symbol: StaticString) -> Bool {
        token.kind == .operator && text(token) == "\(symbol)"
    }

    mutating func accept(_ word: StaticString) -> Bool {
        guard isWord(word) else { return false }
        position += 1
        return true
    }

    mutating func accept(_ kind: TokenKind) -> Bool {
        guard token.kind == kind else { return false }
        position += 1
        return true
    }

    mutating func acceptSymbol(_ symbol: StaticString) -> Bool {
        guard isSymbol(symbol) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ word: StaticString) throws(SyntaxFault) {
        guard accept(word) else { throw fault("expected \("\(word)".uppercased())") }
    }

    /// The semicolon of a statement.
    mutating func end() throws(SyntaxFault) {
        guard accept(.semicolon) else { throw fault("expected ;") }
    }

    mutating func name() throws(SyntaxFault) -> String {
        let name = try identifier()
        position += 1
        return name
    }

    /// The name that the token is, without stepping over it.
    func identifier() throws(SyntaxFault) -> String {
        do {
            return try bytes.span.identifier(token)
        } catch {
            throw fault("expected a name")
        }
    }

    func text(_ token: Token) -> String { bytes.span.text(of: token) }

    func fault(_ message: String) -> SyntaxFault {
        let found = token.kind == .endOfFile ? "end of input" : "\"\(text(token).prefix(40))\""
        return SyntaxFault(message: "PL/pgSQL: \(message) at \(found)", offset: Int(token.start))
    }

    /// Steps to the first of the tokens or words outside parentheses and brackets, and gives what
    /// lies before it. A semicolon ends it in any case.
    mutating func skip(
        to kinds: [TokenKind], or words: [StaticString] = [], orEquals: Bool = false
    ) throws(SyntaxFault) -> Range<Int> {
        let start = position
        var nesting = 0
        while token.kind != .endOfFile {
            switch token.kind {
            case .openParen, .openBracket: nesting += 1
            case .closeParen, .closeBracket: nesting -= 1
            case .semicolon where nesting <= 0: return range(from: start)
            default:
                if nesting <= 0,
                    kinds.contains(token.kind) || words.contains(where: { isWord($0) })
                        || orEquals && isSymbol("=")
                {
                    return range(from: start)
                }
            }
            position += 1
        }
        throw fault(nesting > 0 ? "parentheses that nothing closes" : "expected ;")
    }

    /// The bytes from the token at `start` to the one before the present.
    func range(from start: Int) -> Range<Int> {
        guard position > start else { return Int(token.start)..<Int(token.start) }
        return Int(tokens[start].start)..<Int(tokens[position - 1].end)
    }
}
