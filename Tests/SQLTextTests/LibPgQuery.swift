import CPgQuery
import SQLText

/// A token as libpg_query's scanner, PostgreSQL 15's own, sees it.
struct ScannedToken: Equatable {
    var start: Int
    var end: Int
    var code: PgQuery__Token
    var isKeyword: Bool
}

/// What libpg_query makes of a text; nil where it reports an error.
enum LibPgQuery {
    /// The tokens, comments among them.
    static func scan(_ text: [UInt8]) -> [ScannedToken]? {
        let result = unsafe pg_query_scan(cString(text))
        defer { unsafe pg_query_free_scan_result(result) }
        guard unsafe result.error == nil else { return nil }
        let packed = unsafe UnsafeRawPointer(result.pbuf.data)?.assumingMemoryBound(to: UInt8.self)
        guard let message = unsafe pg_query__scan_result__unpack(nil, result.pbuf.len, packed)
        else { return nil }
        defer { unsafe pg_query__scan_result__free_unpacked(message, nil) }
        var tokens: [ScannedToken] = []
        for index in unsafe 0..<Int(message.pointee.n_tokens) {
            guard let token = unsafe message.pointee.tokens[index] else { return nil }
            unsafe tokens.append(
                ScannedToken(
                    start: Int(token.pointee.start), end: Int(token.pointee.end),
                    code: token.pointee.token,
                    isKeyword: token.pointee.keyword_kind
                        != PG_QUERY__KEYWORD_KIND__NO_KEYWORD))
        }
        return tokens
    }

    /// The byte ranges of the statements, split by the grammar or by the scanner.
    static func split(_ text: [UInt8], byGrammar: Bool) -> [Range<Int>]? {
        let result =
            unsafe byGrammar
            ? pg_query_split_with_parser(cString(text)) : pg_query_split_with_scanner(cString(text))
        defer { unsafe pg_query_free_split_result(result) }
        guard unsafe result.error == nil else { return nil }
        var ranges: [Range<Int>] = []
        for index in unsafe 0..<Int(result.n_stmts) {
            guard let statement = unsafe result.stmts[index] else { return nil }
            let start = unsafe Int(statement.pointee.stmt_location)
            unsafe ranges.append(start..<start + Int(statement.pointee.stmt_len))
        }
        return ranges
    }

    private static func cString(_ text: [UInt8]) -> [CChar] {
        text.map { CChar(bitPattern: $0) } + [0]
    }
}
