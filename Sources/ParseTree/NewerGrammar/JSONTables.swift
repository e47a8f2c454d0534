import SQLText

/// `JSON_TABLE(document, path … COLUMNS (…))` (17) as XMLTABLE, which has columns of the same names
/// and types, and whose rows and defaults are expressions in the same places.
enum JSONTables {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        source.tokens.indices.flatMap { index -> [TextEdit] in
            guard source.has("json_table", at: index), source.kind(index + 1) == .openParen,
                source.kind(index - 1) != .dot, let close = source.closing(index + 1)
            else { return [] }
            return edits(source, index, close) ?? []
        }
    }

    /// `XMLTABLE((document) PASSING ROW(path, arguments) COLUMNS …)`.
    private static func edits(_ source: TokenText, _ index: Int, _ close: Int) -> [TextEdit]? {
        let items = source.items(index + 1, close)
        guard items.count > 1, !items[0].isEmpty,
            let columns = (items[0].upperBound..<close).first(where: {
                source.has("columns", at: $0) && source.kind($0 + 1) == .openParen
                    && isOutside($0, source, from: items[0].upperBound)
            }), columns > items[0].upperBound + 1, let end = source.closing(columns + 1)
        else { return nil }
        let comma = items[0].upperBound
        var edits: [TextEdit] = [
            .replace(source.range(index, index), "XMLTABLE"),
            .insert("(", at: Int(source.tokens[index + 1].end)),
            .replace(source.range(comma, comma), ") PASSING ROW("),
            .replace(source.range(columns, columns), ") COLUMNS"),
        ]
        edits += document(source, items[0]) + path(source, (comma + 1)..<columns)
        edits += list(source, columns + 1, end)
        if end + 1 < close { edits.append(.blank(source.range(end + 1, close - 1))) }
        if !hasAlias(source, after: close) {
            edits.append(.insert(" AS json_table", at: Int(source.tokens[close].end)))
        }
        return edits
    }

    /// Whether no parenthesis is open at `index`.
    private static func isOutside(_ index: Int, _ source: TokenText, from start: Int) -> Bool {
        var depth = 0
        for position in start..<index {
            switch source.tokens[position].kind {
            case .openParen, .openBracket: depth += 1
            case .closeParen, .closeBracket: depth -= 1
            default: break
            }
        }
        return depth == 0
    }

    private static func document(_ source: TokenText, _ range: Range<Int>) -> [TextEdit] {
        var clauses = JSONClauses(source, range)
        clauses.read(keys: false)
        return clauses.edits
    }

    /// `path AS name PASSING value AS name, …`
    private static func path(_ source: TokenText, _ range: Range<Int>) -> [TextEdit] {
        var range = range
        var edits: [TextEdit] = []
        let first = range.lowerBound
        if source.has("as", at: first + 1), first + 2 < range.upperBound {
            edits.append(.blank(source.range(first + 1, first + 2)))
            range = (first + 3)..<range.upperBound
            if source.has("passing", at: range.lowerBound), !range.isEmpty {
                edits.append(.replace(source.range(first + 3, first + 3), ","))
                var clauses = JSONClauses(source, (first + 4)..<range.upperBound)
                clauses.read(keys: false, isPassing: true)
                return edits + clauses.edits
            }
        }
        var clauses = JSONClauses(source, range)
        clauses.read(keys: false)
        return edits + clauses.edits
    }

    /// A list of columns without its parentheses: those of a NESTED PATH stand beside the others.
    private static func list(_ source: TokenText, _ open: Int, _ close: Int) -> [TextEdit] {
        var edits: [TextEdit] = [
            .blank(source.range(open, open)), .blank(source.range(close, close)),
        ]
        for item in source.items(open, close) where !item.isEmpty {
            if source.has("nested", at: item.lowerBound),
                let columns = item.first(where: {
                    source.has("columns", at: $0) && source.kind($0 + 1) == .openParen
                }), let end = source.closing(columns + 1)
            {
                edits.append(.blank(source.range(item.lowerBound, columns)))
                edits += list(source, columns + 1, end)
            } else {
                edits += column(source, item)
            }
        }
        return edits
    }

    /// `name type [EXISTS] [PATH …] [clauses]`: the name and the type stay, and values of DEFAULT.
    private static func column(_ source: TokenText, _ item: Range<Int>) -> [TextEdit] {
        if source.has("for", "ordinality", at: item.lowerBound + 1) { return [] }
        var edits: [TextEdit] = []
        // XMLTABLE takes one DEFAULT and one PATH, each any value.
        var places = ["DEFAULT (", "PATH ("]
        var index = JSONClauses.typeEnd(source, item.lowerBound + 1, item.upperBound)
        while index < item.upperBound {
            if source.has("default", at: index), !places.isEmpty,
                let on = ((index + 1)..<item.upperBound).first(where: {
                    source.has("on", "empty", at: $0) || source.has("on", "error", at: $0)
                }), on > index + 1
            {
                edits.append(.replace(source.range(index, index), places.removeFirst()))
                edits.append(.replace(source.range(on, on + 1), ")"))
                index = on + 2
            } else {
                edits.append(.blank(source.range(index, index)))
                index += 1
            }
        }
        return edits
    }

    /// Whether a name of its rows follows.
    private static func hasAlias(_ source: TokenText, after close: Int) -> Bool {
        guard source.kind(close + 1)?.isName ?? false else { return false }
        let followers: [StaticString] = [
            "where", "group", "having", "order", "limit", "offset", "fetch", "for", "window",
            "union", "intersect", "except", "join", "cross", "left", "right", "inner", "full",
            "natural", "on", "using", "tablesample", "returning", "with", "when", "loop",
        ]
        return !followers.contains { source.has($0, at: close + 1) }
    }
}
