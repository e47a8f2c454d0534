/// Follows a statement's tokens to learn whether it is `COPY … FROM STDIN`, after which psql takes
/// the next lines of the script as data.
struct CopyRecognizer: Sendable {
    private enum State: UInt8, Sendable {
        case idle
        case copy
        case from
        case complete
    }

    private var state = State.idle
    private var depth: Int32 = 0
    /// Blocks of data that begin with the next line.
    var pending: UInt32 = 0
    /// Where a search for `\.` last ended: at one, or at the end of the bytes.
    private var searchedUpTo = 0

    /// Whether tokens must be reported.
    @inline(__always)
    var isMatching: Bool { state != .idle }

    /// The first word of a statement, four letters long.
    mutating func begin(in bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        if bytes.isKeyword("copy", start..<end) {
            state = .copy
            depth = 0
        }
    }

    /// A further word. The grammar takes `FROM STDOUT` for `FROM STDIN`.
    mutating func noteWord(in bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        guard depth == 0 else { return }
        switch state {
        case .copy where bytes.isKeyword("from", start..<end): state = .from
        case .from:
            let reads =
                bytes.isKeyword("stdin", start..<end) || bytes.isKeyword("stdout", start..<end)
            state = reads ? .complete : .idle
        default: break
        }
    }

    /// Whether a line that begins with `\.` follows. For a `\copy … from pstdin` it is the only
    /// sign that the script is psql's standard input, which then holds the data. Each byte is
    /// searched once, however often this is asked.
    mutating func hasMark(in bytes: Span<UInt8>, from start: Int) -> Bool {
        var index = max(start, searchedUpTo)
        while index &+ 2 < bytes.count {
            if bytes[index] == UInt8(ascii: "\n"), bytes[index &+ 1] == UInt8(ascii: "\\"),
                bytes[index &+ 2] == UInt8(ascii: ".")
            {
                searchedUpTo = index
                return true
            }
            index &+= 1
        }
        searchedUpTo = bytes.count
        return false
    }

    /// A meta-command sent the statement to the server.
    mutating func statementSent() {
        if state == .complete { pending &+= 1 }
        state = .idle
    }

    /// Any other token.
    mutating func note(_ kind: TokenKind) {
        switch kind {
        case .word: break
        case .openParen: depth &+= 1
        case .closeParen: depth &-= 1
        case .semicolon where depth <= 0, .escapedSemicolon:
            if state == .complete { pending &+= 1 }
            state = .idle
        case .metaCommand: break  // see `statementSent()`
        default:
            if state == .from { state = .idle }
        }
    }
}

extension Lexer {
    /// The lines up to `\.` on a line of its own, with it; the newline after it stays outside.
    mutating func copyData(in bytes: Span<UInt8>, from start: Int) -> Token {
        copy.pending &-= 1
        var line = start
        while line < bytes.count {
            if let end = Self.endOfCopyMark(in: bytes, at: line) {
                return finish(.copyData, start, end)
            }
            while line < bytes.count, bytes[line] != UInt8(ascii: "\n") { line &+= 1 }
            line &+= 1
        }
        return finish(.copyData, start, bytes.count, .unterminated)
    }

    /// The end of a `\.` at `line` that stands alone on its line.
    private static func endOfCopyMark(in bytes: Span<UInt8>, at line: Int) -> Int? {
        guard bytes[line] == UInt8(ascii: "\\"), bytes.has(UInt8(ascii: "."), at: line &+ 1) else {
            return nil
        }
        let end = line &+ 2
        if end == bytes.count || bytes[end] == UInt8(ascii: "\n") { return end }
        let isReturn = bytes[end] == UInt8(ascii: "\r")
        return isReturn && bytes.has(UInt8(ascii: "\n"), at: end &+ 1) ? end : nil
    }
}
