import SQLText

/// The names that a test's own DDL makes or touches.
extension TestFileScanner {
    /// Notes the names of CREATE, ALTER and DROP in a statement, and in the text within it that is
    /// run.
    mutating func noteNames(_ tokens: [Token], _ bytes: Span<UInt8>) {
        for index in tokens.indices {
            let token = tokens[index]
            switch token.kind {
            case .word where isChange(token, bytes):
                let names = names(in: tokens[(index + 1)...], bytes)
                if index == 0, bytes.isKeyword("create", token),
                    let created = createdName(tokens, bytes)
                {
                    result.createdNames.insert(created)
                }
                result.changedNames.formUnion(names)
                noteDroppedExtension(tokens, index, bytes)
            case .string, .escapeString, .dollarString: noteText(tokens, index, bytes)
            // pgTAP's own way of making a table of a query.
            case .word
            where bytes[Int(token.start)] == UInt8(ascii: "_")
                && bytes.isKeyword("_temptable", token):
                noteTemporary(tokens, index, bytes)
            default: continue
            }
        }
    }

    /// `DROP EXTENSION [IF EXISTS] name`; pgTAP itself is none of the schema's.
    private mutating func noteDroppedExtension(
        _ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>
    ) {
        guard index + 2 < tokens.count, bytes.isKeyword("drop", tokens[index]),
            bytes.isKeyword("extension", tokens[index + 1])
        else { return }
        let isGuarded = bytes.isKeyword("if", tokens[index + 2]) && index + 4 < tokens.count
        let name = try? bytes.identifier(tokens[index + (isGuarded ? 4 : 2)])
        if name != "pgtap" { result.dropsExtensions = true }
    }

    private func isChange(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        switch bytes[Int(token.start)] | 0x20 {
        case UInt8(ascii: "c"): bytes.isKeyword("create", token)
        case UInt8(ascii: "a"): bytes.isKeyword("alter", token)
        case UInt8(ascii: "d"): bytes.isKeyword("drop", token)
        default: false
        }
    }

    /// The name that a CREATE statement makes, without its schema; nil for what stands on a table
    /// (an index, a trigger, a policy) and hides nothing.
    private func createdName(_ tokens: [Token], _ bytes: Span<UInt8>) -> String? {
        var index = 1
        var isOfTable = false
        while index < tokens.count, tokens[index].kind == .word,
            let word = try? bytes.identifier(tokens[index]), Self.words.contains(word)
        {
            isOfTable = isOfTable || ["index", "trigger", "policy", "rule"].contains(word)
            index += 1
        }
        guard !isOfTable else { return nil }
        var name: String?
        while index < tokens.count, let part = try? bytes.identifier(tokens[index]) {
            name = part
            guard index + 2 < tokens.count, tokens[index + 1].kind == .dot else { break }
            index += 2
        }
        return name
    }

    /// The name stands within the first words, before any parenthesis.
    private func names(in tokens: ArraySlice<Token>, _ bytes: Span<UInt8>) -> [String] {
        tokens.prefix(12).prefix { $0.kind != .openParen }.compactMap { token in
            guard token.kind == .word || token.kind == .quotedIdentifier,
                let name = try? bytes.identifier(token)
            else { return nil }
            return token.kind == .word && Self.words.contains(name) ? nil : name
        }
    }

    private static let words: Set<String> = [
        "or", "replace", "temp", "temporary", "unlogged", "table", "view", "materialized",
        "function", "procedure", "type", "schema", "sequence",
        "index", "unique", "if", "not", "exists", "on", "concurrently", "trigger", "policy",
        "aggregate", "alter", "drop", "create", "column", "add",
        "constraint", "only", "cascade", "as", "domain", "enum", "extension", "role", "user",
        "recursive", "before", "after", "for", "each", "row",
        "set", "to", "owner", "rename", "default", "null", "primary", "key", "foreign",
        "references", "using", "language", "returns", "set", "value",
    ]

    /// A string that holds DDL: what `lives_ok()` or EXECUTE runs.
    private mutating func noteText(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) {
        let isContinued =
            index + 1 < tokens.count && tokens[index + 1].kind == .stringContinuation
        guard mayHoldChange(tokens[index], bytes, isContinued) else { return }
        var position = index
        guard let text = try? bytes.string(at: &position, of: tokens) else { return }
        let content = Array(text.utf8)
        var splitter = StatementSplitter(.sql)
        var inner: [Token] = []
        while let element = splitter.next(in: content.span, tokens: &inner) {
            guard case .statement = element else { continue }
            for place in inner.indices
            where inner[place].kind == .word && isChange(inner[place], content.span) {
                result.changedNames.formUnion(names(in: inner[(place + 1)...], content.span))
                noteDroppedExtension(inner, place, content.span)
            }
        }
    }

    /// Whether a string begins, behind its quote and white space, as CREATE, ALTER or DROP do, and
    /// holds one of these words.
    private func mayHoldChange(_ token: Token, _ bytes: Span<UInt8>, _ isContinued: Bool) -> Bool {
        let isDollar = token.kind == .dollarString
        let range =
            isDollar
            ? bytes.dollarBody(of: token)
            : Int(token.start) + (token.kind == .escapeString ? 2 : 1)..<Int(token.end)
        for offset in range {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: continue
            case UInt8(ascii: "c"), UInt8(ascii: "C"), UInt8(ascii: "a"), UInt8(ascii: "A"),
                UInt8(ascii: "d"), UInt8(ascii: "D"):
                return isContinued
                    || Self.mayBeginCommand(bytes, offset..<range.upperBound)
                        && namesChange(bytes, offset..<range.upperBound)
            default: return false
            }
        }
        return false
    }

    /// Whether the first three letters are those of a command that begins with A, C or D (PostgreSQL
    /// documentation, "SQL Commands"): most descriptions begin otherwise ("column …").
    private static func mayBeginCommand(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count > 2 else { return false }
        let start = range.lowerBound
        switch (bytes[start] | 0x20, bytes[start + 1] | 0x20, bytes[start + 2] | 0x20) {
        case (UInt8(ascii: "a"), let second, _):
            // ABORT, ALTER, ANALYZE
            return second == UInt8(ascii: "b") || second == UInt8(ascii: "l")
                || second == UInt8(ascii: "n")
        case (UInt8(ascii: "c"), UInt8(ascii: "o"), let third):
            // COMMENT, COMMIT, COPY
            return third == UInt8(ascii: "m") || third == UInt8(ascii: "p")
        case (UInt8(ascii: "c"), let second, _):
            // CALL, CHECKPOINT, CLOSE, CLUSTER, CREATE
            return second == UInt8(ascii: "a") || second == UInt8(ascii: "h")
                || second == UInt8(ascii: "l") || second == UInt8(ascii: "r")
        default:
            // DEALLOCATE, DECLARE, DELETE, DISCARD, DO, DROP
            return true
        }
    }

    private func namesChange(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for offset in range {
            let keyword: StaticString
            switch bytes[offset] | 0x20 {
            case UInt8(ascii: "c"): keyword = "create"
            case UInt8(ascii: "a"): keyword = "alter"
            case UInt8(ascii: "d"): keyword = "drop"
            default: continue
            }
            let end = offset + keyword.utf8CodeUnitCount
            if end <= range.upperBound, bytes.isKeyword(keyword, offset..<end) { return true }
        }
        return false
    }

    private mutating func noteTemporary(_ tokens: [Token], _ index: Int, _ bytes: Span<UInt8>) {
        guard index + 1 < tokens.count, tokens[index + 1].kind == .openParen,
            let close = ArgumentReader.closing(tokens, index + 1)
        else { return }
        for part in ArgumentReader.split(tokens, (index + 2)..<close) {
            if case .text(let name) = reader.evaluate(tokens, part, bytes).value {
                result.changedNames.insert(name)
            }
        }
    }
}
