/// Cuts bytes into tokens by PostgreSQL's lexical rules and psql's above them.
///
/// The tokens of a file, laid end to end, are the file. Lexing is total: whatever the bytes, each
/// call returns a token of at least one byte or ``TokenKind/endOfFile``, in time linear in the
/// bytes, without recursion or allocation. What PostgreSQL would reject carries a ``TokenFault``.
///
/// ```swift
/// var lexer = Lexer(.psql)
/// var token = lexer.next(in: bytes)
/// while token.kind != .endOfFile { …; token = lexer.next(in: bytes) }
/// ```
///
/// Pass the same bytes at each call; a lexer holds offsets only. Offsets are 32 bits wide: bytes
/// past the first 4 GiB are not read.
///
/// Sources: `src/backend/parser/scan.l`, `src/fe_utils/psqlscan.l`, `src/bin/psql/psqlscanslash.l`.
/// psql executes as it reads, line by line; a lexer cannot. So there are differences:
/// - A COPY's data begins after the first newline that ends a token, is expected even in a branch
///   that `\if` skips, and ends with `\.` even when its format is binary.
/// - An `E'…'` continued on another line goes on as an `E'…'`, as the server has it; psql 15
///   forgets the `E`.
/// - `:2` is never a variable, nor is `:j` in `a[i:j]`.
public struct Lexer: Sendable {
    /// The rules in force. `standardConformingStrings` may be changed between tokens, as the
    /// server's setting can between statements.
    public var dialect: Dialect
    /// Offset of the next token.
    public internal(set) var offset: UInt32

    /// The last token that was not trivia.
    var previous: TokenKind = .endOfFile
    /// The string that a `'` after a newline would continue, and whether that newline was seen.
    var continuation: StringContinuation = .none
    /// How the string to be continued reads backslashes and quotes.
    var continuedStyle: StringStyle = .standard
    /// `[` not yet closed: within them `:` can separate the bounds of a slice.
    var bracketDepth: UInt32 = 0
    /// End of a run of `+` and `-` known to be operators of one character each.
    var signRunEnd: UInt32 = 0
    /// End of the last meta-command, where a `\\\\` separates it from what follows.
    var metaCommandEnd: UInt32 = 0
    /// How much of `COPY … FROM STDIN` the statement at hand has matched.
    var copy = CopyRecognizer()

    /// Begins to read at the first byte.
    public init(_ dialect: Dialect = .psql) { self.init(dialect, at: 0) }

    /// Begins to read at `offset`, which must be where a statement begins.
    public init(_ dialect: Dialect, at offset: UInt32) {
        self.dialect = dialect
        self.offset = offset
    }

    /// The next token; ``TokenKind/endOfFile`` at the end, again and again.
    public mutating func next(in bytes: Span<UInt8>) -> Token {
        let start = Int(offset)
        let count = min(bytes.count, Int(UInt32.max))
        guard start < count else {
            return Token(.endOfFile, start: offset, end: offset)
        }
        if copy.pending > 0, bytes[start &- 1] == UInt8(ascii: "\n") {
            return copyData(in: bytes, from: start)
        }
        let byte = bytes[start]
        if byte.isSpace { return whitespace(in: bytes, from: start) }
        if byte.isIdentifierStart { return wordOrString(in: bytes, from: start, first: byte) }
        return other(in: bytes, from: start, first: byte)
    }

    /// Everything that begins with neither white space nor a letter.
    @inline(__always)
    private mutating func other(in bytes: Span<UInt8>, from start: Int, first: UInt8) -> Token {
        switch first {
        case UInt8(ascii: ","): return punctuation(.comma, start)
        case UInt8(ascii: "("): return punctuation(.openParen, start)
        case UInt8(ascii: ")"): return punctuation(.closeParen, start)
        case UInt8(ascii: ";"): return punctuation(.semicolon, start)
        case UInt8(ascii: "["): return punctuation(.openBracket, start)
        case UInt8(ascii: "]"): return punctuation(.closeBracket, start)
        case UInt8(ascii: "."): return dot(in: bytes, from: start)
        case UInt8(ascii: ":"): return colon(in: bytes, from: start)
        case UInt8(ascii: "'"): return quote(in: bytes, from: start)
        case UInt8(ascii: "\""): return quotedIdentifier(in: bytes, from: start, prefix: 0)
        case UInt8(ascii: "$"): return dollar(in: bytes, from: start)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return number(in: bytes, from: start)
        case UInt8(ascii: "\\") where dialect.psql: return backslash(in: bytes, from: start)
        case 0x0B where dialect.version == .postgres16: return whitespace(in: bytes, from: start)
        case UInt8(ascii: "-") where bytes.has(UInt8(ascii: "-"), at: start &+ 1):
            return lineComment(in: bytes, from: start)
        case UInt8(ascii: "/") where bytes.has(UInt8(ascii: "*"), at: start &+ 1):
            return blockComment(in: bytes, from: start)
        default:
            return first.isOperatorCharacter
                ? operatorToken(in: bytes, from: start) : unknown(first, start)
        }
    }

    /// Ends a token that is not trivia.
    @inline(__always)
    mutating func finish(
        _ kind: TokenKind, _ start: Int, _ end: Int, _ fault: TokenFault = .none
    ) -> Token {
        previous = kind
        continuation = .none
        offset = UInt32(truncatingIfNeeded: end)
        if copy.isMatching { copy.note(kind) }
        return Token(kind, start: UInt32(truncatingIfNeeded: start), end: offset, fault: fault)
    }

    /// Ends a token of trivia.
    @inline(__always)
    mutating func finishTrivia(
        _ kind: TokenKind, _ start: Int, _ end: Int, _ fault: TokenFault = .none
    ) -> Token {
        offset = UInt32(truncatingIfNeeded: end)
        return Token(kind, start: UInt32(truncatingIfNeeded: start), end: offset, fault: fault)
    }

    @inline(__always)
    private mutating func punctuation(_ kind: TokenKind, _ start: Int) -> Token {
        switch kind {
        case .openBracket: bracketDepth &+= 1
        case .closeBracket: if bracketDepth > 0 { bracketDepth &-= 1 }
        case .semicolon: bracketDepth = 0
        default: break
        }
        return finish(kind, start, start &+ 1)
    }

    /// A byte that begins no token.
    private mutating func unknown(_ byte: UInt8, _ start: Int) -> Token {
        finish(.unknown, start, start &+ 1, byte == 0 ? .nulByte : .none)
    }

    /// `..`, `.5` or `.`
    private mutating func dot(in bytes: Span<UInt8>, from start: Int) -> Token {
        let next = start &+ 1 < bytes.count ? bytes[start &+ 1] : 0
        if next.isDigit { return number(in: bytes, from: start) }
        if next == UInt8(ascii: ".") { return finish(.dotDot, start, start &+ 2) }
        return finish(.dot, start, start &+ 1)
    }
}

extension Span<UInt8> {
    /// Whether `byte` stands at `index`, which may lie past the end.
    @inline(__always)
    func has(_ byte: UInt8, at index: Int) -> Bool { index < count && self[index] == byte }
}
