extension Lexer {
    /// A run of white space. Where COPY data is due, it ends with its first newline.
    @inline(__always)
    mutating func whitespace(in bytes: Span<UInt8>, from start: Int) -> Token {
        if copy.pending > 0 { return whitespaceBeforeCopyData(in: bytes, from: start) }
        var end = start
        var sawNewline = false
        while end < bytes.count {
            let byte = bytes[end]
            guard byte.isSpace || (byte == 0x0B && dialect.version == .postgres16) else { break }
            sawNewline = sawNewline || byte.isNewline
            end &+= 1
        }
        if sawNewline { continuation.noteNewline() }
        return finishTrivia(.whitespace, start, end)
    }

    private mutating func whitespaceBeforeCopyData(in bytes: Span<UInt8>, from start: Int) -> Token
    {
        var end = start
        while end < bytes.count, bytes[end].isSpace {
            end &+= 1
            if bytes[end &- 1] == UInt8(ascii: "\n") { break }
        }
        // A vertical tab where it is white space.
        if end == start { end &+= 1 }
        continuation.noteNewline()
        return finishTrivia(.whitespace, start, end)
    }

    /// `-- …`, without the newline.
    mutating func lineComment(in bytes: Span<UInt8>, from start: Int) -> Token {
        var end = start &+ 2
        while end < bytes.count, !bytes[end].isNewline { end &+= 1 }
        return finishTrivia(.lineComment, start, end)
    }

    /// `/* … */`, which nests.
    mutating func blockComment(in bytes: Span<UInt8>, from start: Int) -> Token {
        // A block comment cannot stand between the parts of a continued string.
        continuation = .none
        var depth = 1
        var end = start &+ 2
        while end < bytes.count {
            let byte = bytes[end]
            end &+= 1
            if byte == UInt8(ascii: "*"), bytes.has(UInt8(ascii: "/"), at: end) {
                end &+= 1
                depth &-= 1
                if depth == 0 { return finishTrivia(.blockComment, start, end) }
            } else if byte == UInt8(ascii: "/"), bytes.has(UInt8(ascii: "*"), at: end) {
                end &+= 1
                depth &+= 1
            }
        }
        return finishTrivia(.blockComment, start, end, .unterminated)
    }
}
