import SQLText

/// A comment between the parts of a string that goes on over lines: the server's scanner allows it,
/// libpg_query's does not.
enum CommentedContinuation {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        guard source.tokens.contains(where: { $0.kind == .stringContinuation }) else { return [] }
        var lexer = Lexer(.sql)
        var edits: [TextEdit] = []
        while true {
            let token = lexer.next(in: source.bytes.span)
            if token.kind == .endOfFile { return edits }
            if token.kind == .lineComment {
                edits.append(.blank(Int(token.start)..<Int(token.end)))
            }
        }
    }
}

/// `FROM (SELECT …)` without an alias (16): given one.
enum SubqueryAlias {
    static func edits(_ source: TokenText, at offset: Int) -> [TextEdit] {
        guard
            let open = source.tokens.firstIndex(where: {
                Int($0.start) >= offset && $0.kind == .openParen
            }), let close = source.closing(open)
        else { return [] }
        return [.insert(" unnamed_subquery", at: Int(source.tokens[close].end))]
    }
}

/// `GRANT role TO role WITH INHERIT FALSE, SET TRUE` (16): the options say how, not whether.
enum RoleGrants {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        guard source.has("grant", at: 0), let last = source.tokens.indices.last else { return [] }
        for index in source.tokens.indices where source.has("with", at: index) {
            guard
                source.has("inherit", at: index + 1) || source.has("set", at: index + 1)
                    || source.has("admin", at: index + 1)
            else { continue }
            return [.blank(source.range(index, last))]
        }
        return []
    }
}

/// `IS JSON …` (16): a boolean as `IS NULL` is.
enum JSONTests {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        source.tokens.indices.compactMap { index in
            guard source.has("is", "json", at: index) || source.has("is", "not", "json", at: index)
            else { return nil }
            let json = source.has("json", at: index + 1) ? index + 1 : index + 2
            return .replace(source.range(json, end(source, json)), "NULL")
        }
    }

    /// The last word of `JSON [VALUE | SCALAR | ARRAY | OBJECT] [{WITH | WITHOUT} UNIQUE [KEYS]]`.
    private static func end(_ source: TokenText, _ json: Int) -> Int {
        var last = json
        for word: StaticString in ["value", "scalar", "array", "object"]
        where source.has(word, at: last + 1) { last += 1 }
        if source.has("with", "unique", at: last + 1)
            || source.has("without", "unique", at: last + 1)
        {
            last += 2
        }
        if source.has("keys", at: last + 1) { last += 1 }
        return last
    }
}

/// `0xFF`, `0o17`, `0b1`, `1_000` (16): in decimal digits.
enum Numbers {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        source.tokens.compactMap { token in
            guard token.kind == .integer || token.kind == .numeric else { return nil }
            let text = source.bytes.span.text(of: token)
            let plain = text.filter { $0 != "_" }.lowercased()
            for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix)
            {
                return UInt64(plain.dropFirst(2), radix: radix).map {
                    .replace(Int(token.start)..<Int(token.end), String($0))
                }
            }
            return plain.count == text.count
                ? nil : .replace(Int(token.start)..<Int(token.end), plain)
        }
    }
}

/// `x AT LOCAL` (17): AT TIME ZONE of some zone; the type is the same.
enum LocalTime {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        source.tokens.indices.compactMap { index in
            source.has("at", "local", at: index)
                ? .replace(source.range(index + 1, index + 1), "TIME ZONE 'UTC'") : nil
        }
    }
}

/// `MERGE … RETURNING` (17) and `RETURNING WITH (OLD AS o, NEW AS n)` (18).
enum Returning {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        guard let last = source.tokens.indices.last else { return [] }
        var depth = 0
        for index in source.tokens.indices {
            switch source.tokens[index].kind {
            case .openParen: depth += 1
            case .closeParen: depth -= 1
            default: break
            }
            guard source.has("returning", at: index) else { continue }
            if depth == 0, source.has("merge", at: 0) { return [.blank(source.range(index, last))] }
            if source.has("with", at: index + 1), source.kind(index + 2) == .openParen,
                let close = source.closing(index + 2)
            {
                return [.blank(source.range(index + 1, close))]
            }
        }
        return []
    }
}
