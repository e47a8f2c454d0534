import CPgQuery
import CPgTree
import SQLSyntax

/// The statements of one text, as libpg_query reads them.
///
/// Its tree exists during one call only: what is to be kept of it is made within. Safe to use from
/// any thread.
struct ParsedStatements {
    let statements: [Statement]

    /// Reads SQL text that holds no NUL byte; forms newer than the library's grammar are rewritten
    /// first.
    ///
    /// - Parameter limit: How many statements to read at most.
    /// - Throws: ``ParseFailure`` with the grammar's message and place in the text as given.
    init(_ sql: String, limit: Int = .max) throws(ParseFailure) {
        do throws(ParseFailure) {
            try self.init(exactly: sql, limit)
        } catch {
            guard let rewritten = Self.rewritten(sql, error, limit) else { throw error }
            self = rewritten
        }
    }

    /// A subquery without an alias is found one at a time; other forms all at once.
    private static let maximumRounds = 12

    private static func rewritten(_ sql: String, _ failure: ParseFailure, _ limit: Int)
        -> ParsedStatements?
    {
        var (text, failure) = (sql, failure)
        for _ in 0..<maximumRounds {
            guard !failure.isRefusal, let next = NewerGrammar.rewritten(text, after: failure),
                next != text
            else { return nil }
            text = next
            do throws(ParseFailure) {
                return try ParsedStatements(exactly: text, limit)
            } catch {
                failure = error
            }
        }
        return nil
    }

    private init(exactly sql: String, _ limit: Int) throws(ParseFailure) {
        try DepthGuard.check(sql)
        var reading = Reading(limit: limit)
        let result = unsafe withUnsafeMutablePointer(to: &reading) { reading in
            unsafe pg_tree_parse(
                sql,
                { tree, context in
                    guard let tree = unsafe tree else { return }
                    unsafe context?.assumingMemoryBound(to: Reading.self).pointee.read(tree)
                }, reading)
        }
        defer { unsafe pg_query_free_protobuf_parse_result(result) }
        if let error = unsafe result.error {
            throw unsafe ParseFailure(error.pointee, in: sql)
        }
        statements = reading.statements
    }
}

/// What is read of a tree while there is one.
private struct Reading {
    let limit: Int
    var statements: [Statement] = []

    mutating func read(_ tree: UnsafePointer<PgQuery__ParseResult>) {
        for index in unsafe 0..<min(limit, tree.pointee.n_stmts) {
            guard let raw = unsafe tree.pointee.stmts[index],
                let node = unsafe Node(raw.pointee.stmt)
            else { continue }
            statements.append(readStatement(node))
        }
    }
}

/// Why the grammar rejected a statement.
public struct ParseFailure: Error, Sendable, Hashable {
    /// PostgreSQL's own message: `syntax error at or near ")"`.
    public var message: String
    /// Byte offset in the text parsed.
    public var offset: Int
    /// Whether the text was refused before the grammar saw it.
    public internal(set) var isRefusal = false

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
