/// Cuts a script into statements, meta-commands and COPY data, as psql does, in one pass.
///
/// A semicolon ends a statement unless it stands within parentheses (`CREATE RULE … DO (…; …)`) or
/// within `BEGIN ATOMIC … END` of a `CREATE FUNCTION` or `PROCEDURE`. Empty statements are passed
/// over.
///
/// ```swift
/// var splitter = StatementSplitter(.psql)
/// var tokens: [Token] = []
/// while let element = splitter.next(in: bytes, tokens: &tokens) { … }
/// ```
///
/// Unlike psql 15, which counts every word `begin` of a `CREATE FUNCTION`, only `BEGIN ATOMIC`
/// opens a body, so that a function may be named `begin`.
public struct StatementSplitter: Sendable {
    private var lexer: Lexer
    private var state = StatementState()

    /// A `/*` without its end, which swallowed the rest of the script; known at the end.
    public private(set) var unterminatedComment: Token?

    /// Set while `\if` skips a branch: tokens then belong to no statement, and only meta-commands
    /// are reported. A statement begun before goes on after.
    public var isSkipping = false {
        didSet { if isSkipping, state.tokenCount > 0 { state.containsDirectives = true } }
    }

    /// Begins to read at the first byte.
    public init(_ dialect: Dialect = .psql) { lexer = Lexer(dialect) }

    /// Begins to read at `offset`, which must be where a statement begins.
    public init(_ dialect: Dialect, at offset: UInt32) { lexer = Lexer(dialect, at: offset) }

    /// The rules in force; see ``Lexer/dialect``.
    public var dialect: Dialect {
        get { lexer.dialect }
        set { lexer.dialect = newValue }
    }

    /// The next element; nil at the end.
    public mutating func next(in bytes: Span<UInt8>) -> ScriptElement? {
        var none: [Token] = []
        return advance(in: bytes, collecting: false, &none)
    }

    /// The next element, and in `tokens` those tokens of the statement that are neither trivia nor
    /// meta-commands, without its terminator.
    ///
    /// `tokens` is emptied (its storage kept) when a statement begins, and complete when
    /// ``ScriptElement/statement(_:)`` is returned. Pass the same array each time.
    public mutating func next(
        in bytes: Span<UInt8>, tokens: inout [Token]
    ) -> ScriptElement? {
        advance(in: bytes, collecting: true, &tokens)
    }

    @inline(__always)
    private mutating func advance(
        in bytes: Span<UInt8>, collecting: Bool, _ tokens: inout [Token]
    ) -> ScriptElement? {
        while true {
            let token = lexer.next(in: bytes)
            if token.kind.isTrivia {
                if token.fault == .unterminated { unterminatedComment = token }
                continue
            }
            switch token.kind {
            case .endOfFile:
                return end(.endOfFile, token)
            case .semicolon where state.splitsAtSemicolon && !isSkipping:
                if let element = end(.semicolon, token) { return element }
            case .escapedSemicolon where !isSkipping:
                if let element = end(.escapedSemicolon, token) { return element }
            case .metaCommand:
                return metaCommand(token, in: bytes)
            case .copyData:
                if !isSkipping { return .copyData(token) }
            case .metaSeparator:
                break
            default:
                if isSkipping { continue }
                if collecting {
                    if state.tokenCount == 0 { tokens.removeAll(keepingCapacity: true) }
                    tokens.append(token)
                }
                state.note(token, in: bytes)
            }
        }
    }

    private mutating func end(
        _ terminator: Statement.Terminator, _ token: Token
    ) -> ScriptElement? {
        defer { state = StatementState() }
        return state.statement(terminator, token).map { .statement($0) }
    }

    private mutating func metaCommand(_ token: Token, in bytes: Span<UInt8>) -> ScriptElement {
        let name = PsqlCommandText.name(of: token, in: bytes)
        if !isSkipping {
            if name.sendsBuffer, let element = end(.metaCommand(name), token) { return element }
            if name == .reset { state = StatementState() }
            if state.tokenCount > 0 { state.containsDirectives = true }
        }
        return .directive(token)
    }
}
