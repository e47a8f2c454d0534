/// How the inside of a string constant is read.
enum StringStyle: UInt8, Sendable {
    /// `''` is a quote, `\` an ordinary character.
    case standard
    /// `''` and `\'` are quotes.
    case escape
    /// Neither: the first `'` ends it (`B'…'`, `X'…'`).
    case raw
}

/// Where the lexer is between the parts of a string continued over a newline: `'a'⏎'b'`. Only
/// white space and `--` comments may stand between, with a newline among them
/// (`whitespace_with_newline` in `scan.l`).
enum StringContinuation: UInt8, Sendable {
    case none
    case afterString
    case afterNewline

    mutating func noteNewline() {
        if self == .afterString { self = .afterNewline }
    }
}

extension Lexer {

    /// `'…'`: a string, or the continuation of the one before.
    mutating func quote(in bytes: Span<UInt8>, from start: Int) -> Token {
        continuation == .afterNewline
            ? string(.stringContinuation, continuedStyle, in: bytes, start, prefix: 0)
            : plainString(.string, in: bytes, start, prefix: 0)
    }

    /// `'…'` or `N'…'`, which reads as an `E'…'` without `standard_conforming_strings`.
    mutating func plainString(
        _ kind: TokenKind, in bytes: Span<UInt8>, _ start: Int, prefix: Int
    ) -> Token {
        dialect.standardConformingStrings
            ? string(kind, .standard, in: bytes, start, prefix: prefix)
            : string(.escapeString, .escape, in: bytes, start, prefix: prefix)
    }

    /// A string constant whose quote stands `prefix` bytes after `start`.
    mutating func string(
        _ kind: TokenKind, _ style: StringStyle, in bytes: Span<UInt8>, _ start: Int, prefix: Int
    ) -> Token {
        let (end, terminated) = Self.endOfString(style, in: bytes, from: start &+ prefix &+ 1)
        let token = finish(kind, start, end, terminated ? .none : .unterminated)
        continuation = .afterString
        continuedStyle = style
        return token
    }

    private static func endOfString(
        _ style: StringStyle, in bytes: Span<UInt8>, from start: Int
    ) -> (end: Int, terminated: Bool) {
        if style == .escape { return endOfEscapeString(in: bytes, from: start) }
        var end = start
        while true {
            end = bytes.firstIndex(of: UInt8(ascii: "'"), from: end)
            guard end < bytes.count else { return (end, false) }
            end &+= 1
            if style == .raw || !bytes.has(UInt8(ascii: "'"), at: end) { return (end, true) }
            end &+= 1
        }
    }

    private static func endOfEscapeString(
        in bytes: Span<UInt8>, from start: Int
    ) -> (end: Int, terminated: Bool) {
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            end &+= 1
            if byte == UInt8(ascii: "'") {
                if !bytes.has(byte, at: end) { return (end, true) }
                end &+= 1
            } else if byte == UInt8(ascii: "\\"), end < bytes.count {
                end &+= 1
            }
        }
        return (end, false)
    }

    /// `$1`, `$tag$…$tag$`, or a lone `$`.
    mutating func dollar(in bytes: Span<UInt8>, from start: Int) -> Token {
        var end = start &+ 1
        guard end < bytes.count else { return finish(.unknown, start, end) }
        if bytes[end].isDigit { return parameter(in: bytes, from: start) }
        if bytes[end].isIdentifierStart {
            while end < bytes.count, bytes[end].isTagContinuation { end &+= 1 }
        }
        guard bytes.has(UInt8(ascii: "$"), at: end) else {
            return finish(.unknown, start, start &+ 1)
        }
        return dollarString(in: bytes, from: start, delimiterLength: end &+ 1 &- start)
    }

    /// The first occurrence of the delimiter ends the string. A tag holds no `$`, so a failed
    /// comparison never reads past the next `$`, and the search stays linear.
    private mutating func dollarString(
        in bytes: Span<UInt8>, from start: Int, delimiterLength length: Int
    ) -> Token {
        var end = start &+ length
        search: while true {
            end = bytes.firstIndex(of: UInt8(ascii: "$"), from: end)
            guard end < bytes.count else { break }
            var matched = 1
            while matched < length {
                guard bytes.has(bytes[start &+ matched], at: end &+ matched) else {
                    end &+= matched
                    continue search
                }
                matched &+= 1
            }
            return finish(.dollarString, start, end &+ length)
        }
        return finish(.dollarString, start, bytes.count, .unterminated)
    }
}
