import ParseTree
import SQLSyntax
import SQLText

/// The statements of a DO block that change the schema.
///
/// A PL/pgSQL body is read by its tokens: control words (`BEGIN`, `THEN`, `LOOP`, `EXCEPTION WHEN … THEN`)
/// are stepped over, and each SQL statement behind them that begins with a DDL verb goes through the
/// grammar. `EXECUTE` of one constant string is read as its statement; any other is opaque.
struct DoBlockReader {
    /// A statement of the block.
    struct Found {
        var statement: SQLSyntax.Statement
        /// Whether it stands behind an IF, or under an EXCEPTION handler.
        var isGuarded: Bool
    }

    private(set) var statements: [Found] = []
    /// Why parts of the block cannot be read.
    private(set) var opaque: [String] = []

    static func read(_ body: String, language: String) -> DoBlockReader {
        var reader = DoBlockReader()
        guard language == "plpgsql" else {
            reader.opaque.append("this DO block is written in \(language)")
            return reader
        }
        let bytes = Array(body.utf8)
        var splitter = StatementSplitter(.sql)
        var tokens: [Token] = []
        var pieces: [[Token]] = []
        while let element = splitter.next(in: bytes.span, tokens: &tokens) {
            if case .statement = element { pieces.append(tokens) }
        }
        // An EXCEPTION clause guards the whole block.
        let hasHandler = pieces.contains { piece in piece.contains { bytes.span.isKeyword("exception", $0) && $0.kind == .word } && !Self.isRaise(piece, bytes.span) }
        var depth = 0
        for piece in pieces { reader.read(piece, bytes, hasHandler, &depth) }
        return reader
    }

    private static func isRaise(_ piece: [Token], _ bytes: Span<UInt8>) -> Bool {
        zip(piece, piece.dropFirst()).contains { bytes.isKeyword("raise", $0) && bytes.isKeyword("exception", $1) }
    }

    private mutating func read(_ piece: [Token], _ bytes: [UInt8], _ hasHandler: Bool, _ depth: inout Int) {
        var index = 0
        var isLoop = false
        skipControl(piece, bytes.span, &index, &depth, &isLoop)
        guard index < piece.count, let last = piece.last else { return }
        if isLoop, Self.isVerb(piece[index], bytes.span) || bytes.span.isKeyword("execute", piece[index]) {
            opaque.append("this DO block changes the schema in a loop")
            return
        }
        if bytes.span.isKeyword("execute", piece[index]) {
            readExecute(piece, index + 1, bytes, hasHandler || depth > 0)
        } else if Self.isVerb(piece[index], bytes.span) {
            parse(bytes.span.text(of: Int(piece[index].start)..<Int(last.end)), hasHandler || depth > 0)
        }
    }

    /// Steps over the control words before a statement. IF nests; LOOP makes what follows run any
    /// number of times.
    private mutating func skipControl(_ piece: [Token], _ bytes: Span<UInt8>, _ index: inout Int, _ depth: inout Int, _ isLoop: inout Bool) {
        while index < piece.count, piece[index].kind == .word {
            let word = piece[index]
            if bytes.isKeyword("begin", word) || bytes.isKeyword("declare", word) || bytes.isKeyword("else", word) {
                index += 1
            } else if bytes.isKeyword("if", word) {
                depth += 1
                index = Self.after("then", piece, bytes, from: index)
            } else if bytes.isKeyword("elsif", word) || bytes.isKeyword("elseif", word) || bytes.isKeyword("exception", word) || bytes.isKeyword("when", word) {
                index = Self.after("then", piece, bytes, from: index)
            } else if bytes.isKeyword("for", word) || bytes.isKeyword("foreach", word) || bytes.isKeyword("while", word) || bytes.isKeyword("loop", word) {
                loops += 1
                index = Self.after("loop", piece, bytes, from: index)
            } else if bytes.isKeyword("end", word) {
                if index + 1 < piece.count, bytes.isKeyword("if", piece[index + 1]) { depth = max(0, depth - 1) }
                if index + 1 < piece.count, bytes.isKeyword("loop", piece[index + 1]) { loops = max(0, loops - 1) }
                index = piece.count
            } else {
                break
            }
        }
        isLoop = loops > 0
    }

    private var loops = 0

    private static func after(_ keyword: StaticString, _ piece: [Token], _ bytes: Span<UInt8>, from index: Int) -> Int {
        var position = index
        while position < piece.count, !bytes.isKeyword(keyword, piece[position]) { position += 1 }
        return position + 1
    }

    private static func isVerb(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        guard token.kind == .word else { return false }
        return bytes.isKeyword("create", token) || bytes.isKeyword("alter", token) || bytes.isKeyword("drop", token)
            || bytes.isKeyword("grant", token) || bytes.isKeyword("revoke", token) || bytes.isKeyword("set", token)
    }

    private mutating func readExecute(_ piece: [Token], _ start: Int, _ bytes: [UInt8], _ isGuarded: Bool) {
        var index = start
        guard index < piece.count, let text = try? bytes.span.string(at: &index, of: piece), index == piece.count else {
            opaque.append("this DO block runs a statement that it puts together")
            return
        }
        parse(text, isGuarded)
    }

    private mutating func parse(_ text: String, _ isGuarded: Bool) {
        do throws(ParseFailure) {
            for statement in try StatementReader.readAll(text) {
                if case .untracked = statement { continue }
                statements.append(Found(statement: statement, isGuarded: isGuarded))
            }
        } catch {
            opaque.append("a statement of this DO block cannot be read (\(error.message))")
        }
    }
}
