public import SQLText

/// What a statement's first words say about reading it. Parsing is what a run costs most, and most
/// bytes of many projects are data.
public enum StatementClass {
    /// Goes through the grammar.
    case parsed
    /// Changes rows, or nothing: not parsed.
    case skipped

    /// Classifies a statement by its tokens.
    public init(_ tokens: [Token], in bytes: Span<UInt8>) {
        guard let first = tokens.first, first.kind == .word else {
            self = .parsed
            return
        }
        self = Self.isSkipped(first, in: bytes) ? .skipped : .parsed
    }

    private static func isSkipped(_ word: Token, in bytes: Span<UInt8>) -> Bool {
        // One comparison on the first letter settles CREATE and ALTER.
        switch bytes[Int(word.start)] | 0x20 {
        case UInt8(ascii: "i"): bytes.isKeyword("insert", word)
        case UInt8(ascii: "u"): bytes.isKeyword("update", word) || bytes.isKeyword("unlisten", word)
        case UInt8(ascii: "d"): bytes.isKeyword("delete", word) || bytes.isKeyword("declare", word)
        case UInt8(ascii: "m"): bytes.isKeyword("merge", word) || bytes.isKeyword("move", word)
        case UInt8(ascii: "c"):
            bytes.isKeyword("copy", word) || bytes.isKeyword("comment", word)
                || bytes.isKeyword("close", word)
                || bytes.isKeyword("cluster", word) || bytes.isKeyword("checkpoint", word)
        case UInt8(ascii: "t"): bytes.isKeyword("truncate", word)
        case UInt8(ascii: "v"): bytes.isKeyword("vacuum", word) || bytes.isKeyword("values", word)
        case UInt8(ascii: "a"): bytes.isKeyword("analyze", word) || bytes.isKeyword("analyse", word)
        case UInt8(ascii: "e"): bytes.isKeyword("explain", word)
        case UInt8(ascii: "l"): bytes.isKeyword("lock", word) || bytes.isKeyword("listen", word)
        case UInt8(ascii: "n"): bytes.isKeyword("notify", word)
        case UInt8(ascii: "r"): bytes.isKeyword("refresh", word) || bytes.isKeyword("reindex", word)
        case UInt8(ascii: "f"): bytes.isKeyword("fetch", word)
        default: false
        }
    }
}
