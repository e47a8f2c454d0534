/// What is wrong with the inside of a constant or a quoted identifier that is well delimited.
public enum LiteralFault: Error, Sendable, Equatable {
    /// The token is not of a kind that has such a value.
    case wrongKind
    /// Its closing quote is missing.
    case unterminated
    /// `""`, which names nothing.
    case empty
    /// A `\u`, `\U` or `U&` escape with too few digits, beyond U+10FFFF, or a lone surrogate.
    case invalidUnicodeEscape
    /// A `UESCAPE` that is no single character, or one that cannot serve.
    case invalidEscapeCharacter
    /// The value would not be UTF-8, or would hold a NUL.
    case invalidEncoding
}

/// Names as the server stores them.
public enum Identifier {
    /// Bytes that a name keeps (`NAMEDATALEN - 1`).
    public static let maximumLength = 63

    /// The name without what lies beyond 63 bytes, cut between characters as
    /// `truncate_identifier()` does.
    public static func truncated(_ name: String) -> String {
        guard name.utf8.count > maximumLength else { return name }
        var end = name.utf8.index(name.utf8.startIndex, offsetBy: maximumLength)
        while name.utf8[end] & 0xC0 == 0x80 { name.utf8.formIndex(before: &end) }
        return String(name[..<end])
    }
}

extension Span<UInt8> {
    /// The bytes of `token` as they stand. Faulty UTF-8 becomes U+FFFD.
    public func text(of token: Token) -> String {
        text(of: Int(token.start)..<Int(token.end))
    }

    /// The bytes of `range` as they stand. Faulty UTF-8 becomes U+FFFD.
    public func text(of range: Range<Int>) -> String {
        unsafe extracting(range).withUnsafeBufferPointer {
            unsafe String(decoding: $0, as: UTF8.self)
        }
    }

    /// The name that a word or a quoted identifier stands for: ASCII letters of an unquoted one in
    /// lower case (`downcase_identifier()`), quotes undoubled, Unicode escapes replaced, cut to 63
    /// bytes.
    ///
    /// - Parameter escape: the escape character of a `U&"…"`, as `UESCAPE` gives it.
    public func identifier(
        _ token: Token, escape: UInt8 = UInt8(ascii: "\\")
    ) throws(LiteralFault) -> String {
        switch token.kind {
        case .word:
            return Identifier.truncated(foldedWord(token))
        case .quotedIdentifier, .unicodeQuotedIdentifier:
            if token.fault == .unterminated { throw .unterminated }
            if token.fault == .empty { throw .empty }
            let prefix = token.kind == .quotedIdentifier ? 1 : 3
            let inside = Int(token.start) + prefix..<Int(token.end) - 1
            var value = LiteralValue()
            value.appendUndoubled(self, inside, quote: UInt8(ascii: "\""))
            if prefix == 3 { try value.decodeUnicodeEscapes(escape) }
            return Identifier.truncated(try value.string())
        default:
            throw .wrongKind
        }
    }

    private func foldedWord(_ token: Token) -> String {
        let start = Int(token.start)
        return unsafe String(unsafeUninitializedCapacity: token.length) { buffer in
            for index in 0..<token.length {
                let byte = self[start &+ index]
                unsafe buffer[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
            }
            return token.length
        }
    }
}
