extension Span<UInt8> {
    /// The value of the string constant that begins at `index` of `tokens`: its continuations are
    /// joined, a `UESCAPE` clause is obeyed, `index` moves past all of them.
    ///
    /// `tokens` are those of a statement, without trivia. The value of a `B'…'` or `X'…'` is its
    /// digits as they stand.
    public func string(
        at index: inout Int, of tokens: [Token]
    ) throws(LiteralFault) -> String {
        guard index < tokens.count, tokens[index].kind.isString else { throw .wrongKind }
        if let plain = plainString(at: index, of: tokens) {
            index += 1
            return plain
        }
        let first = tokens[index]
        var value = LiteralValue()
        var fault: LiteralFault?
        repeat {
            do throws(LiteralFault) {
                try append(tokens[index], style: first.kind, to: &value)
            } catch { fault = fault ?? error }
            index += 1
        } while index < tokens.count && tokens[index].kind == .stringContinuation
        if first.kind == .unicodeString {
            let escape = try unicodeEscape(at: &index, of: tokens)
            if fault == nil { try value.decodeUnicodeEscapes(escape) }
        }
        if let fault { throw fault }
        return try value.string()
    }

    /// The value of a `'…'` of ASCII characters without quotes inside or continuations, which is
    /// what nearly all are; nil for any other.
    private func plainString(at index: Int, of tokens: [Token]) -> String? {
        let token = tokens[index]
        guard token.kind == .string, token.fault == .none,
            self[Int(token.start)] == UInt8(ascii: "'"),
            index + 1 == tokens.count || tokens[index + 1].kind != .stringContinuation
        else { return nil }
        let inside = Int(token.start) + 1..<Int(token.end) - 1
        guard isPlain(inside) else { return nil }
        return text(of: inside)
    }

    /// Whether a range holds ASCII characters alone, no quote and no NUL. Eight bytes at a time.
    private func isPlain(_ range: Range<Int>) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        return unsafe withUnsafeBytes { bytes in
            var index = range.lowerBound
            while index &+ 8 <= range.upperBound {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                // A byte that is zero borrows into its highest bit; so does one equal to a quote.
                let quotes = word ^ (ones &* UInt64(UInt8(ascii: "'")))
                let marks = word | (word &- ones) | ((quotes &- ones) & ~quotes)
                if marks & (ones &* 0x80) != 0 { return false }
                index &+= 8
            }
            while index < range.upperBound {
                let byte = unsafe bytes[index]
                if byte == UInt8(ascii: "'") || byte &- 1 >= 0x7F { return false }
                index &+= 1
            }
            return true
        }
    }

    /// The value of the string constant that is `token` alone, without continuations.
    public func string(_ token: Token) throws(LiteralFault) -> String {
        var index = 0
        return try string(at: &index, of: [token])
    }

    /// The escape character that a `UESCAPE 'c'` at `index` sets, else `\`; `index` moves past it.
    public func unicodeEscape(
        at index: inout Int, of tokens: [Token]
    ) throws(LiteralFault) -> UInt8 {
        guard index + 1 < tokens.count, isKeyword("uescape", tokens[index]),
            tokens[index + 1].kind == .string
        else { return UInt8(ascii: "\\") }
        let token = tokens[index + 1]
        index += 2
        // The quotes and one character between.
        guard token.length == 3, token.fault == .none else { throw .invalidEscapeCharacter }
        let escape = self[Int(token.start) + 1]
        switch escape {
        case UInt8(ascii: "+"), UInt8(ascii: "'"), UInt8(ascii: "\""): throw .invalidEscapeCharacter
        default: break
        }
        if escape.hexDigitValue != nil || escape.isSpace { throw .invalidEscapeCharacter }
        return escape
    }

    private func append(
        _ token: Token, style: TokenKind, to value: inout LiteralValue
    ) throws(LiteralFault) {
        if token.fault == .unterminated { throw .unterminated }
        let start = Int(token.start)
        let end = Int(token.end)
        if token.kind == .dollarString {
            value.append(self, dollarBody(of: token))
            return
        }
        let inside = start + prefixLength(token) + 1..<end - 1
        switch style {
        case .escapeString: try value.appendEscaped(self, inside)
        case .bitString, .hexString: value.append(self, inside)
        default: value.appendUndoubled(self, inside, quote: UInt8(ascii: "'"))
        }
    }

    private func prefixLength(_ token: Token) -> Int {
        let start = Int(token.start)
        if self[start] == UInt8(ascii: "'") { return 0 }
        return token.kind == .unicodeString ? 2 : 1
    }

    /// The bytes between the delimiters of a `$tag$…$tag$`; up to the end when it is unterminated.
    public func dollarBody(of token: Token) -> Range<Int> {
        var open = Int(token.start) + 1
        while open < Int(token.end), self[open] != UInt8(ascii: "$") { open += 1 }
        open = Swift.min(open + 1, Int(token.end))
        if token.fault == .unterminated { return open..<Int(token.end) }
        return open..<Swift.max(open, Int(token.end) - (open - Int(token.start)))
    }

    /// The value of an integer constant, `0x1F` and `1_000` included; nil when it is none or does
    /// not fit (the server then reads it as numeric).
    public func integer(_ token: Token) -> Int64? {
        guard token.kind == .integer, token.fault == .none else { return nil }
        var index = Int(token.start)
        let end = Int(token.end)
        var base: Int64 = 10
        if token.length > 2, self[index] == UInt8(ascii: "0") {
            switch self[index + 1] | 0x20 {
            case UInt8(ascii: "x"): base = 16
            case UInt8(ascii: "o"): base = 8
            case UInt8(ascii: "b"): base = 2
            default: break
            }
            if base != 10 { index += 2 }
        }
        var value: Int64 = 0
        while index < end {
            if let digit = self[index].hexDigitValue {
                let (product, overflow) = value.multipliedReportingOverflow(by: base)
                let (sum, carry) = product.addingReportingOverflow(Int64(digit))
                if overflow || carry { return nil }
                value = sum
            }
            index += 1
        }
        return value
    }
}
