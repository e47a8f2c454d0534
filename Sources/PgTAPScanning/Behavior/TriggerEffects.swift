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
    /// Those of them that are set to the time of the transaction, as defaults mostly are.
    var times: Set<String> = []
    /// The errors of its own that it may raise.
    var errors: [RaisedError] = []
    /// Whether its body was read; of what was not, anything must be reckoned with.
    var isKnown = false

    init(_ function: CatalogObject?) {
        guard let body = function?.definition.body, body.language == "plpgsql" else { return }
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
                errors.append(RaisedError(tokens[(index + 1)...], bytes))
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

    /// Whether an error of its own may be the one that a test wants.
    func mayRaise(_ state: String?, _ message: String?) -> Bool {
        errors.contains { $0.mayBe(state, message) }
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
        guard isAssigned || isTarget(tokens, index, bytes) else { return }
        assigned.insert(column)
        if isAssigned, isTime(tokens[(index + 4)...], bytes) { times.insert(column) }
    }

    /// `now()`, `timezone('utc', now())` and their kin.
    private func isTime(_ tokens: ArraySlice<Token>, _ bytes: Span<UInt8>) -> Bool {
        let times: [StaticString] = [
            "now", "current_timestamp", "clock_timestamp", "statement_timestamp",
            "transaction_timestamp", "localtimestamp", "current_date",
        ]
        let beside: [StaticString] = ["timezone", "at", "time", "zone", "pg_catalog"]
        let words = tokens.filter { $0.kind == .word }
        func isOne(_ token: Token, of names: [StaticString]) -> Bool {
            names.contains { bytes.isKeyword($0, token) }
        }
        return words.contains { isOne($0, of: times) }
            && words.allSatisfy { isOne($0, of: times) || isOne($0, of: beside) }
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
