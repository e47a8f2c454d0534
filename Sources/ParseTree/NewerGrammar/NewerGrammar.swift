import SQLText

/// What PostgreSQL 16 to 18 added to the grammar, rewritten token by token into what PostgreSQL
/// 15's reads, where that is safe: the effect on a schema stays (docs/NewerGrammar.md lists each
/// rule).
///
/// Tried only after the grammar has rejected a text, so what it reads is never touched.
enum NewerGrammar {
    /// The text with every newer form replaced; nil where there is none.
    ///
    /// - Parameter failure: What the grammar said, and where.
    static func rewritten(_ sql: String, after failure: ParseFailure) -> String? {
        let source = TokenText(sql)
        var edits: [TextEdit] = []
        if failure.message.contains("must have an alias") {
            edits += SubqueryAlias.edits(source, at: failure.offset)
        }
        for rule in rules { edits += rule(source) }
        return edits.isEmpty ? nil : TextEdit.apply(edits, to: source.bytes)
    }

    /// Each finds its own form; none looks at what another has replaced. Where two put something in at
    /// one place, it stands in this order: a parenthesis of JSON_TABLE before a call within it.
    private static let rules: [@Sendable (TokenText) -> [TextEdit]] = [
        CommentedContinuation.edits, GeneratedColumns.edits, NotNullConstraints.edits,
        ConstraintWords.edits, ColumnSettings.edits,
        RoleGrants.edits, UnnamedStatistics.edits, JSONTests.edits, JSONTables.edits,
        JSONCalls.edits, GenerationExpressions.edits, Numbers.edits, LocalTime.edits,
        Returning.edits,
    ]
}

/// The tokens of a text that the grammar sees, with look-ups by position.
struct TokenText: Sendable {
    let bytes: [UInt8]
    let tokens: [Token]

    init(_ sql: String) {
        let bytes = Array(sql.utf8)
        self.bytes = bytes
        var lexer = Lexer(Dialect(psql: false, version: .postgres16))
        var tokens: [Token] = []
        while true {
            let token = lexer.next(in: bytes.span)
            if token.kind == .endOfFile { break }
            if !token.kind.isTrivia { tokens.append(token) }
        }
        self.tokens = tokens
    }

    /// Whether these words stand from `index` on.
    func has(_ words: StaticString..., at index: Int) -> Bool {
        words.enumerated().allSatisfy { offset, word in
            index + offset >= 0 && index + offset < tokens.count
                && bytes.span.isKeyword(word, tokens[index + offset])
        }
    }

    func kind(_ index: Int) -> TokenKind? {
        tokens.indices.contains(index) ? tokens[index].kind : nil
    }

    func text(_ index: Int) -> String { bytes.span.text(of: tokens[index]) }

    func name(_ index: Int) -> String? {
        tokens.indices.contains(index) ? try? bytes.span.identifier(tokens[index]) : nil
    }

    /// The bytes from one token to another, both included.
    func range(_ first: Int, _ last: Int) -> Range<Int> {
        Int(tokens[first].start)..<Int(tokens[last].end)
    }

    /// The token that closes the parenthesis at `open`.
    func closing(_ open: Int) -> Int? { tokens.closing(open) }

    /// The items between the commas of a parenthesised list, as ranges of tokens.
    func items(_ open: Int, _ close: Int) -> [Range<Int>] {
        var items: [Range<Int>] = []
        var (depth, start) = (0, open + 1)
        for index in (open + 1)..<close {
            switch tokens[index].kind {
            case .openParen, .openBracket: depth += 1
            case .closeParen, .closeBracket: depth -= 1
            case .comma where depth == 0:
                items.append(start..<index)
                start = index + 1
            default: break
            }
        }
        items.append(start..<close)
        return items
    }
}

/// A replacement of bytes.
struct TextEdit {
    var range: Range<Int>
    var replacement: String

    /// Blanks of the same length: offsets after it stay.
    static func blank(_ range: Range<Int>) -> TextEdit {
        TextEdit(range: range, replacement: String(repeating: " ", count: range.count))
    }

    /// A replacement filled up with blanks, so that offsets stay where it is no longer than what it
    /// replaces.
    static func replace(_ range: Range<Int>, _ text: String) -> TextEdit {
        TextEdit(
            range: range,
            replacement: text + String(repeating: " ", count: max(0, range.count - text.utf8.count))
        )
    }

    static func insert(_ text: String, at offset: Int) -> TextEdit {
        TextEdit(range: offset..<offset, replacement: text)
    }

    /// Edits that overlap an earlier one are left out: the next round finds what they meant.
    static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var position = 0
        for edit in edits.sorted(by: {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        })
        where edit.range.lowerBound >= position {
            result += bytes[position..<edit.range.lowerBound]
            result += Array(edit.replacement.utf8)
            position = edit.range.upperBound
        }
        result += bytes[position...]
        return String(decoding: result, as: UTF8.self)
    }
}
