import SQLText

/// `GENERATED ALWAYS AS (…) [VIRTUAL]` (18): read as STORED. Both are generated columns.
enum GeneratedColumns {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        var edits: [TextEdit] = []
        for index in source.tokens.indices where source.has("generated", "always", "as", at: index)
        {
            guard source.kind(index + 3) == .openParen, let close = source.closing(index + 3) else {
                continue
            }
            if source.has("virtual", at: close + 1) {
                edits.append(.replace(source.range(close + 1, close + 1), "STORED"))
            } else if !source.has("stored", at: close + 1) {
                edits.append(.insert(" STORED", at: Int(source.tokens[close].end)))
            }
        }
        return edits
    }
}

/// `ALTER COLUMN x SET EXPRESSION AS (…)` (17): as a default that is a subquery, which no server
/// takes, under a name that says what is meant (``AlterTable/Action/setExpression(_:_:)``).
enum GenerationExpressions {
    /// The name of the subquery's column.
    static let mark = "generated always as"

    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        guard source.has("alter", at: 0) else { return [] }
        return source.tokens.indices.flatMap { index -> [TextEdit] in
            guard source.has("set", "expression", "as", at: index),
                source.kind(index + 3) == .openParen, let close = source.closing(index + 3)
            else { return [] }
            return [
                .replace(source.range(index + 1, index + 2), "DEFAULT (SELECT "),
                .insert(" AS \"\(mark)\")", at: Int(source.tokens[close].end)),
            ]
        }
    }
}

/// `[CONSTRAINT name] NOT NULL column [NO INHERIT] [NOT VALID]` as a table's constraint (18): the
/// column is made NOT NULL, by its own definition or by ALTER COLUMN. The constraint's name is
/// lost; PostgreSQL 15 has none.
enum NotNullConstraints {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        source.has("alter", at: 0) ? inAlterTable(source) : inCreateTable(source)
    }

    private static func inAlterTable(_ source: TokenText) -> [TextEdit] {
        var edits: [TextEdit] = []
        for index in source.tokens.indices where source.has("add", at: index) {
            let start = source.has("constraint", at: index + 1) ? index + 3 : index + 1
            guard source.has("not", "null", at: start), source.name(start + 2) != nil else {
                continue
            }
            let last = end(source, after: start + 2)
            edits.append(
                TextEdit(
                    range: source.range(index, last),
                    replacement: "ALTER COLUMN \(source.text(start + 2)) SET NOT NULL"))
        }
        return edits
    }

    private static func end(_ source: TokenText, after column: Int) -> Int {
        var last = column
        while source.has("no", "inherit", at: last + 1) || source.has("not", "valid", at: last + 1)
        { last += 2 }
        return last
    }

    private static func inCreateTable(_ source: TokenText) -> [TextEdit] {
        guard source.has("create", at: 0),
            let open = source.tokens.firstIndex(where: { $0.kind == .openParen }),
            let close = source.closing(open)
        else { return [] }
        let items = source.items(open, close).filter { !$0.isEmpty }
        var edits: [TextEdit] = []
        for (position, item) in items.enumerated() {
            let start =
                source.has("constraint", at: item.lowerBound)
                ? item.lowerBound + 2 : item.lowerBound
            guard source.has("not", "null", at: start), let column = source.name(start + 2),
                let definition = items.first(where: {
                    source.name($0.lowerBound) == column && $0 != item
                })
            else { continue }
            edits.append(
                .insert(" NOT NULL", at: Int(source.tokens[definition.upperBound - 1].end)))
            // The item goes with the comma before it, or the one after it where it is the first.
            let first = position > 0 ? item.lowerBound - 1 : item.lowerBound
            let last = position > 0 ? item.upperBound - 1 : item.upperBound
            edits.append(.blank(source.range(first, last)))
        }
        return edits
    }
}

/// Words of constraints: `[NOT] ENFORCED`, `WITHOUT OVERLAPS`, `PERIOD` (18), and what ALTER
/// CONSTRAINT may set. The constraint is there either way.
enum ConstraintWords {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        var edits: [TextEdit] = []
        for index in source.tokens.indices {
            if source.has("alter", "constraint", at: index) {
                edits += alterConstraint(source, index)
            } else if source.has("not", "enforced", at: index) {
                edits.append(.blank(source.range(index, index + 1)))
            } else if source.has("enforced", at: index), !source.has("not", at: index - 1) {
                edits.append(.blank(source.range(index, index)))
            } else if source.has("without", "overlaps", at: index) {
                edits.append(.blank(source.range(index, index + 1)))
            } else if source.has("period", at: index), source.kind(index - 1) == .comma,
                source.name(index + 1) != nil
            {
                edits.append(.blank(source.range(index, index)))
            }
        }
        return edits
    }

    /// As VALIDATE CONSTRAINT, which changes nothing here.
    private static func alterConstraint(_ source: TokenText, _ index: Int) -> [TextEdit] {
        let words = index + 3
        let isTwo =
            source.has("not", "enforced", at: words) || source.has("no", "inherit", at: words)
        guard isTwo || source.has("enforced", at: words) || source.has("inherit", at: words) else {
            return []
        }
        var edits: [TextEdit] = [.replace(source.range(index, index), "VALIDATE")]
        // The words of [NOT] ENFORCED are taken away wherever they stand.
        if !source.has("enforced", at: words), !source.has("not", "enforced", at: words) {
            edits.append(.blank(source.range(words, isTwo ? words + 1 : words)))
        }
        return edits
    }
}

/// Settings of columns that no schema hangs on: `STORAGE` in a definition (16), `SET STORAGE
/// DEFAULT` (16), `SET STATISTICS DEFAULT` (17), `SET ACCESS METHOD DEFAULT` (17).
enum ColumnSettings {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        var edits: [TextEdit] = []
        for index in source.tokens.indices {
            if source.has("set", "storage", "default", at: index) {
                edits.append(.replace(source.range(index + 2, index + 2), "PLAIN"))
            } else if source.has("set", "statistics", "default", at: index) {
                edits.append(.replace(source.range(index + 2, index + 2), "-1"))
            } else if source.has("access", "method", "default", at: index) {
                edits.append(.replace(source.range(index + 2, index + 2), "heap"))
            } else if source.has("create", at: 0), source.has("storage", at: index),
                isStorage(source, index + 1)
            {
                edits.append(.blank(source.range(index, index + 1)))
            }
        }
        return edits
    }

    private static func isStorage(_ source: TokenText, _ index: Int) -> Bool {
        source.has("plain", at: index) || source.has("external", at: index)
            || source.has("extended", at: index)
            || source.has("main", at: index) || source.has("default", at: index)
    }
}

/// `CREATE STATISTICS ON a, b FROM t` (16): given the name that the server would choose
/// (`ChooseExtendedStatisticName()`).
enum UnnamedStatistics {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        guard
            source.has("create", "statistics", "on", at: 0)
                || source.has("create", "statistics", at: 0) && source.kind(2) == .openParen,
            let on = source.tokens.indices.first(where: { source.has("on", at: $0) }),
            let from = source.tokens.indices.last(where: { source.has("from", at: $0) }), from > on,
            let table = source.tokens.indices.last
        else { return [] }
        let columns = ((on + 1)..<from).compactMap {
            source.kind($0) == .comma ? nil : source.name($0) ?? "expr"
        }
        let name = ([source.name(table) ?? "t"] + columns + ["stat"]).joined(separator: "_")
        return [.insert(" \"\(Identifier.truncated(name))\"", at: Int(source.tokens[1].end))]
    }
}
