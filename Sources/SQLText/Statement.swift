/// One SQL statement of a script: where it lies and how it ends.
public struct Statement: Sendable, Equatable {
    /// What sent the statement to the server.
    public enum Terminator: Sendable, Equatable {
        case semicolon
        /// `\;`: the statement goes to the server together with the next.
        case escapedSemicolon
        /// `\g`, `\gset`, `\gexec`, …; ``Statement/terminatorToken`` is the whole meta-command.
        case metaCommand(PsqlCommandName)
        case endOfFile
    }

    /// The first token that is not trivia.
    public var first: Token
    /// From the first to the last token that is not trivia, without the terminator. Meta-commands
    /// in the middle of the statement lie within; see ``containsDirectives``.
    public var range: Range<Int>
    /// What ends the statement.
    public var terminator: Terminator
    /// The terminator itself.
    public var terminatorToken: Token
    /// Tokens that are neither trivia nor meta-commands, without the terminator. No part of the
    /// statement's syntax tree is deeper than a small multiple of this.
    public var tokenCount: Int
    /// How deep parentheses and brackets nest. A recursive reader may refuse what is too deep.
    public var maximumNesting: Int
    /// Whether psql would put values of variables into the text before the server sees it.
    public var containsVariables: Bool
    /// Whether meta-commands (`\if`, `\set`, …), `\:` or text that `\if` skipped lie within
    /// `range`, so that the bytes of `range` are not what the server sees.
    public var containsDirectives: Bool
    /// Whether a token has a fault, as an unterminated string has.
    public var containsFaults: Bool

    /// From the first token to the end of the terminator.
    public var rangeWithTerminator: Range<Int> {
        range.lowerBound..<Swift.max(range.upperBound, Int(terminatorToken.end))
    }
}

/// What a script consists of, in the order in which psql acts on it.
public enum ScriptElement: Sendable, Equatable {
    case statement(Statement)
    /// A meta-command that is no statement's terminator; it may stand amid a statement, which then
    /// follows. ``PsqlDirective`` reads its arguments.
    case directive(Token)
    /// The data of the COPY before it.
    case copyData(Token)
}
