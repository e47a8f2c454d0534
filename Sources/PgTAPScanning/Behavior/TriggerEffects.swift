import QueryAnalysis
import SchemaCatalog
import SQLSyntax
import SQLText

/// What the function of a trigger does that a test could notice.
struct TriggerEffects: Sendable {
    /// Columns of the row at hand that it sets (`NEW.stamp := now()`).
    var assigned: Set<String> = []
    /// Whether it may keep the row from being written, or make it another as a whole.
    var changesRow = false
    /// Whether it may raise an error of its own.
    var raises = false
    /// The formats of the errors that it raises; nil for one that is no literal.
    var messages: [String?] = []
    /// Whether its body was read; of what was not, anything must be reckoned with.
    var isKnown = false

    init(_ function: CatalogObject?) {
        guard let body = function?.body, body.language == "plpgsql" else { return }
        isKnown = true
        let bytes = Array(body.text.utf8)
        var splitter = StatementSplitter(.sql)
        var tokens: [Token] = []
        while let element = splitter.next(in: bytes.span, tokens: &tokens) {
            if case .statement = element { read(tokens, bytes.span) }
        }
    }

    private mutating func read(_ tokens: [Token], _ bytes: Span<UInt8>) {
        for index in tokens.indices where tokens[index].kind == .word {
            if bytes.isKeyword("raise", tokens[index]) {
                guard isError(tokens, index + 1, bytes) else { continue }
                raises = true
                messages.append(message(tokens, index + 1, bytes))
            } else if bytes.isKeyword("return", tokens[index]) {
                readReturn(tokens, index + 1, bytes)
            } else if bytes.isKeyword("new", tokens[index]) {
                readNew(tokens, index, bytes)
            }
        }
    }

    /// RAISE NOTICE and its kin go on.
    private func isError(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) -> Bool {
        guard index < tokens.count else { return true }
        let passing: [StaticString] = ["debug", "log", "info", "notice", "warning"]
        return !passing.contains { bytes.isKeyword($0, tokens[index]) }
    }

    /// `RAISE EXCEPTION 'format'`.
    private func message(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) -> String? {
        guard index < tokens.count else { return nil }
        let literal = bytes.isKeyword("exception", tokens[index]) ? index + 1 : index
        guard literal < tokens.count, [.string, .escapeString].contains(tokens[literal].kind) else {
            return nil
        }
        return try? bytes.string(tokens[literal])
    }

    /// Whether an error of its own may be the one that a test wants.
    func mayRaise(_ wanted: String?) -> Bool {
        guard let wanted else { return true }
        return messages.isEmpty
            || messages.contains { $0.map { Self.mayBe($0, wanted) } ?? true }
    }

    /// Whether a format's text, with something for each `%`, may have `wanted` as a part.
    private static func mayBe(_ format: String, _ wanted: String) -> Bool {
        let pieces = format.split(separator: "%").map { $0.trimmingSpaces }.filter { !$0.isEmpty }
        if pieces.isEmpty || pieces.contains(where: { $0.contains(wanted) }) { return true }
        // The longest piece is least likely to stand anywhere else.
        guard let longest = pieces.max(by: { $0.count < $1.count }) else { return true }
        return wanted.contains(longest) || format.contains(wanted)
            || longest.hasSuffix(wanted.prefix(12)) || longest.hasPrefix(wanted.suffix(12))
    }

    private mutating func readReturn(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) {
        guard index < tokens.count, tokens[index].kind == .word else {
            changesRow = true
            return
        }
        // An AFTER trigger's result is of no account, which is how RETURN NULL is mostly meant.
        let plain: [StaticString] = ["new", "old", "null", "coalesce"]
        if !plain.contains(where: { bytes.isKeyword($0, tokens[index]) }) { changesRow = true }
    }

    private mutating func readNew(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) {
        guard index + 1 < tokens.count else { return }
        if tokens[index + 1].kind == .colonEquals { changesRow = true }
        guard index + 3 < tokens.count, tokens[index + 1].kind == .dot,
            let column = try? bytes.identifier(tokens[index + 2])
        else {
            readTarget(tokens, index, bytes)
            return
        }
        let follower = tokens[index + 3]
        let isAssigned =
            follower.kind == .colonEquals
            || follower.kind == .operator && bytes.text(of: follower) == "="
                && startsStatement(tokens, index, bytes)
        if isAssigned || isTarget(tokens, index, bytes) { assigned.insert(column) }
    }

    private mutating func readTarget(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) {
        guard index + 2 < tokens.count, tokens[index + 1].kind == .dot,
            isTarget(tokens, index, bytes), let column = try? bytes.identifier(tokens[index + 2])
        else { return }
        assigned.insert(column)
    }

    /// `… INTO NEW.column`.
    private func isTarget(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) -> Bool {
        index > 0 && bytes.isKeyword("into", tokens[index - 1])
    }

    /// `NEW.column = value` is an assignment where a statement begins, and a comparison elsewhere.
    private func startsStatement(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) -> Bool {
        guard index > 0 else { return true }
        let openers: [StaticString] = ["begin", "then", "else", "loop"]
        return openers.contains { bytes.isKeyword($0, tokens[index - 1]) }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        let start = drop { $0 == " " }
        return start.prefix(
            upTo: start.lastIndex { $0 != " " }.map(start.index(after:)) ?? start.startIndex)
    }
}
