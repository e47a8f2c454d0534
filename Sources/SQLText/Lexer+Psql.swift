extension Lexer {
    /// `::`, `:=`, psql's variables, or a lone `:`.
    mutating func colon(in bytes: Span<UInt8>, from start: Int) -> Token {
        let next = start &+ 1 < bytes.count ? bytes[start &+ 1] : 0
        if next == UInt8(ascii: ":") { return finish(.typecast, start, start &+ 2) }
        if next == UInt8(ascii: "=") { return finish(.colonEquals, start, start &+ 2) }
        if dialect.psql, !separatesSliceBounds,
            let token = variable(in: bytes, from: start, next: next)
        {
            return token
        }
        return finish(.colon, start, start &+ 1)
    }

    /// Whether a `:` here stands between the bounds of a slice, as in `a[i:j]`. psql itself would
    /// look for a variable `j` and leave the text alone when there is none; text that reads well
    /// either way is a slice.
    private var separatesSliceBounds: Bool {
        guard bracketDepth > 0 else { return false }
        switch previous {
        case .openBracket, .operator, .comma, .openParen, .typecast: return false
        default: return true
        }
    }

    private mutating func variable(
        in bytes: Span<UInt8>, from start: Int, next: UInt8
    ) -> Token? {
        switch next {
        case UInt8(ascii: "'"):
            return variable(.variableLiteral, in: bytes, start, nameAt: start &+ 2, close: next)
        case UInt8(ascii: "\""):
            return variable(.variableIdentifier, in: bytes, start, nameAt: start &+ 2, close: next)
        case UInt8(ascii: "{"):
            guard bytes.has(UInt8(ascii: "?"), at: start &+ 2) else { return nil }
            return variable(
                .variableTest, in: bytes, start, nameAt: start &+ 3, close: UInt8(ascii: "}"))
        default:
            // psql allows names that begin with a digit; `:2` is a slice bound far more often.
            guard next.isIdentifierStart else { return nil }
            return finish(.variable, start, Self.endOfName(in: bytes, from: start &+ 1))
        }
    }

    private mutating func variable(
        _ kind: TokenKind, in bytes: Span<UInt8>, _ start: Int, nameAt name: Int, close: UInt8
    ) -> Token? {
        let end = Self.endOfName(in: bytes, from: name)
        guard end > name, bytes.has(close, at: end) else { return nil }
        return finish(kind, start, end &+ 1)
    }

    private static func endOfName(in bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end].isTagContinuation { end &+= 1 }
        return end
    }

    /// `\;`, `\:`, `\\` after a meta-command, or a meta-command.
    mutating func backslash(in bytes: Span<UInt8>, from start: Int) -> Token {
        if bytes.has(UInt8(ascii: ";"), at: start &+ 1) {
            return finish(.escapedSemicolon, start, start &+ 2)
        }
        if bytes.has(UInt8(ascii: ":"), at: start &+ 1) {
            return finish(.escapedColon, start, start &+ 2)
        }
        if previous == .metaCommand, bytes.has(UInt8(ascii: "\\"), at: start &+ 1),
            start == Int(metaCommandEnd)
        {
            return finish(.metaSeparator, start, start &+ 2)
        }
        let command = PsqlCommandText(in: bytes, at: start)
        let token = finish(.metaCommand, start, command.end)
        metaCommandEnd = token.end
        if command.name.sendsBuffer { copy.statementSent() }
        if command.name == .copy {
            switch command.copySource(in: bytes) {
            case .elsewhere: break
            case .script: copy.pending &+= 1
            case .standardInput:
                if copy.hasMark(in: bytes, from: command.end) { copy.pending &+= 1 }
            }
        }
        return token
    }
}
