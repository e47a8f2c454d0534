/// What is known of the statement that the splitter is in.
struct StatementState: Sendable {
    private var first = Token(.endOfFile, start: 0, end: 0)
    private var end: UInt32 = 0
    private(set) var tokenCount = 0
    private var parenDepth: UInt32 = 0
    private var bracketDepth: UInt32 = 0
    private var maximumNesting: UInt32 = 0
    private var containsVariables = false
    var containsDirectives = false
    private var containsFaults = false
    private var body = RoutineBody()

    /// Whether a semicolon here ends the statement.
    @inline(__always)
    var splitsAtSemicolon: Bool { parenDepth == 0 && body.depth == 0 }

    /// Takes a token that is neither trivia nor a terminator.
    @inline(__always)
    mutating func note(_ token: Token, in bytes: Span<UInt8>) {
        if tokenCount == 0 { first = token }
        tokenCount &+= 1
        end = token.end
        if token.fault != .none { containsFaults = true }
        switch token.kind {
        case .word:
            if body.wantsWords { body.note(token, in: bytes, parenDepth: parenDepth) }
        case .openParen:
            parenDepth &+= 1
            deepen()
        case .closeParen:
            if parenDepth > 0 { parenDepth &-= 1 }
        case .openBracket:
            bracketDepth &+= 1
            deepen()
        case .closeBracket:
            if bracketDepth > 0 { bracketDepth &-= 1 }
        case .variable, .variableLiteral, .variableIdentifier, .variableTest:
            containsVariables = true
        case .escapedColon:
            containsDirectives = true
        default: break
        }
    }

    private mutating func deepen() {
        maximumNesting = max(maximumNesting, parenDepth &+ bracketDepth)
    }

    /// The statement, unless it is empty.
    func statement(_ terminator: Statement.Terminator, _ token: Token) -> Statement? {
        guard tokenCount > 0 else { return nil }
        return Statement(
            first: first, range: Int(first.start)..<Int(end), terminator: terminator,
            terminatorToken: token, tokenCount: tokenCount, maximumNesting: Int(maximumNesting),
            containsVariables: containsVariables, containsDirectives: containsDirectives,
            containsFaults: containsFaults)
    }
}

/// Follows the words of a statement to know when it is within the `BEGIN ATOMIC … END` of a
/// `CREATE [OR REPLACE] FUNCTION | PROCEDURE`. As in psql, `CASE … END` counts within.
private struct RoutineBody: Sendable {
    private enum Progress: UInt8, Sendable {
        case start, create, or, replace, header, begin, body, irrelevant
    }

    private var progress = Progress.start
    /// `BEGIN ATOMIC` and `CASE` without their `END`.
    private(set) var depth: UInt32 = 0

    @inline(__always)
    var wantsWords: Bool { progress != .irrelevant }

    mutating func note(_ token: Token, in bytes: Span<UInt8>, parenDepth: UInt32) {
        switch progress {
        case .start:
            progress = bytes.isKeyword("create", token) ? .create : .irrelevant
        case .create where bytes.isKeyword("or", token): progress = .or
        case .or: progress = bytes.isKeyword("replace", token) ? .replace : .irrelevant
        case .create, .replace:
            let isRoutine =
                bytes.isKeyword("function", token) || bytes.isKeyword("procedure", token)
            progress = isRoutine ? .header : .irrelevant
        case .header:
            if parenDepth == 0, bytes.isKeyword("begin", token) { progress = .begin }
        case .begin:
            progress = .header
            if bytes.isKeyword("atomic", token) {
                progress = .body
                depth = 1
            }
        case .body:
            if parenDepth == 0 { noteInBody(token, in: bytes) }
        case .irrelevant: break
        }
    }

    private mutating func noteInBody(_ token: Token, in bytes: Span<UInt8>) {
        if bytes.isKeyword("begin", token) || bytes.isKeyword("case", token) {
            depth &+= 1
        } else if bytes.isKeyword("end", token) {
            depth &-= 1
            if depth == 0 { progress = .irrelevant }
        }
    }
}
