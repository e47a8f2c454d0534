/// One lexical element of an SQL script: what it is and which bytes of its file it covers.
///
/// Tokens are twelve bytes and hold no text. Every byte of a file belongs to exactly one token, so
/// the tokens of a file, laid end to end, are the file.
public struct Token: Sendable, Equatable {
    /// What the bytes are.
    public var kind: TokenKind
    /// What is wrong with them; ``TokenFault/none`` for a well-formed token.
    public var fault: TokenFault
    /// Offset of the first byte, from the start of the file.
    public var start: UInt32
    /// Offset just past the last byte.
    public var end: UInt32

    /// Makes a token over `start..<end`.
    public init(_ kind: TokenKind, start: UInt32, end: UInt32, fault: TokenFault = .none) {
        self.kind = kind
        self.fault = fault
        self.start = start
        self.end = end
    }

    /// Number of bytes covered.
    public var length: Int { Int(end) - Int(start) }
}

/// The lexical classes of PostgreSQL (`src/backend/parser/scan.l`) and of psql's layer above it
/// (`src/fe_utils/psqlscan.l`, `src/bin/psql/psqlscanslash.l`).
public enum TokenKind: UInt8, Sendable {
    // Trivia
    case whitespace
    case lineComment
    case blockComment
    case byteOrderMark

    // Words
    /// An unquoted identifier or keyword, of any case.
    case word
    /// `"…"`
    case quotedIdentifier
    /// `U&"…"`
    case unicodeQuotedIdentifier

    // Strings. Continuations over a newline (`'a'⏎'b'`) are separate tokens of kind
    // `stringContinuation`, with the trivia between them as its own tokens.
    /// `'…'`
    case string
    /// `E'…'`, and `'…'` where `standard_conforming_strings` is off.
    case escapeString
    /// `U&'…'`
    case unicodeString
    /// `N'…'`
    case nationalString
    /// `B'…'`
    case bitString
    /// `X'…'`
    case hexString
    /// `$tag$…$tag$`
    case dollarString
    /// A further `'…'` that continues the string before it across a newline.
    case stringContinuation

    // Numbers
    case integer
    case numeric
    /// `$1`
    case parameter

    // Punctuation
    case `operator`
    /// `::`
    case typecast
    /// `:=`
    case colonEquals
    /// `=>`
    case equalsGreater
    /// `..`
    case dotDot
    case dot
    case comma
    case semicolon
    case colon
    case openParen
    case closeParen
    case openBracket
    case closeBracket

    // psql
    /// `:name`
    case variable
    /// `:'name'`
    case variableLiteral
    /// `:"name"`
    case variableIdentifier
    /// `:{?name}`
    case variableTest
    /// `\command` with its arguments, up to (not including) the newline or the `\\` that ends it.
    case metaCommand
    /// The `\\` that separates a meta-command from what follows on its line.
    case metaSeparator
    /// `\;`: a semicolon that ends a statement without sending it to the server yet.
    case escapedSemicolon
    /// `\:`: a colon that begins no variable.
    case escapedColon
    /// The lines between `COPY … FROM STDIN;` and `\.`, with the `\.`.
    case copyData

    /// A byte that begins no token (a NUL, a control character, a stray `{`).
    case unknown
    /// The end of the bytes; empty.
    case endOfFile
}

/// What is wrong with a token. The token still covers its bytes, and lexing goes on after it.
public enum TokenFault: UInt8, Sendable {
    case none
    /// A string, quoted identifier, dollar-quoted string, comment or COPY block without its end.
    case unterminated
    /// A number run into letters, such as `123abc` (PostgreSQL 15 and later reject it).
    case trailingJunk
    /// A zero-length quoted identifier `""`.
    case empty
    /// A byte sequence that is not UTF-8.
    case invalidEncoding
    /// A NUL byte, which PostgreSQL text cannot hold.
    case nulByte
}

extension TokenKind {
    /// White space, comments and a byte order mark: what the grammar never sees.
    @inlinable public var isTrivia: Bool { rawValue <= TokenKind.byteOrderMark.rawValue }

    /// Whether this begins a string constant of any form (a continuation only prolongs one).
    @inlinable public var isString: Bool {
        rawValue >= TokenKind.string.rawValue && rawValue <= TokenKind.dollarString.rawValue
    }

    /// Whether this is an unquoted or quoted name.
    @inlinable public var isName: Bool {
        rawValue >= TokenKind.word.rawValue
            && rawValue <= TokenKind.unicodeQuotedIdentifier.rawValue
    }

    /// Whether psql would put the value of a variable here.
    @inlinable public var isVariable: Bool {
        rawValue >= TokenKind.variable.rawValue && rawValue <= TokenKind.variableTest.rawValue
    }
}
