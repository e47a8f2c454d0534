import QueryAnalysis
import SQLSyntax
import SQLText

/// Whether the calls of a select list are made for each row, or once for all of them: `SELECT
/// is(sum(n), 6::bigint) FROM (VALUES (1), (2), (3)) AS t(n)` is one test.
enum AggregatedRows {
    case each, once
    /// A function of the project's own takes all that is read of the rows: it may be an aggregate.
    case unknown

    /// Reads the tokens before FROM.
    ///
    /// - Parameter columns: What names a row, or a part of one.
    init(_ targets: ArraySlice<Token>, columns: Set<String>, _ bytes: Span<UInt8>) {
        let tokens = Array(targets)
        var (isReadOutside, isReadByOwn) = (false, false)
        var ownEnd = 0
        var index = 0
        while index < tokens.count {
            defer { index += 1 }
            if tokens[index].kind == .openParen, Self.isQuery(tokens, index + 1, bytes) {
                // What a subquery aggregates are its own rows.
                index = ArgumentReader.closing(tokens, index) ?? tokens.count
                continue
            }
            guard tokens[index].kind == .word || tokens[index].kind == .quotedIdentifier,
                let name = try? bytes.identifier(tokens[index])
            else { continue }
            guard index + 1 < tokens.count, tokens[index + 1].kind == .openParen,
                let close = ArgumentReader.closing(tokens, index + 1)
            else {
                if columns.contains(name) {
                    if index < ownEnd { isReadByOwn = true } else { isReadOutside = true }
                }
                continue
            }
            if ServerFunctionResult.isAggregate(name) {
                if !Self.isWindow(tokens, after: close, bytes) {
                    self = .once
                    return
                }
            } else if FunctionNames.shared.find(tokens[index], in: bytes) == nil,
                !ServerFunctionResult.exists(name), !QuotedIdentifier.isKeyword(name)
            {
                ownEnd = max(ownEnd, close)
            }
        }
        self = isReadByOwn && !isReadOutside ? .unknown : .each
    }

    private static func isQuery(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) -> Bool {
        guard index < tokens.count, tokens[index].kind == .word else { return false }
        let starts: [StaticString] = ["select", "with", "values", "table"]
        return starts.contains { bytes.isKeyword($0, tokens[index]) }
    }

    /// Whether OVER stands behind a call, and its FILTER.
    private static func isWindow(_ tokens: [Token], after close: Int, _ bytes: Span<UInt8>) -> Bool
    {
        var index = close + 1
        if index + 1 < tokens.count, bytes.isKeyword("filter", tokens[index]),
            let end = ArgumentReader.closing(tokens, index + 1)
        {
            index = end + 1
        }
        return index < tokens.count && bytes.isKeyword("over", tokens[index])
    }
}
