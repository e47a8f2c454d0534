extension Lexer {
    /// An integer, a decimal or a real, by the rules of the dialect's version. Letters run on to
    /// it belong to it, as a fault.
    mutating func number(in bytes: Span<UInt8>, from start: Int) -> Token {
        if dialect.version == .postgres16, bytes[start] == UInt8(ascii: "0"),
            let token = radixInteger(in: bytes, from: start)
        {
            return token
        }
        var kind = TokenKind.integer
        var end = digits(in: bytes, from: start)
        // `1..10` is 1, `..`, 10.
        if bytes.has(UInt8(ascii: "."), at: end), !bytes.has(UInt8(ascii: "."), at: end &+ 1) {
            kind = .numeric
            end = digits(in: bytes, from: end &+ 1)
        }
        if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
            var exponent = end &+ 1
            let signed =
                bytes.has(UInt8(ascii: "+"), at: exponent)
                || bytes.has(UInt8(ascii: "-"), at: exponent)
            if signed { exponent &+= 1 }
            let exponentEnd = digits(in: bytes, from: exponent)
            if exponentEnd > exponent {
                kind = .numeric
                end = exponentEnd
            } else if signed {
                return finish(.numeric, start, exponent, .trailingJunk)
            }
        }
        return finishNumber(kind, in: bytes, start, end)
    }

    /// `$1`. Its digits take no `_` in any version.
    mutating func parameter(in bytes: Span<UInt8>, from start: Int) -> Token {
        var end = start &+ 1
        while end < bytes.count, bytes[end].isDigit { end &+= 1 }
        return finishNumber(.parameter, in: bytes, start, end)
    }

    private mutating func finishNumber(
        _ kind: TokenKind, in bytes: Span<UInt8>, _ start: Int, _ end: Int
    ) -> Token {
        guard end < bytes.count, bytes[end].isIdentifierStart else {
            return finish(kind, start, end)
        }
        var end = end
        while end < bytes.count, bytes[end].isIdentifierContinuation { end &+= 1 }
        return finish(kind, start, end, .trailingJunk)
    }

    /// The end of the decimal digits at `start`, if any, with single `_` between them where the
    /// version allows.
    private func digits(in bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count {
            if bytes[end].isDigit {
                end &+= 1
            } else if bytes[end] == UInt8(ascii: "_"), dialect.version == .postgres16, end > start,
                end &+ 1 < bytes.count, bytes[end &+ 1].isDigit
            {
                end &+= 2
            } else {
                break
            }
        }
        return end
    }

    /// `0x1F`, `0o17`, `0b11`, of PostgreSQL 16; nil when `start` begins none of them.
    private mutating func radixInteger(in bytes: Span<UInt8>, from start: Int) -> Token? {
        guard start &+ 1 < bytes.count else { return nil }
        let limit: UInt8
        switch bytes[start &+ 1] | 0x20 {
        case UInt8(ascii: "x"): limit = 16
        case UInt8(ascii: "o"): limit = 8
        case UInt8(ascii: "b"): limit = 2
        default: return nil
        }
        var end = start &+ 2
        while end < bytes.count {
            let digit = bytes[end] == UInt8(ascii: "_") ? end &+ 1 : end
            guard digit < bytes.count, let value = bytes[digit].hexDigitValue, value < limit else {
                break
            }
            end = digit &+ 1
        }
        // `0b12` and `0x` are `0` run into a word, since that match is the longer one.
        let isWhole = end > start &+ 2
        let digitsEnd = end
        while end < bytes.count, bytes[end].isIdentifierContinuation { end &+= 1 }
        let isJunk = !isWhole || end > digitsEnd
        return finish(.integer, start, end, isJunk ? .trailingJunk : .none)
    }
}
