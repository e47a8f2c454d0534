import SQLText

/// SQL/JSON's constructors and query functions (16, 17) with clauses that no call has: a call of
/// their values, cast to the type of RETURNING. What the clauses name stays an argument, so that
/// nothing used is lost; how nulls, errors and keys are treated changes no schema.
enum JSONCalls {
    @Sendable static func edits(_ source: TokenText) -> [TextEdit] {
        // What ends at one place ends from the inside out.
        source.tokens.indices.reversed().flatMap { index -> [TextEdit] in
            guard source.kind(index + 1) == .openParen, source.kind(index - 1) != .dot,
                let form = forms.first(where: { source.has($0.name, at: index) }),
                let close = source.closing(index + 1)
            else { return [] }
            return edits(source, form, at: index, close)
        }
    }

    private struct Form: Sendable {
        var name: StaticString
        /// What it results in without RETURNING.
        var type: String
        var hasKeys = false
    }

    private static let forms = [
        Form(name: "json_object", type: "json", hasKeys: true),
        Form(name: "json_objectagg", type: "json", hasKeys: true),
        Form(name: "json_array", type: "json"), Form(name: "json_arrayagg", type: "json"),
        Form(name: "json", type: "json"), Form(name: "json_scalar", type: "json"),
        Form(name: "json_serialize", type: "text"), Form(name: "json_query", type: "jsonb"),
        Form(name: "json_value", type: "text"), Form(name: "json_exists", type: "boolean"),
    ]

    private static func edits(_ source: TokenText, _ form: Form, at index: Int, _ close: Int)
        -> [TextEdit]
    {
        var clauses = JSONClauses(source, (index + 2)..<close)
        clauses.read(keys: form.hasKeys)
        let isQuery =
            source.has("json_array", at: index)
            && (source.has("select", at: index + 2) || source.has("with", at: index + 2)
                || source.has("values", at: index + 2))
        guard !clauses.edits.isEmpty || isQuery else { return [] }
        var edits = clauses.edits
        if isQuery {
            let last = clauses.firstClause.map { $0 - 1 } ?? close - 1
            edits.append(.insert("(", at: Int(source.tokens[index + 2].start)))
            edits.append(.insert(")", at: Int(source.tokens[last].end)))
        }
        // PostgreSQL 15 has functions json_object() of its own, of one and two arrays of text.
        if source.has("json_object", at: index), clauses.firstClause != index + 2 {
            edits.append(.insert(", NULL", at: Int(source.tokens[close].start)))
        }
        edits.append(.insert("CAST(", at: Int(source.tokens[index].start)))
        let end = Int(source.tokens[last(source, after: close)].end)
        edits.append(.insert(" AS \(clauses.type ?? form.type))", at: end))
        return edits
    }

    /// The last token of a call with FILTER and OVER.
    private static func last(_ source: TokenText, after close: Int) -> Int {
        var last = close
        for word: StaticString in ["filter", "over"] where source.has(word, at: last + 1) {
            if let end = source.closing(last + 2), source.kind(last + 2) == .openParen {
                last = end
            } else if source.name(last + 2) != nil {
                last += 2
            }
        }
        return last
    }
}

/// What stands between the parentheses of a SQL/JSON form: values to keep, and clauses to take
/// away.
struct JSONClauses {
    private(set) var edits: [TextEdit] = []
    /// The type that RETURNING names.
    private(set) var type: String?
    /// The token with which the first clause begins that is no value's.
    private(set) var firstClause: Int?

    private let source: TokenText
    private let range: Range<Int>

    init(_ source: TokenText, _ range: Range<Int>) {
        self.source = source
        self.range = range
    }

    /// - Parameters:
    ///   - keys: Whether `key: value` and `key VALUE value` are pairs.
    ///   - isPassing: Whether the values are those of PASSING.
    mutating func read(keys: Bool, isPassing: Bool = false) {
        var (index, isPassing, hasKey) = (range.lowerBound, isPassing, false)
        while index < range.upperBound {
            if let next = clause(at: index) {
                index = next
                continue
            }
            switch source.kind(index) {
            case .openParen, .openBracket: index = source.closing(index) ?? range.upperBound
            case .comma: hasKey = false
            case .colon where keys && !hasKey:
                replace(index, with: ",")
                hasKey = true
            default:
                if source.has("passing", at: index), index > range.lowerBound {
                    replace(index, with: ",")
                    isPassing = true
                } else if isPassing, source.has("as", at: index), source.name(index + 1) != nil {
                    blank(index, index + 1)
                    index += 1
                } else if keys, !hasKey, source.has("value", at: index), isBetweenValues(index) {
                    replace(index, with: ",")
                    hasKey = true
                }
            }
            index += 1
        }
    }

    /// Takes away the clause that begins at `index`; the token after it, nil where none begins
    /// there.
    private mutating func clause(at index: Int) -> Int? {
        if source.has("returning", at: index) {
            let end = Self.typeEnd(source, index + 1, range.upperBound)
            guard end > index + 1 else { return nil }
            type = String(
                decoding: source.bytes[source.range(index + 1, end - 1)], as: UTF8.self)
            return take(index, end)
        }
        if source.has("default", at: index), let on = onClause(after: index), on > index + 1 {
            replace(index, with: ",")
            firstClause = firstClause ?? index
            blank(on, on + 1)
            // A value may be a call with clauses of its own.
            return on + 2
        }
        guard let length = Self.length(source, at: index) else { return nil }
        // `FORMAT JSON` belongs to the value before it.
        if source.has("format", at: index) {
            blank(index, index + length - 1)
            return index + length
        }
        return take(index, index + length)
    }

    private mutating func take(_ first: Int, _ end: Int) -> Int {
        firstClause = firstClause ?? first
        blank(first, end - 1)
        return end
    }

    /// `ON EMPTY` or `ON ERROR` behind a DEFAULT.
    private func onClause(after index: Int) -> Int? {
        var index = index + 1
        while index < range.upperBound {
            if source.has("on", "empty", at: index) || source.has("on", "error", at: index) {
                return index
            }
            if source.kind(index) == .openParen || source.kind(index) == .openBracket {
                guard let close = source.closing(index) else { return nil }
                index = close
            } else if source.kind(index) == .comma {
                return nil
            }
            index += 1
        }
        return nil
    }

    private func isBetweenValues(_ index: Int) -> Bool {
        guard index > range.lowerBound, index + 1 < range.upperBound else { return false }
        switch source.kind(index - 1) {
        case .comma, .operator, .dot, .typecast, .colon: return false
        default: break
        }
        switch source.kind(index + 1) {
        case .comma, .operator, .dot, .typecast, .colon: return false
        default: return true
        }
    }

    private mutating func blank(_ first: Int, _ last: Int) {
        edits.append(.blank(source.range(first, last)))
    }

    private mutating func replace(_ index: Int, with text: String) {
        edits.append(.replace(source.range(index, index), text))
    }
}

extension JSONClauses {
    /// How many tokens the clause of fixed words at `index` has; nil where there is none
    /// (`json_behavior_clause_opt`, `json_wrapper_behavior` and their neighbours,
    /// `src/backend/parser/gram.y`).
    static func length(_ source: TokenText, at index: Int) -> Int? {
        if source.has("format", "json", at: index) {
            return source.has("encoding", at: index + 2) ? 4 : 2
        }
        if source.has("null", "on", "null", at: index)
            || source.has("absent", "on", "null", at: index)
        {
            return 3
        }
        for word: StaticString in ["error", "null", "true", "false", "unknown", "empty"]
        where source.has(word, at: index) {
            let on =
                source.has("array", at: index + 1) || source.has("object", at: index + 1)
                ? index + 2 : index + 1
            if source.has("on", "empty", at: on) || source.has("on", "error", at: on) {
                return on + 2 - index
            }
        }
        if source.has("keep", "quotes", at: index) || source.has("omit", "quotes", at: index) {
            return source.has("on", "scalar", "string", at: index + 2) ? 5 : 2
        }
        guard source.has("with", at: index) || source.has("without", at: index) else { return nil }
        if source.has("unique", at: index + 1) {
            return source.has("keys", at: index + 2) ? 3 : 2
        }
        var end = index + 1
        for word: StaticString in ["conditional", "unconditional", "array"]
        where source.has(word, at: end) {
            end += 1
        }
        return source.has("wrapper", at: end) ? end + 1 - index : nil
    }

    /// The token after the type that begins at `index`.
    static func typeEnd(_ source: TokenText, _ index: Int, _ limit: Int) -> Int {
        let words: [StaticString] = ["path", "exists", "default", "returning"]
        var index = index
        while index < limit, source.kind(index) != .comma, length(source, at: index) == nil,
            !words.contains(where: { source.has($0, at: index) })
        {
            if source.kind(index) == .openParen || source.kind(index) == .openBracket {
                index = source.closing(index) ?? limit
            }
            index += 1
        }
        return min(index, limit)
    }
}
