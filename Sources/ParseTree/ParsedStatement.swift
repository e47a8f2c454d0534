import CPgQuery

/// libpg_query's tree of one or several statements, freed when the value ends.
///
/// `pg_query_parse_protobuf` hands the tree over packed; unpacking gives C structs, which live in
/// an arena of this value's own. Safe to use from any thread; a tree itself belongs to one.
@safe
struct ParsedStatement: ~Copyable {
    private let tree: UnsafeMutablePointer<PgQuery__ParseResult>
    private let arena: NodeArena

    /// Parses SQL text that holds no NUL byte; forms newer than the library's grammar are rewritten
    /// first.
    ///
    /// - Throws: ``ParseFailure`` with the grammar's message and place in the text as given.
    static func parse(_ sql: String) throws(ParseFailure) -> ParsedStatement {
        do throws(ParseFailure) {
            return try ParsedStatement(exactly: sql)
        } catch {
            if let rewritten = parseRewritten(sql, error) { return rewritten }
            throw error
        }
    }

    /// A subquery without an alias is found one at a time; other forms all at once.
    private static let maximumRounds = 12

    private static func parseRewritten(_ sql: String, _ failure: ParseFailure) -> ParsedStatement? {
        var (text, failure) = (sql, failure)
        for _ in 0..<maximumRounds {
            guard !failure.isRefusal, let next = NewerGrammar.rewritten(text, after: failure),
                next != text
            else { return nil }
            text = next
            do throws(ParseFailure) {
                return try ParsedStatement(exactly: text)
            } catch {
                failure = error
            }
        }
        return nil
    }

    private init(exactly sql: String) throws(ParseFailure) {
        try DepthGuard.check(sql)
        let result = unsafe pg_query_parse_protobuf(sql)
        defer { unsafe pg_query_free_protobuf_parse_result(result) }
        if let error = unsafe result.error {
            throw unsafe ParseFailure(error.pointee, in: sql)
        }
        let packed = unsafe result.parse_tree
        let arena = NodeArena()
        let unpacked = unsafe packed.data.withMemoryRebound(to: UInt8.self, capacity: packed.len) {
            bytes in
            unsafe arena.withAllocator {
                unsafe pg_query__parse_result__unpack($0, packed.len, bytes)
            }
        }
        guard let unpacked = unsafe unpacked else {
            throw ParseFailure(message: "the parse tree could not be read back", offset: 0)
        }
        unsafe tree = unpacked
        self.arena = arena
    }

    /// How many statements there are.
    var count: Int { unsafe tree.pointee.n_stmts }

    /// Reads the statement at a position.
    func read<Value>(_ index: Int, _ body: (Node) -> Value) -> Value? {
        guard index < count, let raw = unsafe tree.pointee.stmts[index],
            let node = unsafe Node(raw.pointee.stmt)
        else { return nil }
        return body(node)
    }
}

/// Why the grammar rejected a statement.
public struct ParseFailure: Error, Sendable, Hashable {
    /// PostgreSQL's own message: `syntax error at or near ")"`.
    public var message: String
    /// Byte offset in the text parsed.
    public var offset: Int
    /// Whether the text was refused before the grammar saw it.
    var isRefusal = false

    init(message: String, offset: Int, isRefusal: Bool = false) {
        self.message = message
        self.offset = offset
        self.isRefusal = isRefusal
    }

    init(_ error: PgQueryError, in sql: String) {
        unsafe message = String(cString: error.message)
        // The cursor counts characters from 1.
        let characters = unsafe max(0, Int(error.cursorpos) - 1)
        let scalars = sql.unicodeScalars
        let index = scalars.index(
            scalars.startIndex, offsetBy: characters, limitedBy: scalars.endIndex)
        offset = sql.utf8.distance(from: sql.startIndex, to: index ?? sql.endIndex)
    }
}
