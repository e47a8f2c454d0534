extension Lexer {
    /// A word, or one of the literals that begin with a letter: `E'…'`, `B'…'`, `X'…'`, `N'…'`,
    /// `U&'…'`, `U&"…"`.
    @inline(__always)
    mutating func wordOrString(in bytes: Span<UInt8>, from start: Int, first: UInt8) -> Token {
        let (end, high) = bytes.endOfIdentifier(from: start &+ 1, first)
        if end == start &+ 1, end < bytes.count {
            if bytes[end] == UInt8(ascii: "'") || bytes[end] == UInt8(ascii: "&") {
                if let token = prefixed(in: bytes, from: start, letter: first | 0x20) {
                    return token
                }
            }
        }
        if high < 0x80 {
            noteWord(in: bytes, start, end)
            return finish(.word, start, end)
        }
        return wordBeyondASCII(in: bytes, from: start, to: end)
    }

    /// Keeps account of `COPY … FROM STDIN`.
    @inline(__always)
    private mutating func noteWord(in bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        guard dialect.psql else { return }
        if copy.isMatching {
            copy.noteWord(in: bytes, start, end)
        } else if end &- start == 4, bytes[start] | 0x20 == UInt8(ascii: "c"), beginsStatement {
            copy.begin(in: bytes, start, end)
        }
    }

    /// Whether the next token is the first of a statement.
    private var beginsStatement: Bool {
        switch previous {
        case .endOfFile, .semicolon, .escapedSemicolon, .metaCommand, .metaSeparator, .copyData:
            true
        default: false
        }
    }

    private mutating func wordBeyondASCII(
        in bytes: Span<UInt8>, from start: Int, to end: Int
    ) -> Token {
        if start == 0, bytes.startsWithByteOrderMark {
            return finishTrivia(.byteOrderMark, 0, 3)
        }
        let valid = bytes.isValidUTF8(start..<end)
        return finish(.word, start, end, valid ? .none : .invalidEncoding)
    }

    /// A literal that `letter` (in lower case) introduces, if one follows.
    private mutating func prefixed(
        in bytes: Span<UInt8>, from start: Int, letter: UInt8
    ) -> Token? {
        if bytes[start &+ 1] == UInt8(ascii: "'") {
            switch letter {
            case UInt8(ascii: "e"):
                return string(.escapeString, .escape, in: bytes, start, prefix: 1)
            case UInt8(ascii: "b"): return string(.bitString, .raw, in: bytes, start, prefix: 1)
            case UInt8(ascii: "x"): return string(.hexString, .raw, in: bytes, start, prefix: 1)
            case UInt8(ascii: "n"): return plainString(.nationalString, in: bytes, start, prefix: 1)
            default: return nil
            }
        }
        guard letter == UInt8(ascii: "u"), start &+ 2 < bytes.count else { return nil }
        switch bytes[start &+ 2] {
        case UInt8(ascii: "'"):
            return string(.unicodeString, .standard, in: bytes, start, prefix: 2)
        case UInt8(ascii: "\""): return quotedIdentifier(in: bytes, from: start, prefix: 2)
        default: return nil
        }
    }

    /// `"…"` or `U&"…"`; `""` within is a quote.
    mutating func quotedIdentifier(in bytes: Span<UInt8>, from start: Int, prefix: Int) -> Token {
        let kind: TokenKind = prefix == 0 ? .quotedIdentifier : .unicodeQuotedIdentifier
        let open = start &+ prefix
        var end = open &+ 1
        var high: UInt8 = 0
        while end < bytes.count {
            let byte = bytes[end]
            end &+= 1
            high |= byte
            guard byte == UInt8(ascii: "\"") else { continue }
            guard bytes.has(byte, at: end) else {
                return finish(kind, start, end, identifierFault(in: bytes, open, end, high))
            }
            end &+= 1
        }
        return finish(kind, start, end, .unterminated)
    }

    private func identifierFault(
        in bytes: Span<UInt8>, _ open: Int, _ end: Int, _ high: UInt8
    ) -> TokenFault {
        if end &- open == 2 { return .empty }
        return high < 0x80 || bytes.isValidUTF8(open..<end) ? .none : .invalidEncoding
    }
}
