import SQLText

/// Reads a PL/pgSQL body by its tokens: recursive descent over the few words that the language adds
/// to SQL. Expressions end where the server's own reader ends them, at a keyword outside
/// parentheses (`read_sql_construct()`), so no SQL is parsed here.
public struct BlockReader {
    let bytes: [UInt8]
    /// Without trivia; the last one is the end.
    let tokens: [Token]
    var position = 0
    private var depth = 0
    /// Blocks within blocks beyond which reading stops; PostgreSQL's own stack allows some
    /// thousands.
    static let maximumDepth = 200

    /// Reads the body that stands in `range` of `bytes`: one block, perhaps behind `#options`.
    ///
    /// - Throws: ``SyntaxFault`` where it is none.
    public static func read(_ bytes: [UInt8], in range: Range<Int>? = nil) throws(SyntaxFault)
        -> Block
    {
        var reader = BlockReader(bytes, range ?? 0..<bytes.count)
        reader.skipOptions()
        let block = try reader.block(label: try reader.label())
        _ = reader.accept(.semicolon)
        guard reader.token.kind == .endOfFile else {
            throw reader.fault("expected the end of the body")
        }
        return block
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        var tokens: [Token] = []
        var lexer = Lexer(.sql, at: UInt32(range.lowerBound))
        let end = UInt32(range.upperBound)
        while true {
            let token = lexer.next(in: bytes.span.extracting(0..<range.upperBound))
            if token.kind == .endOfFile { break }
            if !token.kind.isTrivia { tokens.append(token) }
        }
        tokens.append(Token(.endOfFile, start: end, end: end))
        self.tokens = tokens
    }

    // MARK: - Blocks

    /// `#variable_conflict use_column` and its kin.
    private mutating func skipOptions() {
        while isSymbol("#") { position = min(position + 3, tokens.count - 1) }
    }

    /// `<<name>>`, where it stands.
    mutating func label() throws(SyntaxFault) -> String? {
        guard isSymbol("<<") else { return nil }
        position += 1
        let name = try name()
        guard isSymbol(">>") else { throw fault("expected >>") }
        position += 1
        return name
    }

    mutating func block(label: String?) throws(SyntaxFault) -> Block {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw fault("blocks nested too deeply to be read") }
        var block = Block()
        block.label = label
        while accept("declare") { block.declarations += try declarations() }
        try expect("begin")
        block.statements = try statements(until: Self.endOfBlock)
        if accept("exception") {
            while accept("when") { block.handlers.append(try handler()) }
        }
        try endOf(nil, label: label)
        return block
    }

    private static let endOfBlock: [StaticString] = ["end", "exception"]

    private mutating func handler() throws(SyntaxFault) -> Handler {
        var conditions: [String] = []
        repeat {
            if accept("sqlstate") {
                conditions.append(text(token).filter { $0 != "'" }.uppercased())
                position += 1
            } else {
                conditions.append(try name())
            }
        } while accept("or")
        try expect("then")
        return Handler(conditions: conditions, statements: try statements(until: ["end", "when"]))
    }

    /// `END [word] [label]`; the semicolon is the caller's.
    mutating func endOf(_ word: StaticString?, label: String? = nil) throws(SyntaxFault) {
        try expect("end")
        if let word { try expect(word) }
        guard token.kind.isName else { return }
        guard try identifier() == label else {
            throw fault("expected the block's own label, or none,")
        }
        position += 1
    }

    mutating func statements(until words: [StaticString]) throws(SyntaxFault) -> [Statement] {
        var result: [Statement] = []
        while token.kind != .endOfFile, !words.contains(where: { isWord($0) }) {
            // An empty statement is none.
            if accept(.semicolon) { continue }
            let start = Int(token.start)
            result.append(Statement(start: start, kind: try statement()))
        }
        return result
    }

    /// What `body` reads, one level deeper.
    mutating func nested<Value>(_ body: (inout BlockReader) throws(SyntaxFault) -> Value)
        throws(SyntaxFault) -> Value
    {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw fault("statements nested too deeply to be read")
        }
        return try body(&self)
    }
}
