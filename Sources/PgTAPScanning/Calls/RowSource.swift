import QueryAnalysis
import SQLText

/// The rows of a FROM clause that are constant, as bindings of column names.
struct RowSource {
    /// One dictionary for each row.
    var rows: [[String: Argument]]
    /// What the select list does by what is in the row, and the result that each row takes there;
    /// nil for one of which that cannot be told.
    var cases: (list: RowCases, taken: [Int?])?

    /// Reads the FROM clause that begins at `start` (just past FROM) and ends at the statement's
    /// end. Nil where its rows are not constant.
    ///
    /// - Parameter caseStart: Where CASE stands in the select list.
    static func read(
        _ tokens: [Token], from start: Int, caseStart: Int? = nil, _ reader: ArgumentReader,
        _ bytes: Span<UInt8>
    ) -> RowSource? {
        if caseStart == nil, let plain = plain(tokens, from: start, reader, bytes) { return plain }
        return evaluated(tokens, from: start, caseStart: caseStart, reader, bytes)
            ?? plain(tokens, from: start, reader, bytes)
    }

    /// The rows for which a token of the select list is evaluated.
    func rows(at index: Int) -> [[String: Argument]] {
        guard let cases, let result = cases.list.result(of: index) else { return rows }
        return zip(rows, cases.taken).filter { $1 == nil || $1 == result }.map(\.0)
    }

    /// One list of rows, or one function that gives rows.
    private static func plain(
        _ tokens: [Token], from start: Int, _ reader: ArgumentReader, _ bytes: Span<UInt8>
    ) -> RowSource? {
        guard start < tokens.count else { return nil }
        if tokens[start].kind == .openParen { return values(tokens, start, reader, bytes) }
        guard tokens[start].kind == .word, start + 1 < tokens.count,
            tokens[start + 1].kind == .openParen,
            let close = ArgumentReader.closing(tokens, start + 1),
            let name = try? bytes.identifier(tokens[start])
        else { return nil }
        guard let alias = Alias(tokens, close + 1, bytes), alias.isLast else { return nil }
        // `unnest(ARRAY[('a', 1), ('b', 2)]) AS t(name text, number int)`
        if name == "unnest", start + 4 < close, bytes.isKeyword("array", tokens[start + 2]),
            tokens[start + 3].kind == .openBracket, tokens[start + 4].kind == .openParen,
            alias.columns.count > 1, ArgumentReader.closing(tokens, start + 3) == close - 1
        {
            return rows(tokens, (start + 4)..<(close - 1), alias, reader, bytes)
        }
        let arguments = ArgumentReader.split(tokens, (start + 2)..<close).map {
            reader.evaluate(tokens, $0, bytes)
        }
        guard let items = items(name, arguments) else { return nil }
        let column = alias.columns.first ?? alias.name ?? name
        return RowSource(
            rows: items.map { item in
                // A one-column alias may be used as the column itself.
                var bindings = [column: item]
                bindings[alias.name ?? name] = item
                return bindings
            })
    }

    private static func items(_ function: String, _ arguments: [Argument]) -> [Argument]? {
        switch function {
        case "unnest":
            guard arguments.count == 1, case .list(let elements) = arguments[0].value else {
                return nil
            }
            return elements.map {
                Argument($0.map(ArgumentValue.text) ?? .null, arguments[0].type?.element)
            }
        case "generate_series":
            let bounds = arguments.compactMap { argument -> Int? in
                if case .text(let digits) = argument.value { Int(digits) } else { nil }
            }
            guard bounds.count == 2, arguments.count == 2, bounds[1] - bounds[0] < 10_000 else {
                return nil
            }
            guard bounds[0] <= bounds[1] else { return [] }
            return (bounds[0]...bounds[1]).map { Argument(.text(String($0)), SQLType(.int4)) }
        default: return nil
        }
    }

    /// `(VALUES (…), (…)) AS t(a, b)`
    private static func values(
        _ tokens: [Token], _ open: Int, _ reader: ArgumentReader, _ bytes: Span<UInt8>
    ) -> RowSource? {
        guard let close = ArgumentReader.closing(tokens, open), open + 1 < close,
            bytes.isKeyword("values", tokens[open + 1]),
            let alias = Alias(tokens, close + 1, bytes), alias.isLast
        else { return nil }
        return rows(tokens, (open + 2)..<close, alias, reader, bytes)
    }

    /// `(…), (…)`
    private static func rows(
        _ tokens: [Token], _ range: Range<Int>, _ alias: Alias, _ reader: ArgumentReader,
        _ bytes: Span<UInt8>
    ) -> RowSource? {
        var rows: [[String: Argument]] = []
        for row in ArgumentReader.split(tokens, range) {
            guard tokens[row.lowerBound].kind == .openParen else { return nil }
            let cells = ArgumentReader.split(tokens, (row.lowerBound + 1)..<(row.upperBound - 1))
                .map { reader.evaluate(tokens, $0, bytes) }
            var bindings: [String: Argument] = [:]
            for (index, cell) in cells.enumerated() {
                // An untyped literal of a VALUES list is text.
                let typed = cell.type == .unknown ? Argument(cell.value, SQLType(.text)) : cell
                bindings[
                    index < alias.columns.count ? alias.columns[index] : "column\(index + 1)"] =
                    typed
            }
            rows.append(bindings)
        }
        return RowSource(rows: rows)
    }

    /// `[AS] name [(column [type], …)]`, and whether the statement ends with it.
    private struct Alias {
        var name: String?
        var columns: [String] = []
        var isLast: Bool

        init?(_ tokens: [Token], _ start: Int, _ bytes: Span<UInt8>) {
            var index = start
            if index < tokens.count, bytes.isKeyword("as", tokens[index]) { index += 1 }
            if index < tokens.count,
                tokens[index].kind == .word || tokens[index].kind == .quotedIdentifier
            {
                if tokens[index].kind == .word, bytes.isKeyword("order", tokens[index]) {
                    isLast = true
                    return
                }
                if tokens[index].kind == .word,
                    bytes.isKeyword("where", tokens[index])
                        || bytes.isKeyword("limit", tokens[index])
                        || bytes.isKeyword("join", tokens[index])
                {
                    return nil
                }
                name = try? bytes.identifier(tokens[index])
                index += 1
            }
            if index < tokens.count, tokens[index].kind == .openParen,
                let close = ArgumentReader.closing(tokens, index)
            {
                columns = ArgumentReader.split(tokens, (index + 1)..<close).compactMap { column in
                    column.first.flatMap { try? bytes.identifier(tokens[$0]) }
                }
                index = close + 1
            }
            isLast = index >= tokens.count || bytes.isKeyword("order", tokens[index])
        }
    }
}
